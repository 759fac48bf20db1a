package io.naru.client.app;

import io.naru.client.update.Event;
import io.naru.client.update.TransferEffect;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Carries out what the reducer asks for about transfers, offers, searches and looks at files.
 *
 * <p>Threading: called on the {@code ui} thread, never blocks it.
 */
record TransferEffects(Engine engine, Function<String, Path> resolver, Path downloads, Consumer<Event> events)
        implements TransferEffect.Handler {
    @Override
    public void onDownload(TransferEffect.Download effect) {
        Path into = effect.into().map(resolver).orElse(downloads);
        engine.download(
                effect.wanted().first().owner(),
                effect.wanted().first().path(),
                effect.wanted().octets(),
                into);
    }

    @Override
    public void onPause(TransferEffect.Pause effect) {}

    @Override
    public void onResume(TransferEffect.Resume effect) {}

    @Override
    public void onRaise(TransferEffect.Raise effect) {}

    @Override
    public void onLower(TransferEffect.Lower effect) {}

    @Override
    public void onSend(TransferEffect.Send effect) {}

    @Override
    public void onAnswerOffer(TransferEffect.AnswerOffer effect) {}

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
    public void onLimit(TransferEffect.Limit effect) {}
}
