package io.naru.client.update;

import io.naru.client.input.KeyContext;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Purpose;
import io.naru.client.state.TextField;
import io.naru.common.message.FreeText;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * What is pasted goes where it would be typed, and never does anything by itself: several lines stand in the composer
 * and a question asks whether to send them.
 *
 * <p>Threading: made for one event.
 */
final class Pasting {
    private final Turn turn;

    Pasting(Turn turn) {
        this.turn = turn;
    }

    void onPasted(String raw) {
        String text = cleaned(raw);
        turn.hint = Optional.empty();
        turn.isEscPending = false;
        turn.attention = turn.attention.keyPressed(turn.now);
        if (text.isEmpty()) {
            return;
        }
        List<KeyContext> contexts = KeyContext.of(turn.state());
        if (contexts.contains(KeyContext.EDITING) && !contexts.contains(KeyContext.COMPOSER)) {
            new EditKeys(turn).insert(text.replace('\n', ' ').replace('\t', ' '));
        } else if (contexts.contains(KeyContext.PASSWORD)) {
            new Gates(turn).insert(text.replace('\n', ' ').replace('\t', ' '));
        } else if (turn.overlay.isEmpty()) {
            turn.focus(Focus.COMPOSER);
            intoComposer(text);
        } else {
            turn.hint("Close this first; Esc does. Nothing was pasted.");
        }
    }

    private void intoComposer(String text) {
        TextField before = turn.composer.field();
        new EditKeys(turn).insert(text);
        TextField after = turn.composer.field();
        if (!after.equals(before) && text.indexOf('\n') >= 0) {
            ask(after.text());
        }
    }

    private void ask(String text) {
        long lines = text.lines().count();
        turn.overlay = Optional.of(new Overlay.Confirm(
                SafeText.line("Send " + lines + " lines as one message?"),
                SafeText.of(text),
                List.of(new Choice('y', "send", Answer.YES), new Choice('n', "edit first", Answer.NO)),
                0,
                new Purpose.SendPaste(text)));
    }

    /** Ends of line become LF, other controls go, and so do empty ends: a copied line often brings one. */
    private static String cleaned(String raw) {
        String text = raw.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .forEach(kept::appendCodePoint);
        int end = kept.length();
        while (end > 0 && kept.charAt(end - 1) == '\n') {
            end--;
        }
        return FreeText.scrub(kept.substring(0, end));
    }
}
