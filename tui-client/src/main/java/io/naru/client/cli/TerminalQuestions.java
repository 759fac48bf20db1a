package io.naru.client.cli;

import io.naru.client.plain.Questions;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.util.Optional;

/**
 * Asks on the terminal.
 *
 * <p>Threading: the main thread.
 */
final class TerminalQuestions implements Questions {
    private final Environment.Prompt terminal;

    TerminalQuestions(Environment.Prompt terminal) {
        this.terminal = terminal;
    }

    @Override
    public boolean isTrusted(String relay, Fingerprint fingerprint) {
        String answer = terminal.line(relay + " is seen for the first time. The fingerprint of its key is\n  "
                + fingerprint + "\nCompare it with what whoever runs the relay says. Is it the same? Type yes: ");
        return answer != null && answer.strip().equalsIgnoreCase("yes");
    }

    @Override
    public Password password(UserName user, String relay) throws IOException {
        return new PasswordSource(Optional.of(terminal)).typed(user, relay);
    }
}
