package io.naru.client.update;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.PeekEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.Focus;
import io.naru.client.state.Line;
import io.naru.client.state.Link;
import io.naru.client.state.Link.Phase;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Overlay;
import io.naru.client.state.Person;
import io.naru.client.state.Quantities;
import io.naru.client.state.Room;
import io.naru.client.state.Roster;
import io.naru.client.state.RosterEntry;
import io.naru.client.state.ShareStatus;
import io.naru.client.state.Subject;
import io.naru.client.state.Texts;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RoomName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the engine's events do to the state. Here remote text becomes safe.
 *
 * <p>Threading: made for one event.
 */
final class EngineUpdates implements EngineEvent.Handler {
    private static final Set<ErrorCode> ENDED_BY_SOMEBODY = Set.of(ErrorCode.KICKED, ErrorCode.BANNED);

    private final Turn turn;

    EngineUpdates(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void onLinkConnecting(EngineEvent.LinkConnecting event) {
        new Gates(turn).close();
        turn.link = turn.link.connecting(SafeText.line(event.relay()), event.attempt());
    }

    @Override
    public void onLinkUp(EngineEvent.LinkUp event) {
        new Gates(turn).close();
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
                event.isLocal(),
                event.chatTextOctets(),
                Optional.empty(),
                0,
                SafeText.of(""),
                0);
        turn.roster = turn.roster.emptied();
        Room lobby = turn.rooms().get(0);
        if (!lobby.about().isEntered()) {
            turn.room(lobby.withTopic(turn.link.relayName()));
        }
        new ChatLines(turn)
                .local(
                        isAgain
                                ? "Connected to " + relay + " again."
                                : "Connected to " + relay + " as " + me.name() + ". F1 shows the keys.");
    }

    @Override
    public void onLinkLost(EngineEvent.LinkLost event) {
        new Gates(turn).close();
        SafeText sentence = SafeText.line(event.sentence());
        boolean isFirst = turn.link.sentence().isEmpty();
        boolean isNew = turn.link.isUp() || !turn.link.sentence().equals(sentence);
        turn.link = turn.link.lost(sentence, turn.now.nanos() + event.retryIn().toNanos());
        turn.roster = turn.roster.unknown();
        new OwnMessages(turn).onLinkLost();
        new Places(turn).forgetLoads();
        // Each further attempt fails with the same words; the status line tells of those.
        if (isNew) {
            new ChatLines(turn)
                    .error(Texts.sentence(sentence.value())
                            + (isFirst ? " Trying again by itself; what you write stays." : ""));
        }
    }

    @Override
    public void onLinkEnded(EngineEvent.LinkEnded event) {
        new Gates(turn).close();
        SafeText sentence = SafeText.line(event.sentence());
        turn.link = turn.link.ended(sentence);
        turn.roster = turn.roster.unknown();
        new OwnMessages(turn).onLinkLost();
        new Places(turn).forgetLoads();
        new ChatLines(turn).error(Texts.sentence(sentence.value()) + " /reconnect tries again, /bye leaves.");
        if (event.code().filter(ENDED_BY_SOMEBODY::contains).isPresent()) {
            turn.overlay = Optional.of(new Overlay.Details(new Subject.OfEnding(sentence), 0));
        }
    }

    @Override
    public void onLagMeasured(EngineEvent.LagMeasured event) {
        turn.link = turn.link.withLag(event.lag());
    }

    @Override
    public void onChatReceived(EngineEvent.ChatReceived event) {
        new Listening(turn).onChat(event);
    }

    @Override
    public void onNoticeReceived(EngineEvent.NoticeReceived event) {
        new ChatLines(turn).received(Line.of(Line.Kind.NOTICE, event.time(), SafeText.of(event.text())));
    }

    @Override
    public void onChatRefused(EngineEvent.ChatRefused event) {
        Optional<Room> room = new OwnMessages(turn).onRefused(event.id());
        boolean isElsewhere =
                room.filter(other -> !other.id().equals(turn.room().id())).isPresent();
        String where = isElsewhere ? room.orElseThrow().name() + ": " : "";
        new ChatLines(turn).error(where + event.sentence());
    }

    @Override
    public void onRelayRefused(EngineEvent.RelayRefused event) {
        new Places(turn).forgetLoads();
        refused(event.sentence());
    }

    private void refused(String sentence) {
        if (!new Hits(turn).isRefused(sentence)) {
            new ChatLines(turn).error(sentence);
        }
    }

