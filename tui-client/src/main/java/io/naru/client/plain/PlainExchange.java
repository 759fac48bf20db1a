package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.app.ScreenClient;
import io.naru.client.command.TransferCommand;
import io.naru.client.command.TransferCommand.Reply;
import io.naru.client.command.TransferCommand.Verb;
import io.naru.client.event.OfferView;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TransferView.Direction;
import io.naru.client.state.Quantities;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What each command about transfers and files does in the plain mode.
 *
 * <p>Threading: one thread.
 */
final class PlainExchange implements TransferCommand.Handler {
    private final Engine engine;
    private final ScreenClient.Start start;
    private final PlainOutput output;
    private final PlainTransfers transfers;
    private final PlainFiles files;

    PlainExchange(
            Engine engine, ScreenClient.Start start, PlainOutput output, PlainTransfers transfers, PlainFiles files) {
        this.engine = engine;
        this.start = start;
        this.output = output;
        this.transfers = transfers;
        this.files = files;
    }

    @Override
    public void onQueue(TransferCommand.Queue command) {
        if (command.verb() == Verb.TAKE) {
            engine.takeQueue();
            return;
        }
        List<TransferView> chosen = transfers.all().stream()
                .filter(each -> command.number().isEmpty() || command.number().getAsLong() == each.id())
                .filter(fitting(command.verb()))
                .toList();
        if (chosen.isEmpty()) {
            output.fails("There is no transfer that this could be done to.");
        }
        chosen.forEach(each -> act(command.verb(), each.id()));
    }

    private static Predicate<TransferView> fitting(Verb verb) {
        Predicate<TransferView> isActive = each -> !each.state().isEnded();
        Predicate<TransferView> isDownload = each -> each.direction() == Direction.DOWNLOAD;
        return switch (verb) {
            case PAUSE -> isDownload.and(isActive).and(each -> each.state() != TransferState.PAUSED);
            case RESUME -> each -> each.state() == TransferState.PAUSED;
            case RETRY ->
                isDownload.and(each -> each.state() == TransferState.FAILED
                        || each.state() == TransferState.CANCELLED
                        || each.state() == TransferState.RESTING);
            case CANCEL -> isActive;
            case CLEAR -> isActive.negate();
            case FIRST, SOONER, LATER, TAKE -> isDownload.and(isActive);
        };
    }

    private void act(Verb verb, long id) {
        switch (verb) {
            case PAUSE -> engine.pause(id);
            case RESUME -> engine.resume(id);
            case RETRY -> engine.retry(id);
            case CANCEL -> engine.cancel(id);
            case CLEAR -> engine.clear(id);
            case FIRST -> engine.top(id);
            case SOONER -> engine.raise(id, 1);
            case LATER -> engine.raise(id, -1);
            case TAKE -> engine.takeQueue();
        }
    }

    @Override
    public void onFind(TransferCommand.Find command) {
        if (command.words().isBlank()) {
            output.fails("What are you looking for? /find WORDS asks everybody here.");
            return;
        }
        files.onAsked();
        engine.find(command.words());
    }

    @Override
    public void onSend(TransferCommand.Send command) {
        List<Path> files = command.files().stream()
                .map(typed -> start.folders().resolve(typed, start.workingFolder()))
                .toList();
        engine.send(command.user(), files);
    }

    @Override
    public void onOffers(TransferCommand.Offers command) {
        List<OfferView> open = transfers.offersToMe();
        if (command.reply().isEmpty()) {
            output.happens(
                    open.isEmpty() ? "nobody offers you anything" : Quantities.count(open.size(), "offer") + " to you");
            int number = 1;
            for (OfferView offer : open) {
                output.entry(number++ + " " + offer.peer() + ": " + PlainTransfers.what(offer));
            }
            return;
        }
        int number = command.number().orElse(open.size() == 1 ? 1 : 0);
        if (number < 1 || number > open.size()) {
            output.fails("Which offer? /offers lists them with their numbers.");
            return;
        }
        answer(open.get(number - 1), command.reply().get());
    }

    private void answer(OfferView offer, Reply reply) {
        Optional<Path> into = reply == Reply.NO ? Optional.empty() : Optional.of(start.downloads());
        transfers.onAnswered(offer);
        engine.answerOffer(offer.peer(), offer.id(), into, reply == Reply.ALWAYS);
    }

    @Override
    public void onAskAgain(TransferCommand.AskAgain command) {
        engine.askAgain(command.user());
    }

    @Override
    public void onPeek(TransferCommand.Peek command) {
        files.onAsked();
        engine.peek(command.user(), command.path());
    }
}
