package io.naru.client.update;

import io.naru.client.event.RoomEvent;
import io.naru.client.state.About;
import io.naru.client.state.Line;
import io.naru.client.state.ListCursor;
import io.naru.client.state.Members;
import io.naru.client.state.Overlay;
import io.naru.client.state.Person;
import io.naru.client.state.Quantities;
import io.naru.client.state.Reach;
import io.naru.client.state.Room;
import io.naru.client.state.RoomListing;
import io.naru.client.state.Scrollback;
import io.naru.client.state.Unread;
import io.naru.common.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine's events about rooms do to the state. Here remote text becomes safe.
 *
 * <p>Threading: made for one event.
 */
final class RoomUpdates implements RoomEvent.Handler {
    private final Turn turn;

    RoomUpdates(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void onEntered(RoomEvent.Entered event) {
        boolean isUnwanted =
                event.room().isDirect() && !event.isAsked() && turn.settings.isIgnored(Tabs.other(event.room()));
        Optional<Room> opened = isUnwanted ? turn.room(event.room()) : new Tabs(turn).opened(event.room());
        if (opened.isEmpty()) {
            return;
        }
        Room room = opened.get();
        SafeText told = SafeText.line(event.topic());
        boolean isUnnamed = told.isEmpty() && room.isLobby();
        About about = new About(
                isUnnamed ? turn.link.relayName() : told,
                event.topicBy().map(by -> SafeText.line(by.display())),
                event.isPrivate(),
                true,
                false,
                room.about().isTold() || room.about().isBack(),
                Members.NONE);
        boolean mayHaveOlder = event.lastSeq() > 0;
        turn.room(room.withAbout(about).withReach(room.reach().entered(event.readSeq(), mayHaveOlder)));
        if (room.reach().hasHistory()) {
            onRead(event.room(), event.readSeq());
        }
        if (event.isAsked()) {
            new Tabs(turn).show(event.room());
        }
        new Tabs(turn).narrowUsers();
    }

    @Override
    public void onLeft(RoomEvent.Left event) {
        new Tabs(turn).close(event.room());
    }

    @Override
    public void onMemberSeen(RoomEvent.MemberSeen event) {
        Optional<Room> room = turn.room(event.room());
        if (room.isEmpty() || room.get().isLobby()) {
            return;
        }
        About about = room.get().about();
        turn.room(room.get().withAbout(about.withMembers(about.members().with(event.user()))));
        new Tabs(turn).narrowUsers();
        if (!event.isSnapshot()
                && about.isTold()
                && turn.roster.find(event.user()).isPresent()) {
            new Comings(turn, event.room()).came(Listening.personOf(turn, event.user()));
        }
    }

    @Override
    public void onMemberLeft(RoomEvent.MemberLeft event) {
        Optional<Room> room = turn.room(event.room());
        if (room.isEmpty() || !room.get().about().members().has(event.user())) {
            return;
        }
        About about = room.get().about();
        turn.room(room.get().withAbout(about.withMembers(about.members().without(event.user()))));
        new Tabs(turn).narrowUsers();
        new Comings(turn, event.room()).went(Listening.personOf(turn, event.user()));
    }

    @Override
    public void onTopicSet(RoomEvent.TopicSet event) {
        Optional<Room> room = turn.room(event.room());
        if (room.isEmpty()) {
            return;
        }
        Person by = Listening.personOf(turn, event.by());
        SafeText topic = SafeText.line(event.text());
        turn.room(room.get().withAbout(room.get().about().withTopic(topic, Optional.of(by.name()))));
        String sentence =
                topic.isEmpty() ? by.name() + " took the topic away." : by.name() + " set the topic: " + topic;
        new ChatLines(turn, event.room()).received(Line.of(Line.Kind.NOTICE, event.time(), SafeText.line(sentence)));
    }

    @Override
    public void onInvited(RoomEvent.Invited event) {
        boolean isMe = turn.link.me().map(Person::user).equals(Optional.of(event.user()));
        String room = event.room().display();
        new ChatLines(turn)
                .local(
                        isMe
                                ? event.by().display() + " invites you into " + room + ". /join " + room + " enters it."
                                : event.user().display() + " may enter " + room + " now.");
    }

    @Override
    public void onRoomsListed(RoomEvent.RoomsListed event) {
        List<RoomListing> rooms = event.rooms().stream()
                .map(listed -> new RoomListing(
                        listed.room(),
                        SafeText.line(listed.room().display()),
                        listed.members(),
                        SafeText.line(listed.topic()),
                        listed.isPrivate(),
                        listed.isMember()))
                .toList();
        turn.asked = turn.asked.withRooms(rooms);
        if (!new Gates(turn).isOpen()) {
            turn.overlay = Optional.of(new Overlay.Rooms(rooms, ListCursor.START));
        }
    }

    @Override
    public void onCaughtUp(RoomEvent.CaughtUp event) {
        if (turn.room(event.room()).isEmpty()) {
            return;
        }
        Room caught = turn.room(event.room()).orElseThrow();
        // Later on, what stands before the first message was told before that was said.
        turn.room(caught.about().isBack() ? caught : withLeadBehind(caught));
        if (event.missed() > 0 && !caught.reach().isDetached()) {
            new ChatLines(turn, event.room()).mark("caught up: " + Quantities.count(event.missed(), "message"));
        }
        Room room = turn.room(event.room()).orElseThrow();
        room = room.withAbout(room.about().told());
        turn.room(new Seeing(turn).isLookedAt(room) ? room.seen() : room);
    }

    /** What was told before the first message of the history came, such as that there is a link now, goes behind it. */
    private static Room withLeadBehind(Room room) {
        Scrollback lines = room.settled();
        List<Line> lead = new ArrayList<>();
        long number = lines.first();
        while (number < lines.end() && isOfNobody(lines.get(number))) {
            lead.add(lines.get(number));
            number++;
        }
        boolean isFirst = number < lines.end() && lines.get(number).seq().isPresent();
        if (lead.isEmpty() || !isFirst || lead.get(0).kind() == Line.Kind.MARK) {
            return room;
        }
        Room shorter = room.spliced(lines.first(), number, List.of());
        Scrollback longer = shorter.settled();
        for (Line line : lead) {
            longer = longer.append(line);
        }
        return shorter.withLines(longer).withFold(Optional.empty());
    }

    private static boolean isOfNobody(Line line) {
        return line.sender().isEmpty() && line.kind() != Line.Kind.DAY;
    }

    @Override
    public void onGap(RoomEvent.Gap event) {
        Optional<Room> room = turn.room(event.room());
        if (room.isEmpty() || room.get().reach().isDetached()) {
            return;
        }
        String sentence = event.isGone()
                ? Pages.gone(event.fromSeq(), event.toSeq())
                : Pages.missing(event.fromSeq(), event.toSeq());
        long number = new ChatLines(turn, event.room()).mark(sentence);
        Room marked = turn.room(event.room()).orElseThrow();
        long unread = event.toSeq() - Math.max(marked.reach().readSeq(), event.fromSeq() - 1);
        if (unread > 0) {
            marked = marked.withUnseen(number, false, false);
            marked = marked.withNews(marked.news().with(unread));
        }
        Reach reach = marked.reach();
        turn.room(
                event.isGone()
                        ? marked
                        : marked.withReach(reach.with(new Reach.Hole(number, event.fromSeq(), event.toSeq()))));
    }

    @Override
    public void onHistoryLost(RoomEvent.HistoryLost event) {
        Optional<Room> room = turn.room(event.room());
        if (room.isEmpty()) {
            return;
        }
        // What stands here has no place in the new history.
        Scrollback lines = room.get().settled();
        List<Line> told = new ArrayList<>();
        for (long number = lines.first(); number < lines.end(); number++) {
            told.add(lines.get(number).at(OptionalLong.empty()).replyingTo(OptionalLong.empty()));
        }
        // Nor does what is about to be answered.
        turn.composer = turn.composer
                        .quote()
                        .filter(quote -> quote.room().equals(event.room()))
                        .isPresent()
                ? turn.composer.withQuote(Optional.empty())
                : turn.composer;
        Room stripped = room.get().spliced(lines.first(), lines.end(), told);
        turn.room(stripped.withReach(stripped.reach().begunAnew())
                .withNews(Unread.NONE.at(room.get().news().line())));
        new ChatLines(turn, event.room()).error(event.sentence());
    }

    @Override
    public void onPast(RoomEvent.Past event) {
        new Places(turn).onPast(event);
    }

    @Override
    public void onFound(RoomEvent.Found event) {
        new Hits(turn).onFound(event);
    }

    @Override
    public void onPending(RoomEvent.Pending event) {
        new OwnMessages(turn).onPending(event);
    }

    @Override
    public void onDropped(RoomEvent.Dropped event) {
        new OwnMessages(turn).onDropped(event.id());
    }

    @Override
    public void onReadElsewhere(RoomEvent.ReadElsewhere event) {
        if (turn.room(event.room()).isPresent()) {
            onRead(event.room(), event.seq());
        }
    }

    /** Everything up to that message was read: what is behind it is counted anew. */
    private void onRead(io.naru.common.message.RoomName name, long seq) {
        Room room = turn.room(name).orElseThrow();
        room = room.withReach(room.reach().read(Math.max(seq, room.reach().readSeq())));
        if (seq >= room.reach().toldSeq()) {
            turn.room(room.withNews(room.hasUnseen() ? Unread.NONE : room.news()));
            return;
        }
        if (!room.hasUnseen()) {
            turn.room(room);
            return;
        }
        Unread news = Unread.NONE;
        for (long number = room.lines().first(); number < room.lines().end(); number++) {
            Line line = room.lines().get(number);
            if (line.seq().orElse(0) > seq && !line.isOwn()) {
                news = news.with(OptionalLong.of(number), line.seq(), ChatLines.isFromPerson(line), line.isMention());
            }
        }
        turn.room(room.withNews(news));
    }
}
