package io.naru.client.share;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.DownloadOrder;
import io.naru.client.transfer.OtherOwners;
import io.naru.common.message.ContentQuery;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.time.TokenBucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The queue's own searches in everybody's shares: by content. Each goes to all who are online and takes one of the searches
 * that the relay allows this account, so there are few: a queue of thousands of files leaves the user's own searches alone.
 * An answer counts only with the id of a search that is open, from somebody who hasn't said yet that this was all, and of
 * the very content that was asked for.
 *
 * <p>Threading: the agent's.
 */
public final class OwnerSearch implements OtherOwners {
    /** How long answers may take. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Of the 20 that a relay takes at once. */
    static final int AT_ONCE = 4;

    /** After that one more every so often. */
    static final int EVERY_SECONDS = 15;

    private final Agent agent;
    private final FileSender sender;
    private final RequestIds ids;
    /** Holds seconds. */
    private final TokenBucket pace;

    private final Map<RequestId, Asked> open = new HashMap<>();
    private UserName me;

    /** Nothing is sought yet. */
    public OwnerSearch(Agent agent, FileSender sender, RequestIds ids) {
        this.agent = agent;
        this.sender = sender;
        this.ids = ids;
        this.pace =
                new TokenBucket((long) AT_ONCE * EVERY_SECONDS, 1, agent.clock().nanos());
    }

    private final class Asked implements Search {
        private final RequestId id;
        private final ContentQuery content;
        private final Listener listener;
        private final Set<UserName> found = new HashSet<>();
        private final Set<UserName> answered = new HashSet<>();
        private OptionalLong asked = OptionalLong.empty();
        private Optional<Agent.Timer> end = Optional.empty();

        private Asked(RequestId id, ContentQuery content, Listener listener) {
            this.id = id;
            this.content = content;
            this.listener = listener;
        }

        private void endIfAllHaveAnswered() {
            if (asked.isPresent() && answered.size() >= asked.getAsLong()) {
                over();
            }
        }

        private void over() {
            close();
            listener.onOver();
        }

        @Override
        public void close() {
            end.ifPresent(Agent.Timer::cancel);
            open.remove(id);
        }
    }

    /** Logged in as somebody. */
    public void onUp(UserName user) {
        me = user;
    }

    @Override
    public Optional<Search> seek(ContentQuery content, Listener listener) {
        if (me == null || !pace.tryTake(EVERY_SECONDS, agent.clock().nanos())) {
            return Optional.empty();
        }
        Asked asked = new Asked(ids.next('w'), content, listener);
        if (!sender.offer(new FileExchange.FindRequest(me, Optional.of(asked.id), content.text()))) {
            return Optional.empty();
        }
        open.put(asked.id, asked);
        asked.end = Optional.of(agent.schedule(TIMEOUT, asked::over));
        return Optional.of(asked);
    }

    /** A file that somebody has. */
    public void onHit(FileExchange.FindHit hit) {
        Optional<Asked> search = find(hit);
        if (search.isPresent() && isIt(search.get(), hit) && search.get().found.add(hit.user())) {
            search.get().listener.onFound(new DownloadOrder.Source(hit.user(), hit.path()));
        }
    }

    private boolean isIt(Asked search, FileExchange.FindHit hit) {
        boolean isSize = hit.size().isEmpty() || hit.size().getAsLong() == search.content.octets();
        return isSize
                && hit.rootHash().equals(Optional.of(search.content.root()))
                && !hit.user().equals(me)
                && !search.answered.contains(hit.user());
    }

    /** Somebody has told all; or the relay tells how many were asked. */
    public void onEnd(FileExchange.FindEnd told) {
        find(told).ifPresent(search -> {
            if (told.asked().isPresent() && told.user().equals(me)) {
                search.asked = told.asked();
            } else {
                search.answered.add(told.user());
            }
            search.endIfAllHaveAnswered();
        });
    }

    /** The relay refuses; false if this was no search that is open. */
    public boolean onRefused(String id) {
        Optional<Asked> search = open.values().stream()
                .filter(each -> each.id.value().equals(id))
                .findFirst();
        search.ifPresent(Asked::over);
        return search.isPresent();
    }

    /** The link is gone. */
    public void onDown() {
        List.copyOf(open.values()).forEach(Asked::over);
    }

    private Optional<Asked> find(FileMessage message) {
        return message.requestId().map(open::get);
    }
}
