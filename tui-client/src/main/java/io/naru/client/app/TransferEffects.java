package io.naru.client.app;

import io.naru.client.event.DownloadOrder;
import io.naru.client.state.Wanted;
import io.naru.client.update.TransferEffect;
import io.naru.client.update.TransferEffect.OfferAnswer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out what the reducer asks for about transfers, offers, searches and looks at files.
 *
 * <p>Threading: called on the {@code ui} thread, never blocks it.
 *
 * @param resolver from a path as typed to the one that is meant
 * @param downloads where files go when nobody says
 */
record TransferEffects(Engine engine, Function<String, Path> resolver, Path downloads)
        implements TransferEffect.Handler {
    @Override
    public void onDownload(TransferEffect.Download effect) {
        Wanted wanted = effect.wanted();
        Path into = effect.into().map(resolver).orElse(downloads);
        engine.download(new DownloadOrder(
                wanted.kind(), wanted.sources(), wanted.octets(), wanted.root(), into, effect.isAgain()));
    }

    @Override
    public void onPause(TransferEffect.Pause effect) {
        engine.pause(effect.id());
    }

    @Override
    public void onResume(TransferEffect.Resume effect) {
        engine.resume(effect.id());
    }

    @Override
    public void onRaise(TransferEffect.Raise effect) {
        engine.raise(effect.id(), 1);
    }

    @Override
    public void onLower(TransferEffect.Lower effect) {
        engine.raise(effect.id(), -1);
    }

    @Override
    public void onTop(TransferEffect.Top effect) {
        engine.top(effect.id());
    }

    @Override
    public void onTakeQueue(TransferEffect.TakeQueue effect) {
        engine.takeQueue();
    }

    @Override
    public void onSend(TransferEffect.Send effect) {
        engine.send(effect.user(), effect.files().stream().map(resolver).toList());
    }

    @Override
    public void onAnswerOffer(TransferEffect.AnswerOffer effect) {
        Optional<Path> into = effect.answer() == OfferAnswer.DECLINE ? Optional.empty() : Optional.of(downloads);
        engine.answerOffer(effect.peer(), effect.id(), into, effect.answer() == OfferAnswer.ALWAYS);
    }

    @Override
    public void onAskAgain(TransferEffect.AskAgain effect) {
        engine.askAgain(effect.user());
    }

    @Override
    public void onFind(TransferEffect.Find effect) {
        engine.find(effect.words());
    }

    @Override
    public void onEndFind(TransferEffect.EndFind effect) {
        engine.endFind(effect.search());
    }

    @Override
    public void onPeek(TransferEffect.Peek effect) {
        engine.peek(effect.owner(), effect.path());
    }

    @Override
    public void onLimit(TransferEffect.Limit effect) {
        engine.limit(effect.limits());
    }
}
