package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.PasswordPrompt;
import io.naru.client.state.Purpose;
import io.naru.client.state.SecretField;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.Password;
import io.naru.common.text.SafeText;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The questions that stand before there is a link: whether a relay is the right one, and the password. The engine waits
 * for their answers; they can be put aside, and asked again.
 *
 * <p>Threading: made for one event.
 */
final class Gates {
    /** Keys within such a time of the question were typed for something else. */
    private static final long READING_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    /** Smaller windows don't show all of a fingerprint or of a safety number. */
    private static final int READABLE_COLUMNS = 38;

    private static final int READABLE_ROWS = 12;

    private final Turn turn;

    Gates(Turn turn) {
        this.turn = turn;
    }

    /** Asks, over whatever is open. */
    void ask(Overlay question) {
        wipe();
        turn.overlay = Optional.of(question);
        turn.asked = turn.asked.withQuestion(question);
    }

    /** The engine waits for nothing any more. */
    void close() {
        wipe();
        if (isOpen()) {
            turn.overlay = Optional.empty();
        }
        turn.asked = turn.asked.answered();
    }

    /** Whether a question stands on the screen. */
    boolean isOpen() {
        return turn.overlay.filter(Overlay::isGate).isPresent();
    }

    /** Asks again what was put aside, if something was. */
    boolean askAgain() {
        Optional<Overlay> question = turn.asked.question();
        question.ifPresent(asked -> turn.overlay = Optional.of(asked));
        return question.isPresent();
    }

    /** Puts the question aside: the engine goes on waiting, and nothing is sent. */
    void putAside() {
        String what = isAboutPassword()
                ? "There is no connection without the password."
                : "There is no connection: the relay's key isn't trusted.";
        wipe();
        turn.overlay = Optional.empty();
        turn.link = turn.link.ended(SafeText.line(what));
        new ChatLines(turn).error(what + " /reconnect asks again, /bye leaves.");
    }

    /** Ctrl+C: what is typed goes first, then the program. */
    void interrupt() {
        Optional<PasswordPrompt> prompt = turn.overlay.flatMap(Overlay::asPassword);
        if (prompt.isPresent() && !prompt.get().field().isEmpty()) {
            put(prompt.get(), SecretField.EMPTY);
        } else {
            wipe();
            new Leaving(turn).leave();
        }
    }

    /**
     * Whether an answer to a question is one: not a key that was on its way when it came up, nor a yes to what there is
     * no room for on the screen.
     */
    boolean isMeant(Overlay.Confirm confirm, Overlay.Answer answer) {
        OptionalLong since = confirm.purpose().sinceNanos();
        if (since.isEmpty()) {
            return true;
        }
        if (turn.now.nanos() - since.getAsLong() < READING_NANOS) {
            turn.hint("Read this first, then answer.");
            return false;
        }
        boolean isSmall = turn.window.columns() < READABLE_COLUMNS || turn.window.rows() < READABLE_ROWS;
        if (isSmall && answer == Overlay.Answer.YES) {
            turn.hint("The window is too small to show all of it. Make it larger first.");
            return false;
        }
        return true;
    }

    void trust(Purpose.TrustRelay purpose) {
        turn.asked = turn.asked.answered();
        turn.effect(new TrustEffect.TrustRelay(purpose.relay(), purpose.fingerprint()));
        new ChatLines(turn).local(purpose.relay() + " is known by its key from here on.");
    }

    private boolean isAboutPassword() {
        return turn.overlay.flatMap(Overlay::asPassword).isPresent();
    }

    private void wipe() {
        turn.overlay
                .flatMap(Overlay::asPassword)
                .ifPresent(prompt -> prompt.field().wipe());
    }

    /** Types into the password. */
    void insert(String text) {
        turn.overlay
                .flatMap(Overlay::asPassword)
                .ifPresent(prompt -> put(prompt, prompt.field().append(text)));
    }

    /** Whether the action was one of those that the password knows. */
    boolean edit(Action action) {
        Optional<PasswordPrompt> prompt = turn.overlay.flatMap(Overlay::asPassword);
        if (prompt.isEmpty()) {
            return false;
        }
        put(prompt.get(), action == Action.DELETE_LEFT ? prompt.get().field().backspace() : SecretField.EMPTY);
        return true;
    }

    private void put(PasswordPrompt prompt, SecretField field) {
        if (field.isEmpty()) {
            prompt.field().wipe();
        }
        turn.overlay = Optional.of(prompt.with(field));
    }

    /** Enter: gives the password. */
    void give(PasswordPrompt prompt) {
        try {
            Password password = prompt.field().password();
            close();
            turn.effect(new TrustEffect.GivePassword(password));
        } catch (InvalidValueException e) {
            prompt.field().wipe();
            turn.overlay = Optional.of(prompt.refused(SafeText.line(e.getMessage())));
        }
    }
}
