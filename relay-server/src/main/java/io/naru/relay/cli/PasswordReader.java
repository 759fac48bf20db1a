package io.naru.relay.cli;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Password;
import io.naru.common.wire.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a new password: from the terminal, twice and without echo, or one line of standard input where there is no
 * terminal. Never from the arguments, which every user of the machine can read.
 *
 * <p>Threading: the main thread.
 */
final class PasswordReader {

    /** Asks on the terminal without showing what is typed; returns null at the end of input. */
    @FunctionalInterface
    interface HiddenInput {
        char[] ask(String prompt);
    }

    private final Optional<HiddenInput> terminal;
    private final InputStream input;
    private final boolean isTypingShown;

    /**
     * @param terminal empty where a program or a file is on the other side
     * @param input read where there is no terminal
     * @param isTypingShown whether {@code input} would be typed in the open, so that it isn't read
     */
    PasswordReader(Optional<HiddenInput> terminal, InputStream input, boolean isTypingShown) {
        this.terminal = Objects.requireNonNull(terminal, "terminal");
        this.input = Objects.requireNonNull(input, "input");
        this.isTypingShown = isTypingShown;
    }

    /** The caller wipes what it gets. */
    Password read(String userName) throws IOException {
        if (terminal.isPresent()) {
            return readTwice(terminal.get(), userName);
        }
        if (isTypingShown) {
            throw new CommandException("The password would be seen while it is typed, because the output isn't the"
                    + " terminal; leave the output there, or send the password to standard input");
        }
        return readLine();
    }

    private static Password readTwice(HiddenInput terminal, String userName) throws CommandException {
        char[] first = ask(terminal, "Password for " + userName + ": ");
        char[] second = new char[0];
        try {
            Password password = password(CharBuffer.wrap(first));
            second = ask(terminal, "The same again: ");
            if (!Arrays.equals(first, second)) {
                password.wipe();
                throw new CommandException("The two passwords differ; nothing was changed");
            }
            return password;
        } finally {
            Arrays.fill(first, '\0');
            Arrays.fill(second, '\0');
        }
    }

    private static char[] ask(HiddenInput terminal, String prompt) throws CommandException {
        char[] typed = terminal.ask(prompt);
        if (typed == null) {
            throw new CommandException("No password was typed; nothing was changed");
        }
        return typed;
    }

    private Password readLine() throws IOException {
        // One octet more than allowed, to tell "too long" from "long enough", and one for a carriage return.
        byte[] line = new byte[Limits.PASSWORD_OCTETS + 2];
        try {
            int length = 0;
            int octet = input.read();
            while (octet != -1 && octet != '\n' && length < line.length) {
                line[length++] = (byte) octet;
                octet = input.read();
            }
            if (length == 0 && octet == -1) {
                throw new CommandException("No password came from standard input; send it as one line");
            }
            boolean hasReturn = length > 0 && line[length - 1] == '\r';
            return decoded(ByteBuffer.wrap(line, 0, hasReturn ? length - 1 : length));
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static Password decoded(ByteBuffer octets) throws CommandException {
        CharBuffer characters = null;
        try {
            characters = StandardCharsets.UTF_8.newDecoder().decode(octets);
            return password(characters);
        } catch (CharacterCodingException e) {
            throw new CommandException("The password isn't UTF-8 text; nothing was changed", e);
        } finally {
            if (characters != null) {
                Arrays.fill(characters.array(), '\0');
            }
        }
    }

    private static Password password(CharBuffer characters) throws CommandException {
        try {
            return Password.of(characters);
        } catch (InvalidValueException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
