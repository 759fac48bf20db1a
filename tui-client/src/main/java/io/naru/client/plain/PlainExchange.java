package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.command.TransferCommand;

/**
 * What each command about transfers and files does in the plain mode.
 *
 * <p>Threading: one thread.
 */
final class PlainExchange implements TransferCommand.Handler {
    private final Engine engine;
    private final OpenQuestions asked;

    PlainExchange(Engine engine, OpenQuestions asked) {
        this.engine = engine;
        this.asked = asked;
    }

    @Override
    public void onQueue(TransferCommand.Queue command) {}

    @Override
    public void onFind(TransferCommand.Find command) {
        asked.asked();
        engine.find(command.words());
    }

    @Override
    public void onSend(TransferCommand.Send command) {}

    @Override
    public void onOffers(TransferCommand.Offers command) {}

    @Override
    public void onPeek(TransferCommand.Peek command) {
        asked.asked();
        engine.peek(command.user(), command.path());
    }
}
