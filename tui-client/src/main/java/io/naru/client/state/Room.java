package io.naru.client.state;

import io.naru.common.message.MessageId;
import io.naru.common.text.SafeText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A room, as its tab and the chat pane show it.
 *
 * @param name {@code #lobby}
 * @param topic what stands beside the name; may be empty
 * @param lines what was said
 * @param scroll which part of it is shown
 * @param unreadFrom the line above which "new" stands, once there is one; check that it is still kept
 * @param hasUnseen whether lines came that the person can't have seen yet
 * @param unread how many of them people said
 * @param isNamed whether one of them is a mention
 * @param pending number of each own message's line that has no receipt yet
 * @param fold the last line of coming and going, while it can take more
 */
public record Room(
        SafeText name,
        SafeText topic,
        Scrollback lines,
        Scroll scroll,
        OptionalLong unreadFrom,
        boolean hasUnseen,
        int unread,
        boolean isNamed,
        Map<MessageId, Long> pending,
        Optional<PresenceFold> fold) {
    /** The one room that there is for now. */
    public static final Room LOBBY = named(SafeText.line("#lobby"));

    public Room {
        Objects.requireNonNull(name);
        Objects.requireNonNull(topic);
        Objects.requireNonNull(lines);
        Objects.requireNonNull(scroll);
        Objects.requireNonNull(unreadFrom);
        Objects.requireNonNull(fold);
        pending = Map.copyOf(pending);
    }

    /** An empty room. */
    public static Room named(SafeText name) {
        return new Room(
                name,
                SafeText.of(""),
                Scrollback.EMPTY,
                Scroll.BOTTOM,
                OptionalLong.empty(),
                false,
                0,
                false,
                Map.of(),
                Optional.empty());
    }

    /** With other lines. */
    public Room withLines(Scrollback newLines) {
        return new Room(name, topic, newLines, scroll, unreadFrom, hasUnseen, unread, isNamed, pending, fold);
    }

    /** With another part of the lines shown. */
    public Room withScroll(Scroll newScroll) {
        return new Room(name, topic, lines, newScroll, unreadFrom, hasUnseen, unread, isNamed, pending, fold);
    }

    /** With other own messages that wait for their receipts. */
    public Room withPending(Map<MessageId, Long> newPending) {
        return new Room(name, topic, lines, scroll, unreadFrom, hasUnseen, unread, isNamed, newPending, fold);
    }

    /** With another line of coming and going that can take more. */
    public Room withFold(Optional<PresenceFold> newFold) {
        return new Room(name, topic, lines, scroll, unreadFrom, hasUnseen, unread, isNamed, pending, newFold);
    }

    /** With another topic. */
    public Room withTopic(SafeText newTopic) {
        return new Room(name, newTopic, lines, scroll, unreadFrom, hasUnseen, unread, isNamed, pending, fold);
    }

    /** With one more line that the person hasn't seen; the first one after a time gets "new" above it. */
    public Room withUnseen(long number, boolean isFromPerson, boolean isMention) {
        return new Room(
                name,
                topic,
                lines,
                scroll,
                hasUnseen ? unreadFrom : OptionalLong.of(number),
                true,
                isFromPerson ? unread + 1 : unread,
                isNamed || isMention,
                pending,
                fold);
    }

    /** With all lines seen; "new" stays where it stands, to be looked at. */
    public Room seen() {
        return hasUnseen ? new Room(name, topic, lines, scroll, unreadFrom, false, 0, false, pending, fold) : this;
    }

    /** Without "new". */
    public Room withoutUnreadLine() {
        return unreadFrom.isEmpty()
                ? this
                : new Room(name, topic, lines, scroll, OptionalLong.empty(), hasUnseen, unread, isNamed, pending, fold);
    }
}
