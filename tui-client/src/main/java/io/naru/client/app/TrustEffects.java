package io.naru.client.app;

import io.naru.client.update.TrustEffect;

/**
 * Carries out what the reducer asks for about keys and passwords, and about who may be here.
 *
 * <p>Threading: called on the {@code ui} thread, never blocks it.
 */
record TrustEffects(Engine engine) implements TrustEffect.Handler {
    @Override
    public void onTrustRelay(TrustEffect.TrustRelay effect) {
        engine.trustRelay(effect.relay(), effect.fingerprint());
    }

    @Override
    public void onGivePassword(TrustEffect.GivePassword effect) {
        engine.password(effect.password());
    }

    @Override
    public void onListKeys(TrustEffect.ListKeys effect) {
        engine.listKeys();
    }

    @Override
    public void onAddKey(TrustEffect.AddKey effect) {
        engine.addKey(effect.label());
    }

    @Override
    public void onRemoveKey(TrustEffect.RemoveKey effect) {
        engine.removeKey(effect.fingerprint());
    }

    @Override
    public void onModerate(TrustEffect.Moderate effect) {
        engine.moderate(effect.verb(), effect.target(), effect.span(), effect.role(), effect.reason());
    }

    @Override
    public void onListBans(TrustEffect.ListBans effect) {
        engine.bans();
    }

    @Override
    public void onMakeSafetyNumber(TrustEffect.MakeSafetyNumber effect) {
        engine.safetyNumber(effect.user());
    }

    @Override
    public void onVerifyPeer(TrustEffect.VerifyPeer effect) {
        engine.verifyPeer(effect.user(), effect.fingerprint());
    }

    @Override
    public void onAcceptPeer(TrustEffect.AcceptPeer effect) {
        engine.acceptPeer(effect.user(), effect.fingerprint());
    }
}
