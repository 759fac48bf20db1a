package io.naru.common.message;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search not for words but for a content: who else has it? It travels as the query of a {@link FileExchange.FindRequest}
 * in a form that is a word like any other to relays and clients that don't know it; they find nothing.
 *
 * @param root of the content
 * @param octets of the content
 */
public record ContentQuery(RootHash root, long octets) {
    private static final Pattern FORM = Pattern.compile("root:([0-9a-f]{64}):([0-9]{1,16})");

    public ContentQuery {
        Objects.requireNonNull(root);
        Numbers.checked("A size", octets);
    }

    /** What a query asks for, if it asks for a content and for nothing besides. */
    public static Optional<ContentQuery> of(String query) {
        Matcher parts = FORM.matcher(query);
        return parts.matches() && Long.parseLong(parts.group(2)) <= Numbers.MAX
                ? Optional.of(new ContentQuery(new RootHash(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** The query. */
    public String text() {
        return "root:" + root.hex() + ":" + octets;
    }
}
