package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.command.TrustCommand;
import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.Quantities;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Keys, safety numbers, moderation and bans as lines.
 *
 * <p>Threading: one thread.
 */
final class PlainTrust implements TrustEvent.Handler, TrustCommand.Handler {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final PlainOutput output;
    private final Engine engine;
    private final PlainPeople people;
    private final ZoneId zone;
    /** The key of the number that was shown last, for each user. */
    private final Map<UserName, Fingerprint> shown = new HashMap<>();

    private final OpenQuestions asked;
    private final Optional<Questions> questions;
    private final Consumer<String> giveUp;
    private List<BoundKey> listed = List.of();

    /**
     * Nothing is known yet.
     *
     * @param asked counts what the engine hasn't answered
     * @param questions who answers about relays and passwords, if anybody does
     * @param giveUp ends the run, with why
     */
    PlainTrust(
            PlainOutput output,
            Engine engine,
            PlainPeople people,
            OpenQuestions asked,
            Optional<Questions> questions,
            Consumer<String> giveUp,
            ZoneId zone) {
        this.output = output;
        this.engine = engine;
        this.people = people;
        this.asked = asked;
        this.questions = questions;
        this.giveUp = giveUp;
        this.zone = zone;
    }

    @Override
    public void onVerify(TrustCommand.Verify command) {
        UserName user = command.user();
        if (!command.isCompared()) {
            asked.asked();
            engine.safetyNumber(user);
            return;
        }
        // The number that was shown, and so its key, whichever is there now.
        Fingerprint compared = shown.get(user);
        if (compared == null) {
            output.fails("No number of " + user + " was shown here yet. Compare it first: /verify " + user);
        } else {
            asked.asked();
            engine.verifyPeer(user, compared);
        }
    }

    @Override
    public void onAcceptKey(TrustCommand.AcceptKey command) {
        UserName user = command.user();
        Optional<Fingerprint> key = keyOf(user);
        if (key.isPresent()) {
            asked.asked();
            engine.acceptPeer(user, key.get());
        } else {
            output.fails(user + " isn't online with a key.");
        }
    }

    private Optional<Fingerprint> keyOf(UserName user) {
        return people.find(user).flatMap(EngineEvent.UserSeen::fingerprint);
    }

    @Override
    public void onKeys(TrustCommand.Keys command) {
        Optional<Fingerprint> key = command.fingerprint().or(() -> listed(command.number()));
        if (command.verb() == KeysVerb.REMOVE && key.isEmpty()) {
            output.fails("There is no key of that number. /keys lists them.");
            return;
        }
        asked.asked();
        switch (command.verb()) {
            case LIST -> engine.listKeys();
            case ADD -> engine.addKey(command.label());
            case REMOVE -> engine.removeKey(key.orElseThrow());
        }
    }

    private Optional<Fingerprint> listed(OptionalInt number) {
        int place = number.orElse(0);
        return place >= 1 && place <= listed.size()
                ? Optional.of(listed.get(place - 1).fingerprint())
                : Optional.empty();
    }

    @Override
    public void onModerate(TrustCommand.Moderate command) {
        asked.asked();
        engine.moderate(command.verb(), command.target(), command.span(), command.role(), command.reason());
    }

    @Override
    public void onListBans(TrustCommand.ListBans command) {
        asked.asked();
        engine.bans();
    }

    void testNet(Optional<UserName> user) {
        asked.asked();
        engine.net(user);
    }

    void onNetReported(EngineEvent.NetReported event) {
        if (event.isAlarm()) {
            event.lines().forEach(output::fails);
            return;
        }
        asked.answered();
        event.lines().forEach(output::happens);
    }

    @Override
    public void onRelayUnknown(TrustEvent.RelayUnknown event) {
        if (questions.isEmpty()) {
            giveUp.accept(Errand.nobodyToCompare(event));
        } else if (questions.get().isTrusted(event.relay(), event.fingerprint())) {
            engine.trustRelay(event.relay(), event.fingerprint());
        } else {
            giveUp.accept(Errand.notTrusted(event));
        }
    }

