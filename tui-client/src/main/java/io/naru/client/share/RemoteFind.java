package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RequestId;
import io.naru.common.message.RootHash;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Searches everybody's shares, one search at a time: a new one ends the one before. What comes counts only with the id of
 * the search that is open, from users who haven't said yet that this was all, and as far as it fits.
 *
 * <p>Threading: the agent's.
 */
public final class RemoteFind {
    /** How long answers may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final int FILES_MAX = 2_000;
    static final int SOURCES_MAX = 32;
    static final int HITS_OF_USER_MAX = 200;
    private static final Duration TELLING = Duration.ofMillis(200);

    private final Agent agent;
    private final FileSender sender;
    private final RequestIds ids;
    private final EngineEvent.Sink sink;
    private Search open;
    private UserName me;

    /** Searches nothing yet. */
    public RemoteFind(Agent agent, FileSender sender, RequestIds ids, EngineEvent.Sink sink) {
        this.agent = agent;
        this.sender = sender;
        this.ids = ids;
        this.sink = sink;
    }

    /** What makes two hits the same file. */
    private record Sameness(Optional<RootHash> root, UserName owner, String path) {
        private static Sameness of(FileExchange.FindHit hit) {
            return hit.rootHash().isPresent()
                    ? new Sameness(hit.rootHash(), null, null)
                    : new Sameness(Optional.empty(), hit.user(), hit.path());
        }
    }

    /** A search without its end. */
    private static final class Search {
        private final long number;
        private final RequestId id;
        private final String words;
        private final Map<Sameness, FoundFile> files = new HashMap<>();
        private final Map<Integer, FoundFile> untold = new LinkedHashMap<>();
        private final Map<UserName, Integer> hits = new HashMap<>();
        private final Set<UserName> answered = new HashSet<>();
        private OptionalLong asked = OptionalLong.empty();
        private long leftOut;
        private int partly;
        private Agent.Timer end;
        private Agent.Timer telling;

        private Search(long number, RequestId id, String words) {
            this.number = number;
            this.id = id;
            this.words = words;
        }
    }

    /** Logged in as somebody. */
    public void onUp(UserName user) {
        me = user;
    }

    /**
     * Begins a search.
     *
     * @param number what its events are to say
     * @param words as typed
     */
    public void find(long number, String words) {
        end("Another search was begun.");
        RequestId id = ids.next('f');
        Search begun = new Search(number, id, words);
        String refusal = ask(id, words);
        if (!refusal.isEmpty()) {
            sink.post(new FindEvent.FindEnded(number, words, 0, 0, 0, refusal));
            return;
        }
        open = begun;
        begun.end = agent.schedule(TIMEOUT, () -> end(""));
    }

    private String ask(RequestId id, String words) {
        try {
            boolean isSent = me != null && sender.offer(new FileExchange.FindRequest(me, Optional.of(id), words));
            return isSent ? "" : "There is no connection to the relay just now.";
        } catch (InvalidValueException e) {
            return e.getMessage();
        }
    }

    /** Ends a search, if it is open. */
    public void stop(long number) {
        if (open != null && open.number == number) {
            end("");
        }
    }

    /** A file that somebody has. */
    public void onHit(FileExchange.FindHit hit) {
        Search search = open;
        if (!isOpen(hit) || search.answered.contains(hit.user())) {
            return;
        }
        if (search.hits.merge(hit.user(), 1, Integer::sum) > HITS_OF_USER_MAX) {
            search.leftOut++;
            return;
        }
        FoundFile.Source source = new FoundFile.Source(hit.user(), hit.path());
        Sameness sameness = Sameness.of(hit);
        FoundFile before = search.files.get(sameness);
        if (before == null && search.files.size() >= FILES_MAX
                || before != null && before.sources().size() >= SOURCES_MAX) {
            search.leftOut++;
            return;
        }
        if (before != null && before.sources().contains(source)) {
            return;
        }
        FoundFile now = before == null
                ? new FoundFile(
                        search.files.size(),
                        hit.rootHash(),
                        hit.size(),
                        RemoteShares.instant(hit.modifiedMillis()),
                        List.of(source))
                : with(before, source);
        search.files.put(sameness, now);
        search.untold.put(now.number(), now);
        if (search.telling == null) {
            search.telling = agent.schedule(TELLING, () -> tell(search));
        }
    }

    /** Somebody has told all; or the relay tells how many were asked. */
    public void onEnd(FileExchange.FindEnd told) {
        if (!isOpen(told)) {
            return;
        }
        if (told.asked().isPresent() && told.user().equals(me)) {
            open.asked = told.asked();
        } else if (open.answered.add(told.user())) {
            open.leftOut += told.leftOut();
            open.partly += told.isAll() ? 0 : 1;
        }
        if (open.asked.isPresent() && open.answered.size() >= open.asked.getAsLong()) {
            end("");
        }
    }

    /** The relay refuses; false if this was no search that is open. */
    public boolean onRefused(String id, String text) {
        boolean isIt = open != null && open.id.value().equals(id);
        if (isIt) {
            end(SafeText.line(text).value());
        }
        return isIt;
    }

    /** The link is gone. */
    public void onDown() {
        end("The connection to the relay broke before all had answered.");
    }

    private boolean isOpen(FileMessage message) {
        return open != null && message.requestId().equals(Optional.of(open.id));
    }

    private static FoundFile with(FoundFile file, FoundFile.Source source) {
        List<FoundFile.Source> sources = new ArrayList<>(file.sources());
        sources.add(source);
        return new FoundFile(file.number(), file.root(), file.octets(), file.modified(), sources);
    }

    private void tell(Search search) {
        if (search.telling != null) {
            search.telling.cancel();
            search.telling = null;
        }
        if (!search.untold.isEmpty()) {
            sink.post(new FindEvent.FindHits(search.number, search.words, List.copyOf(search.untold.values())));
            search.untold.clear();
        }
    }

    private void end(String sentence) {
        Search search = open;
        if (search == null) {
            return;
        }
        open = null;
        search.end.cancel();
        tell(search);
        sink.post(new FindEvent.FindEnded(
                search.number,
                search.words,
                search.files.size(),
                search.asked.orElse(0),
                search.answered.size(),
                search.leftOut,
                search.partly,
                sentence));
    }
}
