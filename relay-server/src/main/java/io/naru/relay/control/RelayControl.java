package io.naru.relay.control;

import io.naru.common.message.UserName;
import io.naru.relay.store.Ban;
import java.util.List;
import java.util.function.Consumer;

/**
 * A relay that runs, as whoever runs it sees it. What is done by it is done by nobody in particular ({@code by} is
 * absent), is allowed everything but to take the last owner's role, and is written to the audit as done by the control
 * socket.
 *
 * <p>Threading: confined to the relay's loop, where the answers come too; each answer comes once, unless the relay stops
 * before.
 */
public interface RelayControl {
    /** The sentence for those who come while the relay is being drained, when there is no better one. */
    String DRAIN_SENTENCE = "The relay takes nobody in at the moment; try again later.";

    /** Figures of this moment. */
    RelayStatus status();

    /** All connections, those that haven't logged in included; in no order. */
    List<SessionView> who();

    /** The ways through the relay, the oldest first. */
    List<SpliceView> splices();

    /** The bans and mutes that hold, oldest first. */
    List<Ban> bans();

    /** Kicks, bans, mutes, or gives a role, or undoes that; answered when it is kept, and has happened. */
    void moderate(ModerationOrder order, Consumer<ControlAnswer> answer);

    /**
     * Says something to the room as a notice.
     *
     * @param text without controls but LF and TAB, 1,024 octets at most
     * @throws io.naru.common.message.InvalidValueException if it is something else; a sentence for people
     */
    void say(String text, Consumer<ControlAnswer> answer);

    /**
     * Lets nobody in any more, and keeps those who are there.
     *
     * @param sentence told to whoever comes, one line of 1,024 octets at most
     * @throws io.naru.common.message.InvalidValueException if it is something else; a sentence for people
     */
    void drain(String sentence, Consumer<ControlAnswer> answer);

    /** Ends {@link #drain}. */
    void undrain(Consumer<ControlAnswer> answer);

    /** An account was removed, or may have been: whoever is logged in to one that is gone is sent away. */
    void onAccountRemoved(UserName name);
}
