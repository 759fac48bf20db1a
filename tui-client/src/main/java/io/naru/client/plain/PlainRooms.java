package io.naru.client.plain;

import io.naru.client.app.Talk;
import io.naru.client.command.MessageCommand;
import io.naru.client.command.RoomCommand;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.state.Quantities;
import io.naru.client.state.Quoting;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rooms and conversations as lines. What is said in the room that one is in stands there as it is; before all else stands
 * the room. What was said before one came has its time.
 *
 * <p>Threading: one thread.
 */
final class PlainRooms implements RoomCommand.Handler, MessageCommand.Handler, RoomEvent.Handler {
    /** Says something, and keeps count of it. */
    @FunctionalInterface
    interface Voice {
        void say(RoomName room, String text, OptionalLong replyTo);
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** A search that can be gone on with. */
    private record Search(long request, String words, OptionalLong next) {}

    /** What an answer quotes. */
    private record Heard(long seq, UserName sender, String text) {}

    private final PlainOutput output;
    private final PlainPeople people;
    private final PlainPending pending;
    private final Talk talk;
    private final OpenQuestions questions;
    private final Voice voice;
    private final ZoneId zone;
    /** The last thing that somebody else said in each room. */
    private final Map<RoomName, Heard> heard = new HashMap<>();
    /** Empty after a room couldn't be entered: what follows wasn't meant for the one before. */
    private Optional<RoomName> current = Optional.of(RoomName.LOBBY);

    private Optional<RoomName> entering = Optional.empty();
    private Optional<Search> search = Optional.empty();
    private long requests;
    private boolean hasFailed;

    PlainRooms(
            PlainOutput output,
            PlainPeople people,
            PlainPending pending,
            Talk talk,
            OpenQuestions questions,
            Voice voice,
            ZoneId zone) {
        this.output = output;
        this.people = people;
        this.pending = pending;
        this.talk = talk;
        this.questions = questions;
        this.voice = voice;
        this.zone = zone;
    }

    /** Whether a room is being entered, so that nobody knows where the next line belongs. */
    boolean isEntering() {
        return entering.isPresent();
    }

    /** Says something in the room that one is in; false if one is in none. */
    boolean say(String text) {
        current.ifPresent(room -> voice.say(room, text, OptionalLong.empty()));
        return current.isPresent();
    }

    /** Whether something that was asked for couldn't be done. */
    boolean hasFailed() {
        return hasFailed;
    }

    private void fail(String sentence) {
        hasFailed = true;
        output.fails(sentence);
    }

    /** Somebody said something. */
    void onChat(EngineEvent.ChatReceived chat) {
        if (!chat.isOwn() && people.isHidden(chat.sender())) {
            return;
        }
        if (!chat.isOwn() && chat.seq().isPresent()) {
            heard.put(chat.room(), new Heard(chat.seq().getAsLong(), chat.sender(), chat.text()));
        }
        Optional<Instant> time = chat.isReplayed() ? Optional.of(chat.time()) : Optional.empty();
        print(head(chat.room(), time, false), chat.sender(), chat.text());
    }

    private void print(String head, UserName sender, String text) {
        boolean isAction = text.startsWith(PlainCommands.ACTION_PREFIX);
        String who = sender.display();
        String body = isAction ? who + " " + text.substring(PlainCommands.ACTION_PREFIX.length()) : text;
        output.said(head + who, body);
    }

    /** What stands before a name that no name can begin with. */
    private String head(RoomName room, Optional<Instant> time, boolean isAlwaysNamed) {
        String place = isAlwaysNamed || !current.equals(Optional.of(room)) ? room + " " : "";
        return place + time.map(at -> "[" + TIME.format(at.atZone(zone)) + "] ").orElse("");
    }

    /** The relay refused something that was asked for. */
    void onRefused() {
        if (entering.isPresent()) {
            entering = Optional.empty();
            current = Optional.empty();
            output.fails("You are in no room now, so that nothing is said in the wrong one. /join lobby goes back.");
        }
    }

    // Commands

    @Override
    public void onJoin(RoomCommand.Join command) {
        enter(command.room(), command.isPrivate());
    }

    @Override
    public void onQuery(RoomCommand.Query command) {
        enter(RoomName.of("@" + command.user().display()), false);
    }

    private void enter(RoomName room, boolean isPrivate) {
        entering = Optional.of(room);
        questions.asked();
        talk.join(room, isPrivate);
    }

    @Override
    public void onLeave(RoomCommand.Leave command) {
        Optional<RoomName> room = command.room().or(() -> current);
        if (room.isEmpty()) {
            fail("You are in no room. /join ROOM enters one.");
        } else {
            questions.asked();
            talk.leaveRoom(room.get());
        }
    }

    @Override
    public void onListRooms(RoomCommand.ListRooms command) {
        questions.asked();
        talk.listRooms();
    }

    @Override
    public void onTopic(RoomCommand.Topic command) {
        if (current.isEmpty()) {
            fail("You are in no room. /join ROOM enters one.");
        } else if (command.text().isEmpty()) {
            output.happens("/rooms tells what each room is about");
        } else {
            questions.asked();
            talk.setTopic(current.get(), command.text());
        }
    }

    @Override
    public void onInvite(RoomCommand.Invite command) {
        if (current.isEmpty()) {
            fail("You are in no room. /join ROOM enters one.");
        } else {
            questions.asked();
            talk.invite(current.get(), command.user());
        }
    }

