package io.naru.client.event;

import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.util.Objects;

/**
 * Files that one user offers to another.
 *
 * @param id given by who offers; together with the peer unique
 * @param isOwn whether this user offers; else the peer does
 * @param peer the other user
 * @param name of the only file, or of the first
 * @param files how many there are
 * @param octets of all together
 * @param state where it stands
 * @param sentence what became of it; may be empty
 */
public record OfferView(
        RequestId id, boolean isOwn, UserName peer, String name, int files, long octets, State state, String sentence) {
    /**
     * Where an offer stands.
     *
     * <pre>
     *   OPEN --1--> ACCEPTED --2--> DONE
     *   OPEN --3--> DECLINED     OPEN or ACCEPTED --4--> GONE
     *
     *   1 the other says yes, or has said so before    2 the last file is fetched
     *   3 the other says no       4 the one who offers takes it back or leaves, or it is too old
     * </pre>
     */
    public enum State {
        /** Waits for an answer. */
        OPEN,
        /** The files are fetched. */
        ACCEPTED,
        /** All of them have been. */
        DONE,
        /** The other doesn't want them. */
        DECLINED,
        /** Not to be had any more. */
        GONE
    }

    public OfferView {
        Objects.requireNonNull(id);
        Objects.requireNonNull(peer);
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
        Objects.requireNonNull(sentence);
    }
}
