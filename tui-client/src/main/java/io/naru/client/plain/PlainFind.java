package io.naru.client.plain;

import io.naru.client.event.FindEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.state.Quantities;
import io.naru.common.text.SafeText;

/**
 * What a search finds, line by line: each source of each file.
 *
 * <p>Threading: made for one event.
 */
final class PlainFind implements FindEvent.Handler {
    private final PlainOutput output;

    PlainFind(PlainOutput output) {
        this.output = output;
    }

    @Override
    public void onFindHits(FindEvent.FindHits event) {
        for (FoundFile file : event.files()) {
            FoundFile.Source source = file.sources().get(file.sources().size() - 1);
            String size = file.octets().isPresent()
                    ? ", " + Quantities.octets(file.octets().getAsLong())
                    : "";
            output.happens("found: " + source.owner() + ": " + SafeText.line(source.path()) + size);
        }
    }

    @Override
    public void onFindEnded(FindEvent.FindEnded event) {
        if (event.sentence().isEmpty()) {
            output.happens(Quantities.count(event.files(), "file") + " found"
                    + (event.leftOut() > 0 ? ", and " + event.leftOut() + " more" : ""));
        } else {
            output.fails(event.sentence());
        }
    }
}