    @Override
    public void onRelayChanged(TrustEvent.RelayChanged event) {
        giveUp.accept(event.sentence());
    }

    @Override
    public void onPasswordWanted(TrustEvent.PasswordWanted event) {
        if (!event.refusal().isEmpty()) {
            giveUp.accept(event.refusal());
        } else if (questions.isEmpty()) {
            giveUp.accept(Errand.NOBODY_TO_ASK);
        } else {
            try {
                engine.password(questions.get().password(event.user(), event.relay()));
            } catch (IOException e) {
                giveUp.accept(e.getMessage());
            }
        }
    }

    @Override
    public void onKeyUnbound(TrustEvent.KeyUnbound event) {
        output.happens("/keys add: log in without a password from here on");
    }

    @Override
    public void onPeerTrusted(TrustEvent.PeerTrusted event) {
        asked.answered();
        people.onTrusted(event);
        output.happens("the key of " + event.user() + " is "
                + (event.trust() == PeerTrust.VERIFIED ? "verified" : "accepted") + " now: " + event.fingerprint());
    }

    @Override
    public void onSafetyNumberMade(TrustEvent.SafetyNumberMade event) {
        asked.answered();
        shown.put(event.user(), event.fingerprint());
        output.happens("compare this number with " + event.user()
                + ", side by side or on the telephone, and not over this relay:");
        output.entry(String.join(" ", event.groups().subList(0, 6)));
        output.entry(String.join(" ", event.groups().subList(6, 12)));
        output.happens("if " + event.user() + " has the same: /verify " + event.user() + " yes");
    }

    @Override
    public void onKeysReceived(TrustEvent.KeysReceived event) {
        asked.answered();
        List<BoundKey> keys = event.keys();
        listed = keys;
        output.happens(
                keys.isEmpty()
                        ? "no key opens your account; it needs the password"
                        : "keys that open your account without a password: " + keys.size());
        int number = 1;
        for (BoundKey key : keys) {
            output.entry(number++ + " " + key.fingerprint() + (key.label().isEmpty() ? "" : " \"" + key.label() + "\"")
                    + ", since "
                    + time(key.added())
                    + key.used().map(used -> ", used " + time(used)).orElse("")
                    + (key.isCurrent() ? ", the one of this connection" : ""));
        }
    }

    @Override
    public void onModerated(TrustEvent.Moderated event) {
        if (event.isByMe()) {
            asked.answered();
        }
        String by = event.isByMe() ? "you" : event.by().map(UserName::display).orElse("who runs the relay");
        String whom = event.isByMe() ? event.target().toString() : "you";
        String what = event.verb() == ModerationVerb.ROLE
                ? "role "
                        + event.role()
                                .map(role -> role.name().toLowerCase(Locale.ROOT))
                                .orElse("") + " for "
                : event.verb().name().toLowerCase(Locale.ROOT) + " of ";
        output.happens(what + whom + " by " + by
                + event.span()
                        .map(span -> " for " + Quantities.spanInWords(span))
                        .orElse("")
                + (event.reason().isEmpty() ? "" : ": " + event.reason()));
    }

    @Override
    public void onBansReceived(TrustEvent.BansReceived event) {
        asked.answered();
        output.happens(
                event.bans().isEmpty()
                        ? "nobody is banned or muted"
                        : "banned or muted: " + event.bans().size());
        for (BanInForce ban : event.bans()) {
            output.entry(ban.verb().name().toLowerCase(Locale.ROOT) + " of " + ban.target()
                    + ban.by().map(by -> " by " + by).orElse("")
                    + ", since " + time(ban.since())
                    + ban.until().map(until -> " until " + time(until)).orElse(", for good")
                    + (ban.reason().isEmpty() ? "" : ": " + ban.reason()));
        }
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
