package io.naru.client.cli;

import io.naru.common.file.AtomicFiles;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the password comes from: a private file, or the terminal. Never an argument, which every user of the machine
 * can read.
 *
 * <p>Threading: the main thread.
 */
final class PasswordSource {
    private final Optional<Environment.Prompt> terminal;

    PasswordSource(Optional<Environment.Prompt> terminal) {
        this.terminal = terminal;
    }

    /**
     * The password that is typed.
     *
     * @throws IOException if there is none; the message is a sentence
     */
    Password typed(UserName user, String relay) throws IOException {
        return ask("Password for " + user + " at " + relay + ": ");
    }

    /**
     * A new password, typed twice.
     *
     * @throws IOException if there is none, or the two differ; the message is a sentence
     */
    Password chosen(UserName user, String relay) throws IOException {
        Password first = ask("New password for " + user + " at " + relay + ": ");
        Password second = ask("The same again: ");
        boolean isSame = first.equals(second);
        second.wipe();
        if (!isSame) {
            first.wipe();
            throw new CommandException("The two passwords differ. Begin again.");
        }
        return first;
    }

    private Password ask(String question) throws IOException {
        Environment.Prompt prompt = terminal.orElseThrow(() -> new CommandException(
                "There is no terminal to ask for the password on; name a file that holds it with --password-file."));
        char[] typed = prompt.secret(question);
        if (typed == null) {
            throw new CommandException("No password was typed.");
        }
        return checked(CharBuffer.wrap(typed));
    }

    /**
     * The password in a file.
     *
     * @throws IOException if there is none, or others can read it; the message is a sentence
     */
    static Password fromFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException("There is no password file " + file + ".");
        }
        AtomicFiles.checkPrivate(file);
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(Limits.PASSWORD_OCTETS + 2);
        }
        int end = 0;
        while (end < octets.length && octets[end] != '\n' && octets[end] != '\r') {
            end++;
        }
        try {
            return checked(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, end)));
        } catch (CharacterCodingException e) {
            throw new CommandException("The password in " + file + " isn't UTF-8 text.", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static Password checked(CharBuffer characters) throws CommandException {
        try {
            return Password.of(characters);
        } catch (InvalidValueException e) {
            throw new CommandException(e.getMessage(), e);
        } finally {
            Arrays.fill(characters.array(), '\0');
        }
    }
}
