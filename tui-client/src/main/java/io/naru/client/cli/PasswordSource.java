package io.naru.client.cli;

import io.naru.common.file.AtomicFiles;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Password;
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
    private final Optional<Environment.HiddenPrompt> terminal;

    PasswordSource(Optional<Environment.HiddenPrompt> terminal) {
        this.terminal = terminal;
    }

    /**
     * The password.
     *
     * @param file the file that was named, if one was
     * @throws IOException if there is none; the message is a sentence
     */
    Password password(Optional<Path> file, LoginTarget target) throws IOException {
        return file.isPresent() ? fromFile(file.get()) : fromTerminal(target);
    }

    private Password fromTerminal(LoginTarget target) throws CommandException {
        Environment.HiddenPrompt prompt = terminal.orElseThrow(() -> new CommandException(
                "There is no terminal to ask for the password on; name a file that holds it with --password-file."));
        char[] typed = prompt.ask("Password for " + target.user() + " at " + target.relay() + ": ");
        if (typed == null) {
            throw new CommandException("No password was typed.");
        }
        return checked(CharBuffer.wrap(typed));
    }

    private static Password fromFile(Path file) throws IOException {
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
