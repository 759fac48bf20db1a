package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Searches everybody's shares and prints what was found, when all who are there have answered.
 *
 * <p>Threading: one thread.
 */
final class FindTask implements Task {
    private final String words;
    private final FileFormat format;
    private final Map<Integer, FoundFile> found = new TreeMap<>();
    private long search;
    private Optional<FindEvent.FindEnded> end = Optional.empty();

    FindTask(String words, FileFormat format) {
        this.words = words;
        this.format = format;
    }

    @Override
    public void onUp(Engine engine, EngineEvent.LinkUp up) {
        found.clear();
        search = engine.find(words);
    }

    @Override
    public boolean onEvent(EngineEvent event) throws IOException {
        if (event instanceof FindEvent.FindHits hits && hits.search() == search) {
            hits.files().forEach(file -> found.put(file.number(), file));
            return true;
        }
        if (!(event instanceof FindEvent.FindEnded ended) || ended.search() != search) {
            return false;
        }
        if (found.isEmpty() && !ended.sentence().isEmpty()) {
            throw new OutcomeException(Outcome.FAILED, ended.sentence());
        }
        end = Optional.of(ended);
        found.values().forEach(format::found);
        return true;
    }

    /** What came of it. */
    Outcome outcome() {
        return found.isEmpty() ? Outcome.ABSENT : Outcome.DONE;
    }

    /** What is to be told beside the hits; empty if they are all. */
    String remark() {
        if (found.isEmpty()) {
            return "Nobody who is online shares such a file.";
        }
        long leftOut = end.map(FindEvent.FindEnded::leftOut).orElse(0L);
        String more = leftOut == 0 ? "" : leftOut + " more were left out; more words narrow it down. ";
        return (more + end.map(FindEvent.FindEnded::sentence).orElse("")).strip();
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    @Override
    public boolean isDone() {
        return end.isPresent();
    }
}
