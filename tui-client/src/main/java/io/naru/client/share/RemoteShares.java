package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Pace;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.ListingFault;
import io.naru.client.event.RemoteEntry;
import io.naru.common.message.FileMessage;
import io.naru.common.message.ListSort;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What others share: asks them for pages and puts their answers together. An answer counts only if it was asked for:
 * its user and request id must be those of an open request. A base client knows no request ids; its answers belong to
 * what it was asked last, and are the whole share, flat.
 *
 * <p>Threading: the agent's.
 */
public final class RemoteShares {
    /** How long an owner may be silent. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);
    /** The cursor of a flat list of which more is on its way by itself. */
    public static final String MORE_COMES = "more";

    /** A relay sends away who asks for more than fifty a second all the time; a folder may have thousands of pages. */
    static final int PAGES_A_SECOND = 40;

    static final int PAGES_AT_ONCE = 250;
    static final int FLAT_PIECE = 500;
    private static final int ENTRIES_A_SIGN_OF_LIFE = 50;
    static final int ENTRIES_MAX = 200_000;
    /** Of the names of one list together. */
    static final long CHARACTERS_MAX = 12_000_000;

    private final Agent agent;
    private final FileSender sender;
    private final RequestIds ids;
    private final EngineEvent.Sink sink;
    /** Oldest first. */
    private final Map<RequestId, Open> requests = new LinkedHashMap<>();

    private final Pace pace;

    /**
     * Asks nobody yet.
     *
     * @param pace shared by all who ask over the same link, as the relay counts them together
     */
    public RemoteShares(Agent agent, FileSender sender, RequestIds ids, EngineEvent.Sink sink, Pace pace) {
        this.agent = agent;
        this.sender = sender;
        this.ids = ids;
        this.sink = sink;
        this.pace = pace;
    }

    /** What a relay bears of one client. */
    public static Pace pace(Agent agent) {
        return new Pace(agent, PAGES_AT_ONCE, PAGES_A_SECOND);
    }

    /** A request without its last answer. */
    private final class Open {
        private final UserName owner;
        private final String folder;
        private final String cursor;
        private final String filter;
        private final ListSort sort;
        private List<RemoteEntry> entries = new ArrayList<>();
        private OptionalLong total = OptionalLong.empty();
        private boolean isFlat;
        private boolean isFirst;
        private int count;
        private long characters;
        private Agent.Timer timer;

        private Open(UserName owner, String folder, String cursor, String filter, ListSort sort) {
            this.owner = owner;
            this.folder = folder;
            this.cursor = cursor;
            this.filter = filter;
            this.sort = sort;
            this.isFirst = cursor.isEmpty();
        }

        private boolean asksFor(UserName user, String path, String at, String words, ListSort order) {
            boolean isSamePlace =
                    owner.equals(user) && folder.equals(path) && filter.equals(words) && sort.equals(order);
            return isSamePlace && (cursor.equals(at) || at.equals(MORE_COMES));
        }

        private void hand(String nextCursor) {
            sink.post(new ListingEvent.ListingReceived(
                    owner, folder, entries, total, isFirst, nextCursor, isFlat, filter, sort));
            entries = new ArrayList<>();
            isFirst = false;
        }
    }

    /** Asks for a page of all names, by name, unless that is being asked for. */
    public void list(UserName owner, String folder, String cursor) {
        list(owner, folder, cursor, "", ListSort.NAMES);
    }

    /** Asks for a page of what fits a filter, unless that is being asked for. */
    public void list(UserName owner, String folder, String cursor, String filter, ListSort sort) {
        boolean isAsked =
                requests.values().stream().anyMatch(open -> open.asksFor(owner, folder, cursor, filter, sort));
        if (isAsked || cursor.equals(MORE_COMES)) {
            return;
        }
        RequestId id = ids.next('l');
        Open open = new Open(owner, folder, cursor, filter, sort);
        requests.put(id, open);
        Duration pause = pace.next();
        if (pause.isZero()) {
            send(id, open);
        } else {
            open.timer = agent.schedule(pause, () -> send(id, open));
        }
    }

    private void send(RequestId id, Open open) {
        restartTimer(id, open);
        boolean isSent = sender.offer(new FileMessage.ListRequest(
                open.owner, Optional.of(id), open.folder, open.cursor, open.filter, open.sort));
        if (!isSent) {
            fail(forget(id), ListingFault.FAILED, "There is no connection to the relay just now.");
        }
    }

    /** A list begins. */
    public void onStart(FileMessage.ListStart start) {
        find(start).ifPresent(id -> {
            Open open = requests.get(id);
            open.isFlat = start.requestId().isEmpty();
            open.total = start.entries();
            restartTimer(id, open);
        });
    }

