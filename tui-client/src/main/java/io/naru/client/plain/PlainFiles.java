package io.naru.client.plain;

import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.PeekEvent;
import io.naru.client.state.Peeked;
import io.naru.client.state.Quantities;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in everybody's files, and the beginnings of files, line by line.
 *
 * <p>Threading: one thread.
 */
final class PlainFiles implements FindEvent.Handler, PeekEvent.Handler {
    private static final int HEX_COLUMNS = 16;

    private final PlainOutput output;
    private final OpenQuestions asked;
    private boolean isOpen;
    private boolean hasFailed;

    PlainFiles(PlainOutput output, OpenQuestions asked) {
        this.output = output;
        this.asked = asked;
    }

    /** A search was begun, or a look at a file: of each there is one at a time. */
    void onAsked() {
        asked.asked();
        isOpen = true;
    }

    private void onAnswered() {
        asked.answered();
        isOpen = false;
    }

    /** Whether the answer to one of them is still to come. */
    boolean isOpen() {
        return isOpen;
    }

    /** Whether something that was asked for couldn't be had. */
    boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public void onFindHits(FindEvent.FindHits event) {
        for (FoundFile file : event.files()) {
            String size = file.octets().isPresent()
                    ? ", " + Quantities.octets(file.octets().getAsLong())
                    : "";
            String root =
                    file.root().map(hash -> ", " + hash.hex().substring(0, 12)).orElse("");
            String places = file.sources().stream()
                    .map(source -> source.owner() + ":/" + source.path())
                    .collect(Collectors.joining(", "));
            output.entry("found " + (file.number() + 1) + size + root + ": " + places);
        }
    }

    @Override
    public void onFindEnded(FindEvent.FindEnded event) {
        onAnswered();
        String more = event.leftOut() > 0 ? ", and " + event.leftOut() + " more that aren't listed" : "";
        output.happens(Quantities.count(event.files(), "file") + " found" + more + "; "
                + Quantities.count(event.answered(), "user") + " answered");
        if (!event.sentence().isEmpty()) {
            hasFailed = true;
            output.fails(event.sentence());
        }
    }

    @Override
    public void onPeekReceived(PeekEvent.PeekReceived event) {
        onAnswered();
        List<SafeText> lines = Peeked.of(event.octets(), event.total()).lines(HEX_COLUMNS);
        output.happens(event.owner() + ":/" + event.path() + " is " + lines.get(0));
        lines.stream().skip(2).forEach(line -> output.entry(line.value()));
        output.happens("that is all of the look");
    }

    @Override
    public void onPeekFailed(PeekEvent.PeekFailed event) {
        onAnswered();
        hasFailed = true;
        output.fails(event.owner() + ":/" + event.path() + " can't be looked at. " + event.sentence());
    }
}
