package io.naru.client.link;

import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TrustEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the relay was asked about keys, moderation and bans, and its answers as they come. Each question is answered
 * once: by what it asked for, or by why that can't be had.
 *
 * <p>Threading: the agent's.
 */
final class Requests {
    /** A relay that sends more is cut off; nobody reads that many bans. */
    private static final int ENTRIES_MAX = 10_000;

    private static final class Open {
        private final KeysVerb keysVerb;
        private final List<BoundKey> keys = new ArrayList<>();
        private final List<BanInForce> bans = new ArrayList<>();

        private Open(KeysVerb keysVerb) {
            this.keysVerb = keysVerb;
        }
    }

    private final EngineEvent.Sink sink;
    private final Map<RequestId, Open> open = new LinkedHashMap<>();
    private long last;

    Requests(EngineEvent.Sink sink) {
        this.sink = sink;
    }

    /** Asks about keys. */
    void askKeys(Predicate<ClientMessage> way, KeysVerb verb, Function<RequestId, ClientMessage> message) {
        ask(way, new Open(verb), message);
    }

    /** Asks for something else. */
    void ask(Predicate<ClientMessage> way, Function<RequestId, ClientMessage> message) {
        ask(way, new Open(KeysVerb.LIST), message);
    }

    private void ask(Predicate<ClientMessage> way, Open asked, Function<RequestId, ClientMessage> message) {
        last++;
        RequestId id = new RequestId("q" + last);
        try {
            if (way.test(message.apply(id))) {
                open.put(id, asked);
            } else {
                refuse("There is no connection to the relay just now.", Optional.empty());
            }
        } catch (InvalidValueException e) {
            refuse(e.getMessage(), Optional.empty());
        }
    }

    /** The link is gone, and with it all answers. */
    void onDown() {
        int unanswered = open.size();
        open.clear();
        for (int i = 0; i < unanswered; i++) {
            refuse("The connection broke before the relay answered. Ask again once it stands.", Optional.empty());
        }
    }

    /** The relay refuses; false if that was no request of these. */
    boolean onRefused(String id, ErrorCode code, String sentence) {
        if (open.remove(new RequestId(id)) == null) {
            return false;
        }
        refuse(sentence, Optional.of(code));
        return true;
    }

    void onKeyEntry(RelayMessage.KeyEntry entry) {
        Open asked = open.get(entry.request());
        if (asked != null && asked.keys.size() < ENTRIES_MAX) {
            asked.keys.add(new BoundKey(
                    entry.fingerprint(),
                    entry.label(),
                    Instant.ofEpochMilli(entry.addedMillis()),
                    instant(entry.usedMillis()),
                    entry.isCurrent()));
        }
    }

    void onKeysEnd(RelayMessage.KeysEnd end) {
        Open asked = open.remove(end.request());
        if (asked != null) {
            sink.post(new TrustEvent.KeysReceived(asked.keysVerb, asked.keys));
        }
    }

    /** What this user did, or what was done about this user. */
    void onModerated(RelayMessage.Moderated moderated) {
        boolean isByMe = moderated.request().isPresent();
        if (isByMe && open.remove(moderated.request().get()) == null) {
            return;
        }
        sink.post(new TrustEvent.Moderated(
                moderated.verb(),
                moderated.target(),
                moderated.by(),
                moderated.seconds().isPresent()
                        ? Optional.of(Duration.ofSeconds(moderated.seconds().getAsLong()))
                        : Optional.empty(),
                moderated.role(),
                moderated.reason(),
                isByMe));
    }

    void onBanEntry(RelayMessage.BanEntry entry) {
        Open asked = open.get(entry.request());
        if (asked != null && asked.bans.size() < ENTRIES_MAX) {
            asked.bans.add(new BanInForce(
                    entry.verb(),
                    entry.target(),
                    entry.by(),
                    Instant.ofEpochMilli(entry.sinceMillis()),
                    instant(entry.untilMillis()),
                    entry.reason()));
        }
    }

    void onBansEnd(RelayMessage.BansEnd end) {
        Open asked = open.remove(end.request());
        if (asked != null) {
            sink.post(new TrustEvent.BansReceived(asked.bans));
        }
    }

    private void refuse(String sentence, Optional<ErrorCode> code) {
        sink.post(new EngineEvent.RequestRefused(sentence, code));
    }

    private static Optional<Instant> instant(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}
