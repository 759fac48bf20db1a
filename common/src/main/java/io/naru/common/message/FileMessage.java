package io.naru.common.message;

import io.naru.common.wire.Limits;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What two users' clients tell each other through the relay about shared files (PROTOCOL.md, section 6);
 * {@link Handler} is the whole catalogue. The user is the receiver in a frame on its way to the relay, and the sender
 * in a frame that comes from it. Each record beside its frame's layout, with {@code |} for the unit separator. Paths are
 * as the owner writes them, unescaped; times are milliseconds since 1970-01-01T00:00Z.
 *
 * <p>A request id is absent in what a base client sends, and in answers to it; what base clients don't know always has
 * one.
 */
public sealed interface FileMessage {
    /** The other user: receiver or sender. */
    UserName user();

    /** The id of the request that this belongs to. */
    Optional<RequestId> requestId();

    /** Calls the handler's method for this message. */
    void accept(Handler handler);

    /** One method for each message, so that a new one doesn't compile until all who handle messages decide. */
    interface Handler {
        void onListRequest(ListRequest request);

        void onListStart(ListStart start);

        void onListEntry(ListEntry entry);

        void onListEnd(ListEnd end);

        void onDownloadRequest(DownloadRequest request);

        void onDownloadAccept(DownloadAccept accept);

        void onDownloadRefuse(DownloadRefuse refuse);

        void onSpliceRequest(SpliceRequest splice);

        void onFindRequest(FindRequest find);

        void onFindHit(FindHit hit);

        void onFindEnd(FindEnd end);

        void onCancel(Cancel cancel);

        void onOffer(Offer offer);

        void onOfferReply(OfferReply reply);
    }

    /**
     * {@code user | request | folder | cursor | filter | sort}: asks for a list. Without a request id the answer is the
     * whole share, flat; with one it is a page of one folder.
     *
     * @param folder empty for the top
     * @param cursor where the page before this one ended, empty for the first
     * @param filter words that must all be in a name, without case and whatever the normal form; empty for all names
     * @param sort in which order
     */
    record ListRequest(
            UserName user, Optional<RequestId> requestId, String folder, String cursor, String filter, ListSort sort)
            implements FileMessage {
        public ListRequest {
            checkHead(user, requestId);
            FileName.checked("A folder", folder);
            checkCursor(cursor);
            FreeText.checkedLine("A filter", filter, Limits.QUERY_OCTETS);
            Objects.requireNonNull(sort);
        }

        /** All names, by name. */
        public ListRequest(UserName user, Optional<RequestId> requestId, String folder, String cursor) {
            this(user, requestId, folder, cursor, "", ListSort.NAMES);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListRequest(this);
        }
    }

    /**
     * {@code user | request | folder | entries}: a list begins.
     *
     * @param entries how many the folder has in all, absent when not known
     */
    record ListStart(UserName user, Optional<RequestId> requestId, String folder, OptionalLong entries)
            implements FileMessage {
        public ListStart {
            checkHead(user, requestId);
            FileName.checked("A folder", folder);
            entries.ifPresent(value -> Numbers.checked("The number of entries", value));
        }

        @Override
        public void accept(Handler handler) {
            handler.onListStart(this);
        }
    }

    /**
     * {@code user name | request | size | mtime | kind | root hash}: one entry of a list.
     *
     * @param name in a flat list the path below the share, in a folder's list the name inside that folder
     * @param size in octets, absent when not told; of a folder absent
     * @param modifiedMillis when it was changed
     * @param kind file or folder
     * @param rootHash of the content, absent when not known
     */
    record ListEntry(
            UserName user,
            String name,
            Optional<RequestId> requestId,
            OptionalLong size,
            OptionalLong modifiedMillis,
            EntryKind kind,
            Optional<RootHash> rootHash)
            implements FileMessage {
        public ListEntry {
            checkHead(user, requestId);
            checkName(name);
            size.ifPresent(value -> Numbers.checked("A size", value));
            modifiedMillis.ifPresent(value -> Numbers.checked("A time", value));
            Objects.requireNonNull(kind);
            Objects.requireNonNull(rootHash);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListEntry(this);
        }
    }

    /**
     * {@code user | request | folder | next cursor}: the page is complete.
     *
     * @param nextCursor what to ask the next page with, empty when this was the last
     */
    record ListEnd(UserName user, Optional<RequestId> requestId, String folder, String nextCursor)
            implements FileMessage {
        public ListEnd {
            checkHead(user, requestId);
            FileName.checked("A folder", folder);
            checkCursor(nextCursor);
        }

        @Override
        public void accept(Handler handler) {
            handler.onListEnd(this);
        }
    }

    /**
     * {@code user path | request | fingerprint | candidates | seen}: asks for one file.
     *
     * @param fingerprint of the requester's key, or empty
     * @param candidates where the requester can be reached, at most 8
     * @param seen the requester's address as the relay sees it; set by the relay, whatever the requester wrote
     */
    record DownloadRequest(
            UserName user,
            String path,
            Optional<RequestId> requestId,
            String fingerprint,
            List<Endpoint> candidates,
            Optional<InetAddress> seen)
            implements FileMessage {
        /** The field that the relay sets, counted from 0. */
        public static final int SEEN_FIELD = 3;

        public DownloadRequest {
            checkHead(user, requestId);
            checkName(path);
            checkFingerprint(fingerprint);
            candidates = checkedCandidates(candidates);
            Objects.requireNonNull(seen);
        }

        /** As a requester writes it. */
        public DownloadRequest(
                UserName user,
                String path,
                Optional<RequestId> requestId,
                String fingerprint,
                List<Endpoint> candidates) {
            this(user, path, requestId, fingerprint, candidates, Optional.empty());
        }

        @Override
        public void accept(Handler handler) {
            handler.onDownloadRequest(this);
        }
    }

