package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.common.message.Endpoint;
import io.naru.common.message.UserName;
import java.util.OptionalLong;

/**
 * Makes lines to other users' clients: asks the owner through the relay, and tries all ways that lead there.
 *
 * <p>Threading: the agent's.
 */
public interface PeerLines {
    /** Is told of one attempt: one call of one of these, and nothing after {@link Attempt#close}. The agent's thread. */
    interface Listener {
        /** The line stands, both keys are checked, the token is proven. It is the listener's from here. */
        void onLine(PeerLine line);

        /**
         * The owner is a base client: raw octets wait at an address that may be connected to.
         *
         * @param at where
         * @param size how many there are, where told
         */
        void onBaseOwner(Endpoint at, OptionalLong size);

        /**
         * The owner, or the relay, said no.
         *
         * @param code a word: {@code not-found}, {@code busy}, {@code not-permitted}, {@code offline} or another one
         * @param sentence for the user
         */
        void onRefused(String code, String sentence);

        /** No way leads there, or nobody answered. */
        void onFailed(String sentence);
    }

    /** An attempt that is under way. */
    interface Attempt extends AutoCloseable {
        /** Gives it up; a line that it makes meanwhile is broken off. */
        @Override
        void close();
    }

    /** Asks an owner for a path, and tries all ways. */
    Attempt open(UserName owner, String path, Listener listener);
}
