package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A look at the beginning of a file that isn't downloaded.
 *
 * @param owner whose file
 * @param path as its owner calls it, for asking
 * @param octets its size as it was listed
 * @param content what came; empty until it does
 * @param trouble why nothing comes; empty when nothing is wrong
 * @param top index of the line in the first row
 */
public record PeekPage(
        Person owner, String path, OptionalLong octets, Optional<Peeked> content, SafeText trouble, int top)
        implements Overlay {
    private static final int WIDE = 76;

    public PeekPage {
        Objects.requireNonNull(owner);
        Objects.requireNonNull(path);
        Objects.requireNonNull(octets);
        Objects.requireNonNull(content);
        Objects.requireNonNull(trouble);
    }

    /** One that was just asked for. */
    public static PeekPage asked(Person owner, String path, OptionalLong octets) {
        return new PeekPage(owner, path, octets, Optional.empty(), SafeText.of(""), 0);
    }

    /** With what came. */
    public PeekPage with(Peeked newContent) {
        return new PeekPage(owner, path, octets, Optional.of(newContent), SafeText.of(""), 0);
    }

    /** With the sentence that says why nothing comes. */
    public PeekPage failed(SafeText why) {
        return new PeekPage(owner, path, octets, content, why, top);
    }

    /** Scrolled elsewhere. */
    public PeekPage withTop(int newTop) {
        return new PeekPage(owner, path, octets, content, trouble, newTop);
    }

    /** What stands above it. */
    public SafeText title() {
        return SafeText.line(owner.name() + ":/" + path);
    }

    /** Its lines, in a window of so many columns; at least one. */
    public List<SafeText> lines(int windowColumns) {
        if (!trouble.isEmpty()) {
            return List.of(trouble);
        }
        return content.map(seen -> seen.lines(windowColumns >= WIDE ? 16 : windowColumns >= WIDE / 2 ? 6 : 4))
                .orElse(List.of(SafeText.of("Fetching the beginning…")));
    }

    @Override
    public void accept(Handler handler) {
        handler.onPeek(this);
    }

    @Override
    public Optional<PeekPage> asPeek() {
        return Optional.of(this);
    }
}
