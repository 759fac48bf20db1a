package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The messages about files that base clients don't know: searches, offers, ways through the relay, and what ends them. Each
 * belongs to a request. Their layouts are told as in {@link FileMessage}.
 */
public sealed interface FileExchange extends FileMessage {
    /**
     * {@code user | request | token}: asks the relay for a way through it to a user, who is told so by the same message.
     * Towards the relay without a token; each side gets one of its own.
     *
     * @param requestId of the DN_REQ that the way is for
     * @param token what this side opens its connection to the relay with; absent in the question
     */
    record SpliceRequest(UserName user, Optional<RequestId> requestId, Optional<TransferToken> token)
            implements FileExchange {
        public SpliceRequest {
            checkAsked(user, requestId);
            Objects.requireNonNull(token);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSpliceRequest(this);
        }
    }

    /**
     * {@code user | request | query}: asks everybody for files whose paths have these words in them. The relay passes it on
     * to each of them.
     *
     * @param user the asker, on both halves of the way
     * @param query one line of 1 to 256 octets
     */
    record FindRequest(UserName user, Optional<RequestId> requestId, String query) implements FileExchange {
        public FindRequest {
            checkAsked(user, requestId);
            FreeText.checkedLine("A search text", query, Limits.QUERY_OCTETS);
            if (query.isBlank()) {
                throw new InvalidValueException("A search needs a word.");
            }
        }

        @Override
        public void accept(Handler handler) {
            handler.onFindRequest(this);
        }
    }

    /**
     * {@code user path | request | size | mtime | root hash}: a file that was searched for.
     *
     * @param path below the share
     * @param size in octets, absent when not told
     * @param modifiedMillis when it was changed
     * @param rootHash of the content, absent when not known
     */
    record FindHit(
            UserName user,
            String path,
            Optional<RequestId> requestId,
            OptionalLong size,
            OptionalLong modifiedMillis,
            Optional<RootHash> rootHash)
            implements FileExchange {
        public FindHit {
            checkAsked(user, requestId);
            FileRules.checkName(path);
            FileRules.checkFacts(size, modifiedMillis, rootHash);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFindHit(this);
        }
    }

    /**
     * {@code user | request | left out | asked | seen}: a user has told all hits. From the relay, which names the asker
     * itself, that the question has gone out.
     *
     * @param leftOut how many hits weren't told for their number
     * @param asked how many users were asked; only the relay says so
     * @param isAll whether everything was looked at that the asker may see
     */
    record FindEnd(UserName user, Optional<RequestId> requestId, long leftOut, OptionalLong asked, boolean isAll)
            implements FileExchange {
        public FindEnd {
            checkAsked(user, requestId);
            Numbers.checked("The number of hits", leftOut);
            asked.ifPresent(value -> Numbers.checked("The number of users", value));
        }

        /** As somebody writes it who was asked. */
        public FindEnd(UserName user, Optional<RequestId> requestId, long leftOut, boolean isAll) {
            this(user, requestId, leftOut, OptionalLong.empty(), isAll);
        }

        /** As somebody writes it who looked at everything. */
        public FindEnd(UserName user, Optional<RequestId> requestId, long leftOut) {
            this(user, requestId, leftOut, true);
        }

        /** As the relay writes it. */
        public FindEnd(UserName user, Optional<RequestId> requestId, long leftOut, OptionalLong asked) {
            this(user, requestId, leftOut, asked, true);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFindEnd(this);
        }
    }

    /**
     * {@code user | request}: this side wants no more of what the request was about: a listing, a download, a search, an
     * offer.
     */
    record Cancel(UserName user, Optional<RequestId> requestId) implements FileExchange {
        public Cancel {
            checkAsked(user, requestId);
        }

        @Override
        public void accept(Handler handler) {
            handler.onCancel(this);
        }
    }

    /**
     * {@code user name | request | files | octets | first path}: somebody has files for a user, who takes them by asking
     * for {@code .offer/REQUEST/...}.
     *
     * @param name what is offered, as people call it: that of the file, or of the folder
     * @param files how many, at least 1
     * @param octets of all of them
     * @param firstPath of one of them, below {@code .offer/REQUEST}
     */
    record Offer(UserName user, String name, Optional<RequestId> requestId, long files, long octets, String firstPath)
            implements FileExchange {
        public Offer {
            checkAsked(user, requestId);
            FileRules.checkName(name);
            FileRules.checkName(firstPath);
            Numbers.checked("The number of files", files, 1, Numbers.MAX);
            Numbers.checked("A size", octets);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOffer(this);
        }
    }

    /** {@code user | request | answer}: what becomes of an offer. */
    record OfferReply(UserName user, Optional<RequestId> requestId, OfferAnswer answer) implements FileExchange {
        public OfferReply {
            checkAsked(user, requestId);
            Objects.requireNonNull(answer);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOfferReply(this);
        }
    }

    /** Each belongs to a request. */
    private static void checkAsked(UserName user, Optional<RequestId> requestId) {
        FileRules.checkHead(user, requestId);
        if (requestId.isEmpty()) {
            throw new InvalidValueException("A request id is missing.");
        }
    }
}