    @Override
    public void onMessage(RoomCommand.Message command) {
        voice.say(RoomName.of("@" + command.user().display()), command.text(), OptionalLong.empty());
    }

    @Override
    public void onResend(RoomCommand.Resend command) {
        pending.resend(command.number());
    }

    @Override
    public void onDrop(RoomCommand.Drop command) {
        pending.drop(command.number());
    }

    @Override
    public void onSearch(MessageCommand.Search command) {
        boolean isMore = command.words().isEmpty();
        if (isMore && search.filter(before -> before.next().isPresent()).isEmpty()) {
            fail("Say what to search for: /search WORDS.");
            return;
        }
        requests++;
        questions.asked();
        String words = isMore ? search.orElseThrow().words() : command.words();
        OptionalLong from = isMore ? search.orElseThrow().next() : OptionalLong.empty();
        search = Optional.of(new Search(requests, words, OptionalLong.empty()));
        talk.search(requests, words, Optional.empty(), from);
    }

    @Override
    public void onReply(MessageCommand.Reply command) {
        Heard last = current.map(heard::get).orElse(null);
        if (last == null) {
            fail("Nobody has said anything here that could be answered.");
        } else {
            String text = Quoting.quoted(last.sender(), last.text()) + "\n" + command.text();
            voice.say(current.orElseThrow(), text, OptionalLong.of(last.seq()));
        }
    }

    // What the engine tells

    @Override
    public void onEntered(RoomEvent.Entered event) {
        if (!event.isAsked()) {
            return;
        }
        if (entering.equals(Optional.of(event.room()))) {
            questions.answered();
            entering = Optional.empty();
            current = Optional.of(event.room());
        }
        String topic = event.topic().isEmpty() ? "" : ": " + event.topic();
        output.happens("you are in " + event.room() + (event.isPrivate() ? ", a private room" : "") + topic);
    }

    @Override
    public void onLeft(RoomEvent.Left event) {
        questions.answered();
        boolean isCurrent = current.equals(Optional.of(event.room()));
        current = isCurrent ? Optional.of(RoomName.LOBBY) : current;
        output.happens("you have left " + event.room() + (isCurrent ? " and are in " + RoomName.LOBBY : ""));
    }

    @Override
    public void onMemberSeen(RoomEvent.MemberSeen event) {
        if (!event.isSnapshot()) {
            output.happens(event.user() + " has entered " + event.room());
        }
    }

    @Override
    public void onMemberLeft(RoomEvent.MemberLeft event) {
        output.happens(event.user() + " has left " + event.room());
    }

    @Override
    public void onTopicSet(RoomEvent.TopicSet event) {
        if (people.isMe(event.by())) {
            questions.answered();
        }
        output.happens(
                event.text().isEmpty()
                        ? event.by() + " took the topic of " + event.room() + " away"
                        : event.by() + " says that " + event.room() + " is about " + event.text());
    }

    @Override
    public void onInvited(RoomEvent.Invited event) {
        if (people.isMe(event.by())) {
            questions.answered();
            output.happens(event.user() + " may enter " + event.room());
        } else {
            output.happens(event.by() + " invites you to " + event.room() + ": /join " + event.room());
        }
    }

    @Override
    public void onRoomsListed(RoomEvent.RoomsListed event) {
        questions.answered();
        output.happens(Quantities.count(event.rooms().size(), "room"));
        for (RoomEvent.ListedRoom room : event.rooms()) {
            output.entry(room.room() + (room.isMember() ? ", you are in it" : "")
                    + (room.isPrivate() ? ", private" : "") + ", " + Quantities.count(room.members(), "member")
                    + (room.topic().isEmpty() ? "" : ": " + room.topic()));
        }
    }

    @Override
    public void onCaughtUp(RoomEvent.CaughtUp event) {
        if (event.missed() > 0) {
            output.happens(event.room() + " has caught up: " + Quantities.count(event.missed(), "message"));
        }
    }

    @Override
    public void onGap(RoomEvent.Gap event) {
        long count = event.toSeq() - event.fromSeq() + 1;
        output.happens(event.room() + ": " + Quantities.count(count, "message")
                + (event.isGone() ? " were said here that the relay doesn't keep any more" : " aren't shown here"));
    }

    @Override
    public void onHistoryLost(RoomEvent.HistoryLost event) {
        output.fails(event.room() + ": " + event.sentence());
    }

    @Override
    public void onPast(RoomEvent.Past event) {
        // Nothing here asks for it.
    }

    @Override
    public void onFound(RoomEvent.Found event) {
        if (search.filter(asked -> asked.request() == event.request()).isEmpty()) {
            return;
        }
        questions.answered();
        search = Optional.of(new Search(event.request(), event.words(), event.next()));
        event.hits().stream()
                .filter(hit -> !people.isIgnored(hit.message().sender()))
                .forEach(hit -> print(
                        "  " + head(hit.room(), Optional.of(hit.message().time()), true),
                        hit.message().sender(),
                        hit.message().text()));
        output.happens(event.next().isPresent() ? "/search goes on with older ones" : "that is all");
    }

    @Override
    public void onPending(RoomEvent.Pending event) {
        pending.onPending(event);
    }

    @Override
    public void onDropped(RoomEvent.Dropped event) {
        pending.onDropped(event.id());
    }

    @Override
    public void onReadElsewhere(RoomEvent.ReadElsewhere event) {
        // Here nothing is marked as read or unread.
    }
}
