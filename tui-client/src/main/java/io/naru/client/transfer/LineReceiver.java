package io.naru.client.transfer;

import io.naru.client.data.PeerLine;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The owner's side of lines: decides who gets one, and serves it.
 *
 * <p>Threading: see the methods.
 */
public interface LineReceiver {
    /** What is said to somebody who asks for a file. */
    sealed interface Admission {
        /**
         * A line may be made.
         *
         * @param octets the size of the file
         * @param modifiedMillis when it was changed, since 1970-01-01T00:00Z
         * @param root of its content, where known
         */
        record Welcome(OptionalLong octets, OptionalLong modifiedMillis, Optional<RootHash> root) implements Admission {
            public Welcome {
                Objects.requireNonNull(octets);
                Objects.requireNonNull(modifiedMillis);
                Objects.requireNonNull(root);
            }
        }

        /**
         * No.
         *
         * @param code a word for programs: {@code not-found}, {@code busy} or {@code not-permitted}
         * @param sentence for people
         */
        record Refused(String code, String sentence) implements Admission {
            public Refused {
                Objects.requireNonNull(code);
                Objects.requireNonNull(sentence);
            }
        }
    }

    /**
     * Decides about a request of an extended client. The agent's thread.
     *
     * @param answer is told what to say, once, on the agent's thread, now or later
     */
    void onRequest(UserName who, String path, Consumer<Admission> answer);

    /** A line stands whose other end may ask for files now. It is the receiver's from here. Any thread, doesn't block. */
    void onLine(PeerLine line);
}
