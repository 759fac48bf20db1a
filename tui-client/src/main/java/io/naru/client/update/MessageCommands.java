package io.naru.client.update;

import io.naru.client.command.MessageCommand;

/**
 * What the typed commands about messages that were said before do on the screen.
 *
 * <p>Threading: made for one event.
 */
record MessageCommands(Turn turn) implements MessageCommand.Handler {
    @Override
    public void onSearch(MessageCommand.Search command) {
        new Hits(turn).search(command.words());
    }

    @Override
    public void onReply(MessageCommand.Reply command) {
        new Marking(turn).reply(command.text());
    }
}
