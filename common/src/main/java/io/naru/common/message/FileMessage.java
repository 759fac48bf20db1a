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
public sealed interface FileMessage
        permits FileMessage.ListRequest,
                FileMessage.ListStart,
                FileMessage.ListEntry,
                FileMessage.ListEnd,
                FileMessage.DownloadRequest,
                FileMessage.DownloadAccept,
                FileMessage.DownloadRefuse,
                FileExchange {
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

        void onSpliceRequest(FileExchange.SpliceRequest splice);

        void onFindRequest(FileExchange.FindRequest find);

        void onFindHit(FileExchange.FindHit hit);

        void onFindEnd(FileExchange.FindEnd end);

        void onCancel(FileExchange.Cancel cancel);

        void onOffer(FileExchange.Offer offer);

        void onOfferReply(FileExchange.OfferReply reply);
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
            FileRules.checkHead(user, requestId);
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
            FileRules.checkHead(user, requestId);
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
            FileRules.checkHead(user, requestId);
            FileRules.checkName(name);
            FileRules.checkFacts(size, modifiedMillis, rootHash);
            Objects.requireNonNull(kind);
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
            FileRules.checkHead(user, requestId);
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
            FileRules.checkHead(user, requestId);
            FileRules.checkName(path);
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
            FileRules.checkHead(user, requestId);
            FileRules.checkName(path);
            Objects.requireNonNull(endpoint);
            Objects.requireNonNull(token);
            checkFingerprint(fingerprint);
            FileRules.checkFacts(size, modifiedMillis, rootHash);
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
            FileRules.checkHead(user, requestId);
            FileRules.checkName(path);
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
