package io.naru.client.app;

import io.naru.client.update.RoomEffect;

/**
 * Carries out what the reducer asks for about rooms.
 *
 * <p>Threading: called on the {@code ui} thread, never blocks it.
 */
record RoomEffects(Talk talk) implements RoomEffect.Handler {
    @Override
    public void onJoin(RoomEffect.Join effect) {
        talk.join(effect.room(), effect.isPrivate());
    }

    @Override
    public void onLeave(RoomEffect.Leave effect) {
        talk.leaveRoom(effect.room());
    }

    @Override
    public void onListRooms(RoomEffect.ListRooms effect) {
        talk.listRooms();
    }

    @Override
    public void onSetTopic(RoomEffect.SetTopic effect) {
        talk.setTopic(effect.room(), effect.text());
    }

    @Override
    public void onInvite(RoomEffect.Invite effect) {
        talk.invite(effect.room(), effect.user());
    }

    @Override
    public void onMarkRead(RoomEffect.MarkRead effect) {
        talk.markRead(effect.room(), effect.seq());
    }

    @Override
    public void onAskPast(RoomEffect.AskPast effect) {
        talk.past(effect.room(), effect.request(), effect.before(), effect.limit());
    }

    @Override
    public void onAskAround(RoomEffect.AskAround effect) {
        talk.around(effect.room(), effect.request(), effect.seq());
    }

    @Override
    public void onResend(RoomEffect.Resend effect) {
        talk.resend(effect.id());
    }

    @Override
    public void onDrop(RoomEffect.Drop effect) {
        talk.drop(effect.id());
    }
}
