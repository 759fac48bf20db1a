package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.Objects;
import java.util.Optional;

/**
 * What a room is about, and who is in it.
 *
 * @param topic what stands beside the name; may be empty
 * @param topicBy who said so, where told
 * @param isPrivate whether one has to be invited
 * @param isEntered whether the relay says that this user is in it
 * @param isTold whether what was there before this user came, or came back, has been told: what is told then is news
 * @param isBack whether all that had been told once already, before the link was lost
 * @param members others who are in it; for the lobby and for conversations nobody
 */
public record About(
        SafeText topic,
        Optional<SafeText> topicBy,
        boolean isPrivate,
        boolean isEntered,
        boolean isTold,
        boolean isBack,
        Members members) {
    /** Nothing known. */
    public static final About NOTHING =
            new About(SafeText.of(""), Optional.empty(), false, false, false, false, Members.NONE);

    public About {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(topicBy);
        Objects.requireNonNull(members);
    }

    /** With another topic. */
    public About withTopic(SafeText newTopic, Optional<SafeText> by) {
        return new About(newTopic, by, isPrivate, isEntered, isTold, isBack, members);
    }

    /** With other members. */
    public About withMembers(Members newMembers) {
        return new About(topic, topicBy, isPrivate, isEntered, isTold, isBack, newMembers);
    }

    /** With everything told that was there before. */
    public About told() {
        return new About(topic, topicBy, isPrivate, isEntered, true, isBack, members);
    }
}
