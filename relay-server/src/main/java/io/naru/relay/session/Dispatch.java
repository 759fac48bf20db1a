package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RoomRequest;

/**
 * Where each message of a client goes, once the table has allowed it: to who lets in, or to the conversation.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Dispatch implements ClientMessage.Handler {
    private final Session session;

    Dispatch(Session session) {
        this.session = session;
    }

    @Override
    public void onHello(ClientMessage.Hello hello) {
        session.entering().onHello();
    }

    @Override
    public void onCredentials(ClientMessage.Credentials credentials) {
        session.entering().onCredentials(credentials);
    }

    @Override
    public void onKeyLogin(ClientMessage.KeyLogin login) {
        session.entering().onKeyLogin(login);
    }

    @Override
    public void onKeys(ClientMessage.Keys keys) {
        session.conversation().onKeys(keys);
    }

    @Override
    public void onModerate(ClientMessage.Moderate moderate) {
        session.conversation().onModerate(moderate);
    }

    @Override
    public void onBans(ClientMessage.Bans bans) {
        session.conversation().onBans(bans);
    }

    @Override
    public void onChat(ClientMessage.Chat chat) {
        session.conversation().onChat(chat);
    }

    @Override
    public void onFile(ClientMessage.File file) {
        session.conversation().onFile(file);
    }

    @Override
    public void onPresence(ClientMessage.Presence presence) {
        session.conversation().onPresence(presence);
    }

    @Override
    public void onRoom(RoomRequest request) {
        session.conversation().onRoom(request);
    }

    @Override
    public void onPing(ClientMessage.Ping ping) {
        session.tell(new RelayMessage.Pong(ping.token()));
    }

    /** That something was heard is all there is to know. */
    @Override
    public void onPong(ClientMessage.Pong pong) {}

    @Override
    public void onClose(ClientMessage.Close close) {
        session.onGoodbye();
    }
}
