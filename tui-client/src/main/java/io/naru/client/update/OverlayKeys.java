package io.naru.client.update;

import io.naru.client.input.Action;
import io.naru.client.input.Key;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Overlay.Confirm;
import io.naru.client.state.Purpose;
import io.naru.client.state.TextField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answering what an overlay asks.
 *
 * <p>Threading: made for one event.
 */
final class OverlayKeys {
    private final Turn turn;

    OverlayKeys(Turn turn) {
        this.turn = turn;
    }

    void act(Action action) {
        switch (action) {
            case CLOSE -> turn.overlay = Optional.empty();
            case CHOOSE_LEFT -> choose(-1);
            case CHOOSE_RIGHT -> choose(1);
            default -> throw new IllegalStateException("not about overlays: " + action);
        }
    }

    private void choose(int step) {
        turn.overlay.flatMap(Overlay::asConfirm).ifPresent(confirm -> {
            int selected =
                    Math.floorMod(confirm.selected() + step, confirm.choices().size());
            turn.overlay = Optional.of(confirm.withSelected(selected));
        });
    }

    /** An answer by its letter, in any case. */
    void onLetter(Key key) {
        Optional<Confirm> confirm = turn.overlay.flatMap(Overlay::asConfirm);
        if (!key.isText() || confirm.isEmpty()) {
            return;
        }
        int letter = Character.toLowerCase(key.codePoint());
        confirm.get().choices().stream()
                .filter(choice -> choice.letter() == letter)
                .findFirst()
                .ifPresent(choice -> answer(confirm.get(), choice));
    }

    /** Enter. */
    void accept() {
        Overlay overlay = turn.overlay.orElseThrow();
        overlay.asConfirm()
                .ifPresent(confirm -> answer(confirm, confirm.choices().get(confirm.selected())));
        overlay.asHits().ifPresent(new Hits(turn)::openSelected);
        overlay.asFound().ifPresent(new FileSearch(turn)::download);
        overlay.asRooms().flatMap(Overlay.Rooms::selected).ifPresent(room -> {
            turn.overlay = Optional.empty();
            new RoomCommands(turn).join(room.room(), false);
        });
        overlay.asPassword().ifPresent(prompt -> new Gates(turn).give(prompt));
        overlay.asPrompt().ifPresent(prompt -> {
            turn.overlay = Optional.empty();
            String folder = prompt.field().text().strip();
            new FilesKeys(turn).download(prompt.files(), Optional.of(folder).filter(typed -> !typed.isEmpty()));
        });
    }

    private void answer(Confirm confirm, Choice choice) {
        if (!new Gates(turn).isMeant(confirm, choice.answer())) {
            return;
        }
        turn.overlay = Optional.empty();
        confirm.purpose().accept(choice.answer() == Answer.NO ? new Declined(turn) : new Agreed(turn, choice.answer()));
    }

    /** Does what a no means, where that is more than nothing. */
    private record Declined(Turn turn) implements Purpose.Handler {
        @Override
        public void onQuit(Purpose.Quit purpose) {}

        @Override
        public void onSendPaste(Purpose.SendPaste purpose) {}

        @Override
        public void onCancelTransfers(Purpose.CancelTransfers purpose) {}

        @Override
        public void onLargeFolder(Purpose.LargeFolder purpose) {
            turn.effect(new Effect.CancelTransfer(purpose.id()));
        }

        @Override
        public void onTrustRelay(Purpose.TrustRelay purpose) {
            new Leaving(turn).leave();
        }

        @Override
        public void onVerifyPeer(Purpose.VerifyPeer purpose) {
            new TrustUpdates(turn).onDiffers(purpose.user());
        }
    }

    /** Does what was agreed to. */
    private record Agreed(Turn turn, Answer answer) implements Purpose.Handler {
        @Override
        public void onQuit(Purpose.Quit purpose) {
            new Leaving(turn).quit(answer == Answer.AFTER_TRANSFERS);
        }

        @Override
        public void onSendPaste(Purpose.SendPaste purpose) {
            new OwnMessages(turn).say(purpose.text());
        }

        @Override
        public void onCancelTransfers(Purpose.CancelTransfers purpose) {
            purpose.ids().forEach(id -> turn.effect(new Effect.CancelTransfer(id)));
            turn.transfers = turn.transfers.withMarked(Set.of());
        }

        @Override
        public void onLargeFolder(Purpose.LargeFolder purpose) {
            turn.effect(new TransferEffect.Resume(purpose.id()));
        }

        @Override
        public void onTrustRelay(Purpose.TrustRelay purpose) {
            new Gates(turn).trust(purpose);
        }

        @Override
        public void onVerifyPeer(Purpose.VerifyPeer purpose) {
            turn.effect(new TrustEffect.VerifyPeer(purpose.user(), purpose.fingerprint()));
        }
    }

    /** Tab in a question for a folder. */
    void completeFolder() {
        turn.overlay
                .flatMap(Overlay::asPrompt)
                .ifPresent(prompt ->
                        turn.effect(new Effect.CompletePath(prompt.field().before())));
    }

    /** What Tab found: as much as all have in common. */
    void onPathsFound(Overlay.Prompt prompt, String prefix, List<String> paths) {
        if (!prompt.field().before().equals(prefix)) {
            return;
        }
        if (paths.isEmpty()) {
            turn.hint("No folder begins like that.");
            return;
        }
        String common = paths.get(0);
        for (String path : paths) {
            common = common.substring(0, commonLength(common, path));
        }
        if (paths.size() > 1) {
            turn.hint(String.join("  ", paths.subList(0, Math.min(20, paths.size()))));
        }
        if (common.length() > prefix.length()) {
            TextField field = prompt.field().replace(0, prefix.length(), common);
            turn.overlay = Optional.of(prompt.withField(field));
        }
    }

    private static int commonLength(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        // Not between the halves of a character outside of the basic plane.
        return length > 0 && Character.isHighSurrogate(one.charAt(length - 1)) ? length - 1 : length;
    }
}
