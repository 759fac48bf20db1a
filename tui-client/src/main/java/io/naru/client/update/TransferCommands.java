package io.naru.client.update;

import io.naru.client.command.TransferCommand;
import io.naru.client.command.TransferCommand.Verb;
import io.naru.client.state.Quantities;
import io.naru.client.state.Transfer;
import io.naru.client.state.TransferWords;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the typed commands about transfers and files do on the screen.
 *
 * <p>Threading: made for one event.
 */
record TransferCommands(Turn turn) implements TransferCommand.Handler {
    @Override
    public void onQueue(TransferCommand.Queue command) {
        if (command.verb() == Verb.TAKE) {
            turn.effect(new TransferEffect.TakeQueue());
            return;
        }
        List<Transfer> all = turn.transfers.all();
        Predicate<Transfer> fits = fitting(command.verb());
        if (command.number().isEmpty()) {
            List<Transfer> chosen = all.stream().filter(fits).toList();
            chosen.forEach(each -> turn.effect(effect(command.verb(), each.id())));
            new ChatLines(turn).local(told(command.verb(), chosen.size()));
            return;
        }
        long number = command.number().getAsLong();
        if (turn.transfers.find(number).isEmpty()) {
            new ChatLines(turn).error("There is no transfer " + number + ". /queue shows them, i tells the number.");
        } else if (turn.transfers.find(number).filter(fits).isEmpty()) {
            new ChatLines(turn)
                    .error("Transfer " + number + " can't be treated like that: it is "
                            + TransferWords.of(turn.transfers.find(number).get().state())
                            + ".");
        } else {
            turn.effect(effect(command.verb(), number));
        }
    }

    private static Predicate<Transfer> fitting(Verb verb) {
        return switch (verb) {
            case PAUSE -> QueueKeys::isPausable;
            case RESUME -> QueueKeys::isPaused;
            case RETRY -> QueueKeys::isTriable;
            case CANCEL -> Transfer::isActive;
            case CLEAR -> transfer -> !transfer.isActive();
            case FIRST, SOONER, LATER, TAKE -> transfer -> transfer.isDownload() && transfer.isActive();
        };
    }

    private static Effect effect(Verb verb, long id) {
        return switch (verb) {
            case PAUSE -> new TransferEffect.Pause(id);
            case RESUME -> new TransferEffect.Resume(id);
            case RETRY -> new Effect.RetryTransfer(id);
            case CANCEL -> new Effect.CancelTransfer(id);
            case CLEAR -> new Effect.ClearTransfer(id);
            case FIRST -> new TransferEffect.Top(id);
            case TAKE -> new TransferEffect.TakeQueue();
            case SOONER -> new TransferEffect.Raise(id);
            case LATER -> new TransferEffect.Lower(id);
        };
    }

    private static String told(Verb verb, int count) {
        String transfers = count == 0 ? "No transfers" : Quantities.count(count, "transfer");
        return switch (verb) {
            case PAUSE -> transfers + " paused." + (count == 0 ? "" : " /queue resume goes on.");
            case RESUME -> transfers + " resumed.";
            case RETRY -> transfers + " tried again.";
            case CANCEL -> transfers + " cancelled." + (count == 0 ? "" : " What came is kept; /queue retry goes on.");
            case CLEAR -> transfers + " cleared.";
            case FIRST, SOONER, LATER, TAKE -> transfers + " moved.";
        };
    }

    @Override
    public void onFind(TransferCommand.Find command) {
        new FileSearch(turn).search(command.words());
    }

    @Override
    public void onSend(TransferCommand.Send command) {
        String name = command.user().display();
        if (turn.link.me().filter(me -> me.user().equals(command.user())).isPresent()) {
            new ChatLines(turn).error("You can't send files to yourself.");
        } else if (turn.link.isUp() && turn.roster.find(command.user()).isEmpty()) {
            new ChatLines(turn).error(name + " isn't online. /who lists who is.");
        } else {
            turn.effect(new TransferEffect.Send(command.user(), command.files()));
            turn.hint(looking(name));
        }
    }

    private static String looking(String name) {
        return "Looking at what is to be offered to " + name + ".";
    }

    /** What came of it stands in the chat: the words about looking at it go. */
    static void lookedAt(Turn turn, String name) {
        turn.hint = turn.hint.filter(hint -> !hint.text().value().equals(looking(name)));
    }

    @Override
    public void onOffers(TransferCommand.Offers command) {
        OfferKeys offers = new OfferKeys(turn);
        command.reply().ifPresentOrElse(reply -> offers.answer(reply, command.number()), offers::open);
    }

    @Override
    public void onAskAgain(TransferCommand.AskAgain command) {
        turn.effect(new TransferEffect.AskAgain(command.user()));
    }

    @Override
    public void onPeek(TransferCommand.Peek command) {
        new Peeks(turn).look(command.user(), command.path());
    }
}