    @Override
    public void onUserSeen(EngineEvent.UserSeen event) {
        Optional<RosterEntry> before = turn.roster.find(event.user());
        Person person = Listening.personOf(turn, event.user());
        boolean isMe = turn.link.me().filter(person::equals).isPresent();
        boolean isTold = !event.isSnapshot() && !isMe;
        if (event.state() == PresenceState.OFFLINE) {
            turn.roster = turn.roster.without(event.user());
            if (isTold && before.isPresent()) {
                roomsWith(person).forEach(room -> new Comings(turn, room).went(person));
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
        if (isMe) {
            turn.link = turn.link.withRole(event.role());
        }
        if (isResting) {
            turn.roster = turn.roster.withCursor(ListCursor.START);
        }
        if (turn.roster.isCut() && !wasCut) {
            new ChatLines(turn)
                    .local("More than " + Roster.USERS_MAX
                            + " users are here; the list leaves out those who came last.");
        }
        if (isTold && before.isEmpty() && turn.roster.find(event.user()).isPresent()) {
            roomsWith(person).forEach(room -> new Comings(turn, room).came(person));
        }
        PeerTrust trustBefore = before.map(RosterEntry::trust).orElse(PeerTrust.NONE);
        new TrustUpdates(turn).onSeen(person, trustBefore, event.trust(), isMe);
    }

    /** The lobby, the rooms that the person is known to be in, and the conversation with that person. */
    private List<RoomName> roomsWith(Person person) {
        RoomName conversation = RoomName.of("@" + person.user().display());
        return turn.rooms().stream()
                .filter(room -> room.isLobby()
                        || room.about().members().has(person.user())
                        || room.id().equals(conversation))
                .map(Room::id)
                .toList();
    }

    @Override
    public void onListing(ListingEvent event) {
        event.accept(new Listings(turn));
    }

    @Override
    public void onTransferChanged(EngineEvent.TransferChanged event) {
        new TransferUpdates(turn).onChanged(event);
    }

    @Override
    public void onTransferCleared(EngineEvent.TransferCleared event) {
        turn.transfers = turn.transfers.without(event.id());
    }

    @Override
    public void onShareCounted(EngineEvent.ShareCounted event) {
        ShareStatus before = turn.share;
        ShareStatus now = before.counted(event);
        turn.share = now;
        // What changes in a folder by and by is for whoever asks. Of one that is counted at once a single line is
        // enough.
        boolean isAsked = now.told().isEmpty();
        boolean isSlow = isAsked && before.isScanning() && before.folders().equals(now.folders()) && !now.isSlowTold();
        if (now.isNews() && (isSlow || !now.isScanning())) {
            new ChatLines(turn).local(shareSentence(now));
            turn.share = now.asTold();
        }
    }

    /** What is shared, in a sentence; of several folders each in a line. */
    static String shareSentence(ShareStatus share) {
        if (share.isNothing()) {
            return "You share nothing. /share FOLDER shares a folder with everybody here.";
        }
        String counted = Quantities.count(share.files(), "file") + ", " + Quantities.octets(share.octets());
        String more = share.isScanning() ? " so far; still counting. Others can list and download them already." : ".";
        if (share.folders().size() == 1) {
            return "You share " + share.called() + ": " + counted + more;
        }
        String folders = share.folders().stream()
                .map(folder -> "\n" + folder.described())
                .collect(Collectors.joining());
        return "You share " + share.folders().size() + " folders: " + counted + more + folders;
    }

    @Override
    public void onShareFailed(EngineEvent.ShareFailed event) {
        new ChatLines(turn).error(event.sentence());
    }

    @Override
    public void onTrust(TrustEvent event) {
        event.accept(new TrustUpdates(turn));
    }

    @Override
    public void onRoom(RoomEvent event) {
        event.accept(new RoomUpdates(turn));
    }

    @Override
    public void onQueue(QueueEvent event) {
        event.accept(new QueueUpdates(turn));
    }

    @Override
    public void onPeek(PeekEvent event) {
        event.accept(new Peeks(turn));
    }

    @Override
    public void onFind(FindEvent event) {
        event.accept(new FileSearch(turn));
    }

    @Override
    public void onNetReported(EngineEvent.NetReported event) {
        ChatLines lines = new ChatLines(turn);
        event.lines().forEach(event.isAlarm() ? lines::error : lines::local);
    }

    /** Whoever runs the screen ends it. */
    @Override
    public void onEngineBroken(EngineEvent.EngineBroken event) {
        new ChatLines(turn).error(event.sentence());
    }

    @Override
    public void onRequestRefused(EngineEvent.RequestRefused event) {
        new Places(turn).forgetLoads();
        refused(event.sentence());
    }
}
