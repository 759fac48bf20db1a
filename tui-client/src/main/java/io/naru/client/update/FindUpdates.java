package io.naru.client.update;

import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.state.Quantities;
import io.naru.common.text.SafeText;
import java.util.stream.Collectors;

/**
 * What a search finds: told in the chat.
 *
 * <p>Threading: made for one event.
 */
final class FindUpdates implements FindEvent.Handler {
    private final Turn turn;

    FindUpdates(Turn turn) {
        this.turn = turn;
    }

    @Override
    public void onFindHits(FindEvent.FindHits event) {
        for (FoundFile file : event.files()) {
            String size = file.octets().isPresent()
                    ? ", " + Quantities.octets(file.octets().getAsLong())
                    : "";
            String owners = file.sources().stream()
                    .map(source -> source.owner().toString())
                    .distinct()
                    .collect(Collectors.joining(", "));
            new ChatLines(turn).local(SafeText.line(file.path()) + size + " (" + owners + ")");
        }
    }

    @Override
    public void onFindEnded(FindEvent.FindEnded event) {
        new ChatLines(turn).local(sentence(event));
    }

    private static String sentence(FindEvent.FindEnded event) {
        String found = Quantities.count(event.files(), "file") + " found";
        String more = event.leftOut() > 0 ? ", and " + event.leftOut() + " more" : "";
        return found + more + "." + (event.sentence().isEmpty() ? "" : " " + event.sentence());
    }
}
