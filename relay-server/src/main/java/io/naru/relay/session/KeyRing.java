package io.naru.relay.session;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.BoundKey;
import io.naru.relay.store.KeyBinding;
import io.naru.relay.store.KeyOwner;
import io.naru.relay.store.Keys;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The keys of one user's account, as the user asks about them: one request at a time, and nothing more is read from the
 * client until it is answered.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class KeyRing {
    private final Session session;
    private final Environment environment;
    private final UserName user;
    private final boolean cameByKey;

    /**
     * A user's keys.
     *
     * @param cameByKey whether the session was opened by the key of its connection, and not by the password
     */
    KeyRing(Session session, Environment environment, UserName user, boolean cameByKey) {
        this.session = session;
        this.environment = environment;
        this.user = user;
        this.cameByKey = cameByKey;
    }

    void onKeys(ClientMessage.Keys keys) {
        session.brake().press();
        switch (keys.verb()) {
            case LIST -> list(keys.request());
            case ADD -> add(keys);
            case REMOVE -> remove(keys.request(), keys.fingerprint().orElseThrow());
        }
    }

    private Store store() {
        return environment.store();
    }

    private void list(RequestId request) {
        store().keys().list(user, environment.loop(), then(request, keys -> tell(request, keys)));
    }

    private void tell(RequestId request, List<BoundKey> keys) {
        for (BoundKey key : keys) {
            KeyBinding binding = key.binding();
            Optional<Instant> used = key.lastUsedAt();
            session.tell(new RelayMessage.KeyEntry(
                    request,
                    binding.fingerprint(),
                    binding.label(),
                    binding.addedAt().toEpochMilli(),
                    used.isPresent() ? OptionalLong.of(used.get().toEpochMilli()) : OptionalLong.empty(),
                    session.key().equals(Optional.of(binding.fingerprint()))));
        }
        session.tell(new RelayMessage.KeysEnd(request));
        session.brake().release();
    }

    private void add(ClientMessage.Keys keys) {
        RequestId request = keys.request();
        if (session.key().isEmpty()) {
            refuse(
                    request,
                    ErrorCode.NOT_ALLOWED,
                    "This connection has shown no key; connect with TLS and a key to add it.");
            return;
        }
        Fingerprint key = session.key().get();
        if (!cameByKey) {
            bind(request, key, keys.label());
            return;
        }
        // A key that was taken off the account mustn't bring itself back.
        store().keys().find(key, environment.loop(), then(request, owner -> {
            if (isOurs(owner)) {
                bind(request, key, keys.label());
            } else {
                refuse(
                        request,
                        ErrorCode.NOT_PERMITTED,
                        "This session was opened by a key that isn't bound any more; log in with the password.");
            }
        }));
    }

    private boolean isOurs(Optional<KeyOwner> owner) {
        return owner.map(KeyOwner::account)
                .filter(account -> account.name().equals(user))
                .isPresent();
    }

    private void bind(RequestId request, Fingerprint key, String label) {
        KeyBinding binding = new KeyBinding(key, label, now());
        store().keys()
                .bind(
                        user,
                        binding,
                        entry(AuditEntry.Action.KEY_ADD, key),
                        environment.loop(),
                        then(request, result -> {
                            switch (result) {
                                case BOUND -> list(request);
                                case KEY_TAKEN ->
                                    refuse(request, ErrorCode.NOT_ALLOWED, "This key opens another account already.");
                                case TOO_MANY ->
                                    refuse(
                                            request,
                                            ErrorCode.NOT_ALLOWED,
                                            "An account has " + Keys.PER_ACCOUNT + " keys at most; remove one first.");
                                case ACCOUNT_UNKNOWN ->
                                    refuse(request, ErrorCode.NOT_ALLOWED, "Your account was removed.");
                            }
                        }));
    }

    private void remove(RequestId request, Fingerprint key) {
        store().keys()
                .unbind(user, key, entry(AuditEntry.Action.KEY_REMOVE, key), environment.loop(), then(request, was -> {
                    if (was) {
                        list(request);
                    } else {
                        refuse(request, ErrorCode.NOT_FOUND, "That key isn't bound to your account.");
                    }
                }));
    }

    private AuditEntry entry(AuditEntry.Action action, Fingerprint key) {
        return new AuditEntry(now(), Optional.of(user), AuditEntry.Via.CHAT, action, user.display(), key.toString());
    }

    private Instant now() {
        return Instant.ofEpochMilli(environment.loop().nowMillis());
    }

    private <T> Consumer<Outcome<T>> then(RequestId request, Consumer<T> next) {
        return outcome -> session.connection()
                .guard(() -> environment
                        .steps()
                        .<T>then((code, sentence) -> refuse(request, code, sentence), next)
                        .accept(outcome));
    }

    private void refuse(RequestId request, ErrorCode code, String sentence) {
        session.tell(new RelayMessage.Error(sentence, code, request.value()));
        session.brake().release();
    }
}
