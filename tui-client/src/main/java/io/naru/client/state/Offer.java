package io.naru.client.state;

import io.naru.client.event.OfferView;
import io.naru.common.message.RequestId;
import io.naru.common.text.SafeText;
import java.util.Objects;

/**
 * Files that one user offers to another, for drawing.
 *
 * @param id together with the peer unique
 * @param isOwn whether I offer; else the peer does
 * @param peer the other user
 * @param path the name as it came, for comparing
 * @param name of the only file, or of the first
 * @param files how many there are
 * @param octets of all together
 * @param state where it stands
 */
public record Offer(
        RequestId id,
        boolean isOwn,
        Person peer,
        String path,
        SafeText name,
        int files,
        long octets,
        OfferView.State state) {
    public Offer {
        Objects.requireNonNull(id);
        Objects.requireNonNull(peer);
        Objects.requireNonNull(path);
        Objects.requireNonNull(name);
        Objects.requireNonNull(state);
    }

    /** What the engine tells, made safe. */
    public static Offer of(OfferView view) {
        return new Offer(
                view.id(),
                view.isOwn(),
                Person.of(view.peer()),
                view.name(),
                SafeText.line(view.name()),
                view.files(),
                view.octets(),
                view.state());
    }

    /** Whether it waits for my answer. */
    public boolean isToMe() {
        return !isOwn && state == OfferView.State.OPEN;
    }

    /** What it is: {@code photos.zip, 12 MB} or {@code photos and 11 files more, 1.2 GB}. */
    public String what() {
        String more = files > 1 ? " and " + Quantities.count(files - 1L, "file") + " more" : "";
        return name + more + ", " + Quantities.octets(octets);
    }

    boolean isSame(Offer other) {
        return id.equals(other.id) && isOwn == other.isOwn && peer.equals(other.peer);
    }
}
