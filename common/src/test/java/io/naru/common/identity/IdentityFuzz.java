package io.naru.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.TestIdentities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Files with keys, which people bring from elsewhere, restore from somewhere, and edit. */
enum IdentityFuzz implements FuzzTarget {
    /** Key and certificates as text: an identity that is written and read back as itself, or one sentence. */
    PEM_FILE(
            "-----BEGIN ",
            "-----END ",
            "CERTIFICATE",
            "PRIVATE KEY",
            "RSA ",
            "ENCRYPTED ",
            "-----",
            "\n",
            "Proc-Type: 4,ENCRYPTED",
            "=",
            Samples.CERTIFICATE,
            Samples.KEY) {
        @Override
        String read(byte[] octets) throws IOException {
            return same(IdentityFile.load(FILE));
        }
    },
    /** What a certificate holds: an identity whose key that is, or one sentence, whatever the JDK makes of it. */
    CERTIFICATE_DER("\u0030\u0003", "\u0002\u0001\u0000", "\u0006", "\u0017\r", "\u0003\u0002\u0000", "\u0030") {
        @Override
        String read(byte[] octets) throws IOException {
            String certificate = Pem.write("CERTIFICATE", octets);
            return same(PemIdentity.read(certificate, FILE, Samples.KEY, FILE));
        }
    },
    /** What a private key holds: the same. */
    KEY_DER("\u0030\u0003", "\u0002\u0001\u0000", "\u0006", "\u0004\u0020", "\u0003\u0002\u0000", "\u0030") {
        @Override
        String read(byte[] octets) throws IOException {
            return same(PemIdentity.read(Samples.CERTIFICATE, FILE, Pem.write("PRIVATE KEY", octets), FILE));
        }
    },
    /** The relays that were accepted: each is found by its own name, and one more changes none of them. */
    KNOWN_RELAYS("lab:7411", "[::1]:1", "[", "]", ".:", "#", " ", "\n", Samples.PRINT, Samples.TIME, Samples.PRINT_2) {
        @Override
        String read(byte[] octets) throws IOException {
            KnownRelays relays = new KnownRelays(FILE);
            List<KnownRelay> before = relays.all();
            for (KnownRelay relay : before) {
                assertThat(relays.find(relay.host(), relay.port())).contains(relay);
            }
            boolean isThere = relays.find("new.example", 7).isPresent();
            if (!isThere) {
                KnownRelay added = relays.add("new.example", 7, Fingerprint.parse(Samples.PRINT), NOW);
                List<KnownRelay> after = relays.all();
                assertThat(after).hasSize(before.size() + 1).endsWith(added);
                assertThat(after.subList(0, before.size())).isEqualTo(before);
            }
            return before.size() + " relays";
        }
    },
    /** The users whose keys are known: one more changes none of them, and another program reads the same. */
    KNOWN_PEERS(
            "kim",
            "verified",
            "known",
            "#",
            " ",
            "\n",
            Samples.PRINT,
            Samples.TIME,
            Samples.PRINT_2,
            Samples.PRINT + " kim " + Samples.PRINT_2 + " " + Samples.TIME + " known\n") {
        @Override
        String read(byte[] octets) throws IOException {
            KnownPeers peers = new KnownPeers(FILE);
            Fingerprint relay = Fingerprint.parse(Samples.PRINT);
            UserName kim = UserName.of("kim");
            boolean wasKnown = !peers.find(relay, kim).isEmpty();
            List<String> before = Files.readAllLines(FILE);
            KnownPeer known = peers.remember(relay, kim, Fingerprint.parse(Samples.PRINT_2), NOW);
            assertThat(new KnownPeers(FILE).find(relay, kim)).contains(known);
            peers.rememberAll(relay, Map.of(UserName.of("new"), relay), NOW);
            KnownPeer verified = peers.verify(relay, kim, known.fingerprint(), NOW);
            assertThat(verified.isVerified()).isTrue();
            assertThat(new KnownPeers(FILE).find(relay, kim)).contains(verified);
            if (!wasKnown) {
                assertThat(Files.readAllLines(FILE).subList(0, before.size())).isEqualTo(before);
            }
            return wasKnown + " " + before.size();
        }
    };

    /** What is hard to come upon. */
    private static final class Samples {
        private static final Identity OWN = TestIdentities.of("relay");
        private static final String KEY =
                Pem.write("PRIVATE KEY", OWN.privateKey().getEncoded());
        private static final String CERTIFICATE = text(OWN).substring(KEY.length());
        private static final String PRINT = OWN.fingerprint().toString();
        private static final String PRINT_2 =
                Fingerprint.ofKey(new byte[] {1, 2, 3}).toString();
        private static final String TIME = "2026-11-23T09:00:00Z";
    }

    private static final FileSystem FILES = Jimfs.newFileSystem(Configuration.unix());
    private static final Path FILE = FILES.getPath("/home/kim/a file");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final int SENTENCE_CHARACTERS = 300;

    private final List<String> words;

    IdentityFuzz(String... words) {
        this.words = List.of(words);
    }

    abstract String read(byte[] octets) throws IOException;

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public String outcome(byte[] octets) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, octets);
        try {
            return read(octets);
        } catch (IOException e) {
            String sentence = e.getMessage();
            assertThat(sentence).contains(FILE.toString()).hasSizeLessThan(SENTENCE_CHARACTERS);
            assertThat(sentence).doesNotContain("Exception", "java.", "sun.");
            assertThat(sentence.chars().noneMatch(Character::isISOControl)).isTrue();
            return sentence.replaceAll("[0-9]+", "N");
        }
    }

    private static String text(Identity identity) {
        return new String(PemIdentity.write(identity), StandardCharsets.US_ASCII);
    }

    private static String same(Identity identity) throws IOException {
        String text = text(identity);
        Identity again = PemIdentity.read(text, FILE, text, FILE);
        assertThat(again.fingerprint()).isEqualTo(identity.fingerprint());
        assertThat(again.chain()).isEqualTo(identity.chain());
        X509Certificate first = identity.chain().get(0);
        assertThat(Fingerprint.ofKey(first.getPublicKey().getEncoded())).isEqualTo(identity.fingerprint());
        return first.getPublicKey().getAlgorithm() + " " + identity.chain().size();
    }
}