    /**
     * {@code user path address port | request | token | fingerprint | size | mtime | root hash | candidates | seen}: the
     * file waits.
     *
     * @param endpoint where, as the owner says
     * @param token what the requester opens the data connection with; absent towards base clients
     * @param fingerprint of the owner's key, or empty
     * @param size in octets
     * @param modifiedMillis when the file was changed
     * @param rootHash of its content
     * @param candidates other places where it waits, at most 8
     * @param seen the owner's address as the relay sees it; set by the relay, whatever the owner wrote
     */
    record DownloadAccept(
            UserName user,
            String path,
            Endpoint endpoint,
            Optional<RequestId> requestId,
            Optional<TransferToken> token,
            String fingerprint,
            OptionalLong size,
            OptionalLong modifiedMillis,
            Optional<RootHash> rootHash,
            List<Endpoint> candidates,
            Optional<InetAddress> seen)
            implements FileMessage {
        /** The field that the relay sets, counted from 0. */
        public static final int SEEN_FIELD = 7;

        public DownloadAccept {
            checkHead(user, requestId);
            checkName(path);
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(token);
            checkFingerprint(fingerprint);
            size.ifPresent(value -> Numbers.checked("A size", value));
            modifiedMillis.ifPresent(value -> Numbers.checked("A time", value));
            Objects.requireNonNull(rootHash);
            candidates = checkedCandidates(candidates);
            Objects.requireNonNull(seen);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDownloadAccept(this);
        }
    }

    /**
     * {@code user path | request | code | text}: the file can't be had.
     *
     * @param code a word for programs, or empty; {@code not-found} is what a base client means
     * @param text a sentence for people, or empty
     */
    record DownloadRefuse(UserName user, String path, Optional<RequestId> requestId, String code, String text)
            implements FileMessage {
        public DownloadRefuse {
            checkHead(user, requestId);
            checkName(path);
            if (!code.isEmpty()) {
                Ids.checked("A code", code);
            }
            FreeText.checkedLine("A reason", text, Limits.SENTENCE_OCTETS);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDownloadRefuse(this);
        }
    }

    /**
     * {@code user | request | token}: asks the relay for a way through it to a user, who is told so by the same message.
     * Towards the relay without a token; each side gets one of its own.
     *
     * @param requestId of the DN_REQ that the way is for
     * @param token what this side opens its connection to the relay with; absent in the question
     */
    record SpliceRequest(UserName user, Optional<RequestId> requestId, Optional<TransferToken> token)
            implements FileMessage {
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
    record FindRequest(UserName user, Optional<RequestId> requestId, String query) implements FileMessage {
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
            implements FileMessage {
        public FindHit {
            checkAsked(user, requestId);
            checkName(path);
            size.ifPresent(value -> Numbers.checked("A size", value));
            modifiedMillis.ifPresent(value -> Numbers.checked("A time", value));
            Objects.requireNonNull(rootHash);
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
            implements FileMessage {
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
    record Cancel(UserName user, Optional<RequestId> requestId) implements FileMessage {
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
            implements FileMessage {
        public Offer {
            checkAsked(user, requestId);
            checkName(name);
            checkName(firstPath);
            Numbers.checked("The number of files", files, 1, Numbers.MAX);
            Numbers.checked("A size", octets);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOffer(this);
        }
    }

    /** {@code user | request | answer}: what becomes of an offer. */
    record OfferReply(UserName user, Optional<RequestId> requestId, OfferAnswer answer) implements FileMessage {
        public OfferReply {
            checkAsked(user, requestId);
            Objects.requireNonNull(answer);
        }

        @Override
        public void accept(Handler handler) {
            handler.onOfferReply(this);
        }
    }

    private static void checkHead(UserName user, Optional<RequestId> requestId) {
        Objects.requireNonNull(user);
        Objects.requireNonNull(requestId);
    }

    /** What base clients don't know always belongs to a request. */
    private static void checkAsked(UserName user, Optional<RequestId> requestId) {
        Objects.requireNonNull(user);
        if (requestId.isEmpty()) {
            throw new InvalidValueException("A request id is missing.");
        }
    }

    private static void checkName(String name) {
        FileName.checked("A file name", name);
        if (name.isEmpty()) {
            throw new InvalidValueException("A file name is missing.");
        }
    }

    private static void checkCursor(String cursor) {
        if (!cursor.isEmpty()) {
            Ids.checked("A cursor", cursor);
        }
    }

    private static void checkFingerprint(String fingerprint) {
        if (!fingerprint.isEmpty()) {
            Ids.checked("A fingerprint", fingerprint, 128);
        }
    }

    private static List<Endpoint> checkedCandidates(List<Endpoint> candidates) {
        if (candidates.size() > 8) {
            throw new InvalidValueException("There are at most 8 candidate addresses.");
        }
        return List.copyOf(candidates);
    }
}
