package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.state.Quantities;
import io.naru.common.message.EntryKind;
import io.naru.common.message.UserName;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Listings that were asked for, printed as they come, and the sizes they told, which downloads are checked by.
 *
 * <p>Threading: one thread.
 */
final class PlainListings implements ListingEvent.Handler {
    private static final int SIZES_MAX = 20_000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

    private record Place(UserName owner, String path) {}

    private final PlainOutput output;
    private final Engine engine;
    private final ZoneId zone;
    private final Set<Place> open = new HashSet<>();
    /** The newest stay. */
    private final Map<Place, Long> sizes = new LinkedHashMap<>();

    private final Set<Place> folders = new HashSet<>();
    private boolean hasFailed;

    PlainListings(PlainOutput output, Engine engine, ZoneId zone) {
        this.output = output;
        this.engine = engine;
        this.zone = zone;
    }

    void ask(UserName owner, String folder) {
        open.add(new Place(owner, folder));
        engine.list(owner, folder, "");
    }

    @Override
    public void onListingReceived(ListingEvent.ListingReceived page) {
        Place place = new Place(page.owner(), page.folder());
        if (!open.contains(place)) {
            return;
        }
        if (page.isFirst()) {
            output.happens(title(page));
        }
        for (RemoteEntry entry : page.entries()) {
            remember(page, entry);
            output.entry(line(entry));
        }
        if (page.nextCursor().isEmpty()) {
            open.remove(place);
            output.happens("that is all");
        } else {
            engine.list(page.owner(), page.folder(), page.nextCursor());
        }
    }

    @Override
    public void onListingFailed(ListingEvent.ListingFailed failure) {
        open.remove(new Place(failure.owner(), failure.folder()));
        hasFailed = true;
        output.fails("The files of " + failure.owner() + " can't be listed. " + failure.sentence());
    }

    /** Whether it was listed as a folder. */
    boolean isFolder(UserName owner, String path) {
        return folders.contains(new Place(owner, path));
    }

    /** The size of a file as it was listed last. */
    OptionalLong size(UserName owner, String path) {
        Long octets = sizes.get(new Place(owner, path));
        return octets == null ? OptionalLong.empty() : OptionalLong.of(octets);
    }

    boolean areOpen() {
        return !open.isEmpty();
    }

    boolean hasFailed() {
        return hasFailed;
    }

    private static String title(ListingEvent.ListingReceived page) {
        String where = page.isFlat() ? "shares" : "shares in /" + page.folder();
        return page.owner() + " " + where
                + (page.total().isPresent()
                        ? ": " + Quantities.count(page.total().getAsLong(), "item")
                        : "");
    }

    private String line(RemoteEntry entry) {
        if (entry.kind() == EntryKind.FOLDER) {
            return entry.name() + "/";
        }
        String size =
                entry.size().isPresent() ? "  " + Quantities.octets(entry.size().getAsLong()) : "";
        String date =
                entry.modified().map(at -> "  " + DATE.format(at.atZone(zone))).orElse("");
        return entry.name() + size + date;
    }

    private void remember(ListingEvent.ListingReceived page, RemoteEntry entry) {
        boolean isBelow = !page.isFlat() && !page.folder().isEmpty();
        Place place = new Place(page.owner(), isBelow ? page.folder() + "/" + entry.name() : entry.name());
        sizes.remove(place);
        if (entry.kind() == EntryKind.FOLDER && folders.size() < SIZES_MAX) {
            folders.add(place);
        } else {
            folders.remove(place);
        }
        if (entry.kind() == EntryKind.FILE && entry.size().isPresent()) {
            sizes.put(place, entry.size().getAsLong());
        }
        if (sizes.size() > SIZES_MAX) {
            sizes.remove(sizes.keySet().iterator().next());
        }
    }
}
