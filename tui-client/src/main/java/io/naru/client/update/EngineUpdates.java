package io.naru.client.update;

import io.naru.client.event.EngineEvent;
import io.naru.client.state.Focus;
import io.naru.client.state.Line;
import io.naru.client.state.Link;
import io.naru.client.state.Link.Phase;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Person;
import io.naru.client.state.Quantities;
import io.naru.client.state.Roster;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.ShareStatus;
import io.naru.client.state.Texts;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What the engine's events do to the state. Here remote text becomes safe.
 *
 * <p>Threading: made for one event.
 */
final class EngineUpdates implements EngineEvent.Handler {
    /** The bell rings once for all that names the person within such a span of the last time. */
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Turn turn;

    EngineUpdates(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void onLinkConnecting(EngineEvent.LinkConnecting event) {
        turn.link = turn.link.connecting(SafeText.line(event.relay()), event.attempt());
    }

    @Override
    public void onLinkUp(EngineEvent.LinkUp event) {
        Person me = Person.of(event.me());
        SafeText relay = SafeText.line(event.relay());
        boolean isAgain = turn.link.me().isPresent();
        turn.link = new Link(
                Phase.UP,
                relay,
                SafeText.line(event.relayName()),
                Optional.of(me),
                event.role(),
                event.isEncrypted(),
                event.chatTextOctets(),
                Optional.empty(),
                0,
                SafeText.of(""),
                0);
        turn.roster = turn.roster.emptied();
        turn.room(turn.room().withTopic(SafeText.line(event.relayName())));
        new ChatLines(turn)
                .local(
                        isAgain
                                ? "Connected to " + relay + " again."
                                : "Connected to " + relay + " as " + me.name() + ". F1 shows the keys.");
    }

    @Override
    public void onLinkLost(EngineEvent.LinkLost event) {
        SafeText sentence = SafeText.line(event.sentence());
        boolean isFirst = turn.link.sentence().isEmpty();
        boolean isNew = turn.link.isUp() || !turn.link.sentence().equals(sentence);
        turn.link = turn.link.lost(sentence, turn.now.nanos() + event.retryIn().toNanos());
        turn.roster = turn.roster.unknown();
        new OwnMessages(turn).onLinkLost();
        // Each further attempt fails with the same words; the status line tells of those.
        if (isNew) {
            new ChatLines(turn)
                    .error(Texts.sentence(sentence.value())
                            + (isFirst ? " Trying again by itself; what you write stays." : ""));
        }
    }

    @Override
    public void onLinkEnded(EngineEvent.LinkEnded event) {
        SafeText sentence = SafeText.line(event.sentence());
        turn.link = turn.link.ended(sentence);
        turn.roster = turn.roster.unknown();
        new OwnMessages(turn).onLinkLost();
        new ChatLines(turn).error(Texts.sentence(sentence.value()) + " /reconnect tries again, /bye leaves.");
    }

    @Override
    public void onLagMeasured(EngineEvent.LagMeasured event) {
        turn.link = turn.link.withLag(event.lag());
    }

    @Override
    public void onChatReceived(EngineEvent.ChatReceived event) {
        if (event.isOwn()) {
            ownReceived(event);
            return;
        }
        if (turn.settings.isIgnored(event.sender())) {
            return;
        }
        Optional<UserName> me = turn.link.me().map(Person::user);
        SafeText text = SafeText.of(OwnMessages.bodyOf(event.text()));
        boolean isMention = Mentions.isIn(text.value(), me, turn.settings);
        Line.Kind kind = OwnMessages.kindOf(event.text());
        new ChatLines(turn).received(Line.said(kind, event.time(), personOf(event.sender()), text, isMention));
        if (isMention) {
            ring();
        }
    }

    private void ownReceived(EngineEvent.ChatReceived event) {
        OwnMessages own = new OwnMessages(turn);
        if (event.id().isPresent() && own.onReceipt(event.id().get(), event.time())) {
            return;
        }
        Line.Kind kind = OwnMessages.kindOf(event.text());
        SafeText text = SafeText.of(OwnMessages.bodyOf(event.text()));
        Person me = personOf(event.sender());
        new ChatLines(turn)
                .append(new Line(
                        kind, event.time(), Optional.of(me), text, true, false, Line.Delivery.SENT, event.id()));
    }

    private void ring() {
        boolean isInBurst =
                turn.attention.hasBeenNamed() && turn.now.nanos() - turn.attention.lastMentionNanos() < BURST_NANOS;
        turn.attention = turn.attention.named(turn.now);
        if (turn.settings.isBellOn() && !isInBurst) {
            turn.effect(new Effect.RingBell());
        }
    }

    @Override
    public void onNoticeReceived(EngineEvent.NoticeReceived event) {
        new ChatLines(turn).received(Line.of(Line.Kind.NOTICE, event.time(), SafeText.of(event.text())));
    }

    @Override
    public void onChatRefused(EngineEvent.ChatRefused event) {
        new OwnMessages(turn).onRefused(event.id());
        new ChatLines(turn).error(event.sentence() + " The Up key brings the text back.");
    }

    @Override
    public void onRelayRefused(EngineEvent.RelayRefused event) {
        new ChatLines(turn).error(event.sentence());
    }

    @Override
    public void onUserSeen(EngineEvent.UserSeen event) {
        Optional<RosterEntry> before = turn.roster.find(event.user());
        Person person = personOf(event.user());
        boolean isMe = turn.link.me().filter(person::equals).isPresent();
        boolean isTold = !event.isSnapshot() && !isMe;
        if (event.state() == PresenceState.OFFLINE) {
            turn.roster = turn.roster.without(event.user());
            if (isTold && before.isPresent()) {
                new Comings(turn).went(person);
            }
            return;
        }
        // The cursor follows its user, but not before somebody has put it there: F3 and Enter open the first one's
        // files.
        boolean wasCut = turn.roster.isCut();
        boolean isResting = turn.focus != Focus.USERS && turn.roster.cursor().index() == 0;
        turn.roster = turn.roster.with(new RosterEntry(
                person,
                event.state(),
                SafeText.line(event.status()),
                event.sharedFiles(),
                event.sharedOctets(),
                event.since(),
                event.role(),
                event.fingerprint(),
                event.trust(),
                isMe,
                true));
        if (isResting) {
            turn.roster = turn.roster.withCursor(ListCursor.START);
        }
        if (turn.roster.isCut() && !wasCut) {
            new ChatLines(turn)
                    .local("More than " + Roster.USERS_MAX
                            + " users are here; the list leaves out those who came last.");
        }
        if (isTold && before.isEmpty() && turn.roster.find(event.user()).isPresent()) {
            new Comings(turn).came(person);
        }
    }

    /** The name is made safe once for each user that is there, not once for each message. */
    private Person personOf(UserName user) {
        return turn.roster.find(user).map(RosterEntry::person).orElseGet(() -> Person.of(user));
    }

    @Override
    public void onListingReceived(EngineEvent.ListingReceived event) {
        new Listings(turn).onReceived(event);
    }

    @Override
    public void onListingFailed(EngineEvent.ListingFailed event) {
        new Listings(turn).onFailed(event);
    }

    @Override
    public void onTransferChanged(EngineEvent.TransferChanged event) {
        new TransferUpdates(turn).onChanged(event.transfer());
    }

    @Override
    public void onTransferCleared(EngineEvent.TransferCleared event) {
        turn.transfers = turn.transfers.without(event.id());
    }

    @Override
    public void onShareCounted(EngineEvent.ShareCounted event) {
        Optional<SafeText> folder = event.folder().map(path -> SafeText.line(path.toString()));
        ShareStatus before = turn.share;
        turn.share = new ShareStatus(folder, event.files(), event.octets(), event.isScanning());
        if (event.isScanning() || turn.share.equals(before)) {
            return;
        }
        new ChatLines(turn).local(shareSentence(turn.share));
    }

    /** What is shared, in a sentence. */
    static String shareSentence(ShareStatus share) {
        if (share.folder().isEmpty()) {
            return "You share nothing. /share FOLDER shares a folder with everybody here.";
        }
        String counted = Quantities.count(share.files(), "file") + ", " + Quantities.octets(share.octets());
        return "You share " + share.folder().get() + ": " + counted
                + (share.isScanning() ? " so far; still counting." : ".");
    }

    @Override
    public void onShareFailed(EngineEvent.ShareFailed event) {
        new ChatLines(turn).error(event.sentence());
    }

    @Override
    public void onRelayUnknown(EngineEvent.RelayUnknown event) {
        new ChatLines(turn)
                .error(event.relay() + " is seen for the first time. Its key is " + event.fingerprint() + ".");
    }

    @Override
    public void onRelayChanged(EngineEvent.RelayChanged event) {
        turn.link = turn.link.ended(SafeText.line(event.relay() + " shows another key than it should."));
        turn.roster = turn.roster.unknown();
        new OwnMessages(turn).onLinkLost();
        new ChatLines(turn).error(event.sentence());
    }

    @Override
    public void onPasswordWanted(EngineEvent.PasswordWanted event) {
        new ChatLines(turn).error(event.relay() + " wants the password of " + event.user() + ". " + event.refusal());
    }

    @Override
    public void onKeyUnbound(EngineEvent.KeyUnbound event) {
        new ChatLines(turn).local("/keys add: log in without a password from here on.");
    }

    @Override
    public void onPeerTrusted(EngineEvent.PeerTrusted event) {
        turn.roster
                .find(event.user())
                .ifPresent(entry -> turn.roster = turn.roster.with(entry.withTrust(event.trust())));
        new ChatLines(turn)
                .local("The key of " + event.user().display() + " is "
                        + event.trust().name().toLowerCase(Locale.ROOT) + " now.");
    }

    @Override
    public void onSafetyNumberMade(EngineEvent.SafetyNumberMade event) {
        new ChatLines(turn)
                .local("Compare with " + event.user().display() + ", and not over this relay: "
                        + String.join(" ", event.groups()));
    }

    @Override
    public void onKeysReceived(EngineEvent.KeysReceived event) {
        new ChatLines(turn)
                .local("Keys of this account:\n"
                        + event.keys().stream()
                                .map(key -> key.fingerprint() + " " + SafeText.line(key.label()))
                                .collect(Collectors.joining("\n")));
    }

    @Override
    public void onModerated(EngineEvent.Moderated event) {
        new ChatLines(turn).local(event.verb().name().toLowerCase(Locale.ROOT) + " " + event.target());
    }

    @Override
    public void onBansReceived(EngineEvent.BansReceived event) {
        new ChatLines(turn)
                .local("Banned or muted:\n"
                        + event.bans().stream()
                                .map(ban -> ban.verb().name().toLowerCase(Locale.ROOT) + " " + ban.target())
                                .collect(Collectors.joining("\n")));
    }

    @Override
    public void onRequestRefused(EngineEvent.RequestRefused event) {
        new ChatLines(turn).error(event.sentence());
    }
}
