package io.naru.relay.crypto;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.naru.common.message.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id version 19 with one lane, 16 octets of salt and 32 of hash.
 *
 * <p>The library keeps one working memory for each set of parameters that it has met, for as long as the program
 * runs, and takes another one for each hash under way.
 *
 * <p>Threading: may be used by several threads at once.
 */
final class Argon2id implements PasswordFunction {

    private static final int SALT_OCTETS = 16;
    private static final int HASH_OCTETS = 32;
    private static final int MAX_MEMORY_KIBIBYTES = 1 << 20;
    private static final int MAX_ITERATIONS = 64;
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=(?<memory>[1-9][0-9]{0,6})"
            + ",t=(?<iterations>[1-9][0-9]?),p=(?<lanes>[1-8])"
            + "\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<hash>[A-Za-z0-9+/]{22,86})");

    private final PasswordCost cost;
    private final SecureRandom random = new SecureRandom();

    Argon2id(PasswordCost cost) {
        this.cost = cost;
    }

    @Override
    public String hash(Password password) {
        Argon2Function function = function(cost.memoryKibibytes(), cost.iterations(), 1, HASH_OCTETS);
        return function.hash(password.octets(), randomOctets(SALT_OCTETS)).getResult();
    }

    @Override
    public boolean matches(Password password, String phc) throws IOException {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IOException("A stored password hash is damaged; set that account's password again");
        }
        int memoryKibibytes = Integer.parseInt(parts.group("memory"));
        int iterations = Integer.parseInt(parts.group("iterations"));
        if (memoryKibibytes > MAX_MEMORY_KIBIBYTES || iterations > MAX_ITERATIONS) {
            throw new IOException("A stored password hash asks for too much work; set that account's password again");
        }
        int lanes = Integer.parseInt(parts.group("lanes"));
        int hashOctets = parts.group("hash").length() * 3 / 4;
        return function(memoryKibibytes, iterations, lanes, hashOctets)
                .check(password.octets(), phc.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String unmatchable() {
        // No password is known for octets drawn by chance, and drawing them costs no hash.
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKibibytes() + ",t=" + cost.iterations() + ",p=1$"
                + encoder.encodeToString(randomOctets(SALT_OCTETS)) + "$"
                + encoder.encodeToString(randomOctets(HASH_OCTETS));
    }

    private static Argon2Function function(int memoryKibibytes, int iterations, int lanes, int hashOctets) {
        return Argon2Function.getInstance(memoryKibibytes, iterations, lanes, hashOctets, Argon2.ID);
    }

    private byte[] randomOctets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }
}
