package io.naru.client.state;

import io.naru.common.message.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What others offer to me and waits for my answer, and what I offer to them and isn't fetched yet.
 *
 * @param all in the order in which they came
 */
public record Offers(List<Offer> all) {
    /** How many are kept; of more the oldest are forgotten here, the engine still knows them. */
    public static final int OFFERS_MAX = 200;

    /** None. */
    public static final Offers NONE = new Offers(List.of());

    public Offers {
        all = List.copyOf(all);
    }

    /** With what became of an offer; one that is settled goes. */
    public Offers with(Offer offer) {
        List<Offer> changed = new ArrayList<>(all);
        int at = 0;
        while (at < changed.size() && !changed.get(at).isSame(offer)) {
            at++;
        }
        boolean isOpen = offer.isToMe() || offer.isOwn() && isUnsettled(offer);
        if (at < changed.size()) {
            changed.remove(at);
        }
        if (isOpen) {
            changed.add(Math.min(at, changed.size()), offer);
        }
        return new Offers(changed.subList(Math.max(0, changed.size() - OFFERS_MAX), changed.size()));
    }

    private static boolean isUnsettled(Offer offer) {
        return switch (offer.state()) {
            case OPEN, ACCEPTED -> true;
            case DONE, DECLINED, GONE -> false;
        };
    }

    /** Whether it is known, in whatever state. */
    public boolean has(Offer offer) {
        return all.stream().anyMatch(offer::isSame);
    }

    /** Without this one. */
    public Offers without(Offer offer) {
        return new Offers(all.stream().filter(other -> !other.isSame(offer)).toList());
    }

    /** Those that wait for my answer. */
    public List<Offer> toMe() {
        return all.stream().filter(Offer::isToMe).toList();
    }

    /** Whether that user offers me something that is called so. */
    public boolean isOffered(UserName owner, String path) {
        if (all.isEmpty()) {
            return false;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        return all.stream()
                .anyMatch(offer -> offer.isToMe()
                        && offer.peer().user().equals(owner)
                        && offer.path().equals(name));
    }

    /** The one of that number in the list of those that wait for my answer, from 1. */
    public Optional<Offer> numbered(int number) {
        List<Offer> open = toMe();
        return number >= 1 && number <= open.size() ? Optional.of(open.get(number - 1)) : Optional.empty();
    }
}
