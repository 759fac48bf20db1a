package io.naru.client.talk;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.FreeText;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.MessageId;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.RoomName;
import io.naru.common.message.RoomNews;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Chat between the user and the link: what was missed is told, what is said is kept until its receipt, whatever happens to
 * the link and to this program.
 *
 * <p>Threading: the agent's.
 */
public final class Talking {
    private static final String NO_LINK = "Not sent: there is no connection to the relay just now.";

    private final Agent agent;
    private final RelayWay way;
    private final AccountOpener opener;
    private final Executor disk;
    private final EngineEvent.Sink sink;
    private final Questions questions;
    private final UserQuestions asking;
    private final boolean tellsMissed;

    private AccountTalk talk;
    private boolean isUp;
    private OptionalLong chatTextOctets = OptionalLong.empty();
    /** Where a login is under way to. */
    private Optional<ExpectedAccount> target = Optional.empty();

    /**
     * Nothing yet.
     *
     * @param way to the relay
     * @param opener of the files of accounts
     * @param disk where files are used, one thing after the other
     * @param sink hears of everything
     * @param tellsMissed whether what was said before a link is asked for and told; else only what is said on it
     */
    public Talking(
            Agent agent,
            RelayWay way,
            AccountOpener opener,
            Executor disk,
            EngineEvent.Sink sink,
            boolean tellsMissed) {
        this.tellsMissed = tellsMissed;
        this.agent = agent;
        this.way = way;
        this.opener = opener;
        this.disk = disk;
        this.sink = sink;
        this.questions = new Questions(way);
        this.asking = new UserQuestions(questions, sink);
        this.talk = fresh();
    }

    private AccountTalk fresh() {
        return new AccountTalk(agent, way, opener, disk, sink, questions, tellsMissed);
    }

    // The link

    /** Somebody is to be logged in there; the relay's key isn't known yet. */
    public void onConnecting(ExpectedAccount account) {
        target = Optional.of(account);
        talk.expect(account);
    }

    /** Logged in. What is known of another account is left to its files. */
    public void onUp(TalkAccount account, int longestTextOctets) {
        if (talk.account().filter(before -> !before.isSame(account)).isPresent()) {
            talk.close();
            talk = fresh();
            target.ifPresent(talk::expect);
        }
        isUp = true;
        chatTextOctets = OptionalLong.of(longestTextOctets);
        asking.onUp(account.user());
        talk.onUp(account);
    }

    /** What the relay says by itself behind a login has been said. */
    public void onSnapshotEnd() {
        talk.onSnapshotEnd();
    }

    /** The link is gone, for now or for good. */
    public void onDown() {
        isUp = false;
        questions.onDown();
        talk.onDown();
    }

    /** There won't be a link by itself. */
    public void onEnded() {
        if (talk.account().isEmpty()) {
            talk.outgoing().refuseAll(NO_LINK);
        }
    }

    /** Somebody came, or changed, or went. */
    public void onPresence(UserName user, boolean isOnline) {
        talk.tidings().onPresence(user, isOnline);
    }

    /** Somebody said something. */
    public void onChat(RelayMessage.Chat chat) {
        talk.onChat(chat);
    }

    /** The relay tells of rooms. */
    public void onRoom(RoomNews news) {
        news.accept(talk.tidings());
    }

    /** The relay refused something; false if that wasn't said or asked here. */
    public boolean onRefused(String id, ErrorCode code, String sentence) {
        return talk.onRefused(new MessageId(id), code, sentence) || questions.onRefused(id, sentence, code);
    }

    /** Tells and writes what waits for company. */
    public void flush() {
        talk.flush();
    }

    /** Writes what is to be written, and lets go of the files. */
    public void close() {
        talk.close();
    }

    // The user

    /** Says something. */
    public void say(MessageId id, RoomName room, String text, OptionalLong replyTo) {
        Outgoing outgoing = talk.outgoing();
        if (outgoing.has(id)) {
            outgoing.resend(id);
            return;
        }
        Optional<String> fault = faultOf(id, room, text, replyTo);
        if (fault.isPresent()) {
            refuse(id, fault.get());
            return;
        }
        String epoch = replyTo.isPresent() ? talk.epochOf(room) : "";
        Kept kept = new Kept(id, room, text, replyTo, epoch, agent.clock().now(), false);
        Optional<String> obstacle = way.isEnded() ? Optional.of(NO_LINK) : talk.obstacle(room);
        if (obstacle.isPresent()) {
            outgoing.sayHeld(kept, obstacle.get());
        } else {
            outgoing.say(kept);
        }
    }

    /** Why a message can't be taken at all. */
    private Optional<String> faultOf(MessageId id, RoomName room, String text, OptionalLong replyTo) {
        if (chatTextOctets.isPresent() && FreeText.octets(text) > chatTextOctets.getAsLong()) {
            return Optional.of("That is too long: this relay takes " + chatTextOctets.getAsLong()
                    + " octets in one message, and it has " + FreeText.octets(text) + ".");
        }
        try {
            new ClientMessage.Chat(text, Optional.of(id), Optional.of(room), replyTo, "");
        } catch (InvalidValueException e) {
            return Optional.of(e.getMessage());
        }
        if (talk.outgoing().isFull()) {
            return Optional.of("Not sent: too many messages wait for the relay already.");
        }
        return isForAnother() ? Optional.of(NO_LINK) : Optional.empty();
    }

    /** Whether the login that is under way may be one to another account than the one whose chat this is. */
    private boolean isForAnother() {
        return !isUp
                && target.isPresent()
                && talk.account().filter(known -> !target.get().isMaybe(known)).isPresent();
    }

    private void refuse(MessageId id, String sentence) {
        sink.post(new EngineEvent.ChatRefused(id, sentence));
    }

    /** Sends a held message again. */
    public void resend(MessageId id) {
        if (!talk.outgoing().resend(id)) {
            refuse(id, "This message isn't kept any more. Write it again.");
        }
    }

    /** Forgets a message without a receipt. */
    public void drop(MessageId id) {
        talk.outgoing().drop(id);
    }

    /** Asks for what is told by itself when it is done; the message is made with the id that it's given. */
    public void ask(Function<RequestId, ClientMessage> message) {
        asking.ask(message);
    }

    /** Asks which rooms there are. */
    public void listRooms() {
        asking.listRooms();
    }

    /** Notes up to where the user has read. */
    public void markRead(RoomName room, long seq) {
        talk.reads().mark(room, seq);
    }

    /** Asks for a part of a room's history. */
    public void past(RoomName room, long request, OptionalLong before, int limit) {
        asking.past(room, request, before, limit);
    }

    /** Asks for the part of a room's history around a message. */
    public void around(RoomName room, long request, long seq) {
        asking.around(room, request, seq);
    }

    /** Searches. */
    public void search(long request, String words, Optional<RoomName> room, OptionalLong from) {
        asking.search(request, words, room, from);
    }
}