    /** An entry of a list. */
    public void onEntry(FileMessage.ListEntry entry) {
        find(entry).ifPresent(id -> {
            Open open = requests.get(id);
            open.count++;
            open.characters += entry.name().length();
            if (open.count > ENTRIES_MAX || open.characters > CHARACTERS_MAX) {
                forget(id);
                open.hand("");
                fail(
                        open,
                        ListingFault.FAILED,
                        open.owner + " shares more than fits in one list; the rest isn't listed.");
                return;
            }
            open.isFlat |= entry.requestId().isEmpty();
            open.entries.add(new RemoteEntry(
                    entry.name(), entry.kind(), entry.size(), instant(entry.modifiedMillis()), entry.rootHash()));
            if (open.entries.size() >= FLAT_PIECE) {
                open.hand(MORE_COMES);
            }
            if (open.count % ENTRIES_A_SIGN_OF_LIFE == 0) {
                restartTimer(id, open);
            }
        });
    }

    /** A list is complete, or this page of it. */
    public void onEnd(FileMessage.ListEnd end) {
        find(end).ifPresent(id -> {
            Open open = requests.get(id);
            forget(id);
            open.hand(end.nextCursor());
        });
    }

    /** The owner refuses; false if this was no listing that is open. */
    public boolean onRefused(FileMessage.DownloadRefuse refusal) {
        Optional<RequestId> id = refusal.requestId().filter(requests::containsKey);
        if (id.isEmpty() || !requests.get(id.get()).owner.equals(refusal.user())) {
            return false;
        }
        String text = SafeText.line(refusal.text()).value();
        fail(
                forget(id.get()),
                fault(ErrorCode.of(refusal.code())),
                text.isEmpty() ? "That folder can't be listed." : text);
        return true;
    }

    /** The relay refuses; false if this was no listing that is open. */
    public boolean onRefused(String id, ErrorCode code, String text) {
        RequestId request = new RequestId(id);
        if (!requests.containsKey(request)) {
            return false;
        }
        fail(forget(request), fault(Optional.of(code)), SafeText.line(text).value());
        return true;
    }

    /** Somebody has left. */
    public void onGone(UserName user) {
        failAll(user, ListingFault.ABSENT, user + " has left.");
    }

    /** The link is gone. */
    public void onDown() {
        failAll(null, ListingFault.FAILED, "The connection to the relay broke before the list came.");
    }

    private void failAll(UserName user, ListingFault fault, String sentence) {
        List<RequestId> ended = new ArrayList<>();
        requests.forEach((id, open) -> {
            if (user == null || open.owner.equals(user)) {
                ended.add(id);
            }
        });
        ended.forEach(id -> fail(forget(id), fault, sentence));
    }

    private Optional<RequestId> find(FileMessage answer) {
        if (answer.requestId().isPresent()) {
            RequestId id = answer.requestId().get();
            Open open = requests.get(id);
            return open != null && open.owner.equals(answer.user()) ? Optional.of(id) : Optional.empty();
        }
        Optional<RequestId> newest = Optional.empty();
        for (Map.Entry<RequestId, Open> open : requests.entrySet()) {
            if (open.getValue().owner.equals(answer.user())) {
                newest = Optional.of(open.getKey());
            }
        }
        return newest;
    }

    private Open forget(RequestId id) {
        Open open = requests.remove(id);
        open.timer.cancel();
        return open;
    }

    private void fail(Open open, ListingFault fault, String sentence) {
        sink.post(new ListingEvent.ListingFailed(open.owner, open.folder, sentence, fault));
    }

    private static ListingFault fault(Optional<ErrorCode> code) {
        if (code.isEmpty()) {
            return ListingFault.REFUSED;
        }
        return switch (code.get()) {
            case NOT_FOUND, UNKNOWN_USER -> ListingFault.ABSENT;
            case UNREADABLE, INTERNAL -> ListingFault.FAILED;
            default -> ListingFault.REFUSED;
        };
    }

    private void restartTimer(RequestId id, Open open) {
        if (open.timer != null) {
            open.timer.cancel();
        }
        open.timer = agent.schedule(
                TIMEOUT,
                () -> fail(
                        forget(id),
                        ListingFault.FAILED,
                        open.owner + " didn't send the list within " + TIMEOUT.toSeconds() + " seconds. Try again."));
    }

    /** When something was changed; who says 1970-01-01 knows of no time. */
    static Optional<Instant> instant(OptionalLong millis) {
        return millis.orElse(0) > 0 ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}
