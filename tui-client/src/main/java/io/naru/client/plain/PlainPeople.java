package io.naru.client.plain;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.Quantities;
import io.naru.client.state.Roster;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is online, and who isn't listened to.
 *
 * <p>Threading: one thread.
 */
final class PlainPeople {
    private final PlainOutput output;
    private final Map<UserName, EngineEvent.UserSeen> online = new TreeMap<>();
    private final Set<UserName> ignored;
    private final Map<UserName, Long> hidden = new HashMap<>();
    private boolean isListed;
    private boolean isCut;
    private Optional<UserName> me = Optional.empty();

    PlainPeople(PlainOutput output, Set<UserName> ignored) {
        this.output = output;
        this.ignored = new HashSet<>(ignored);
    }

    /** The link is new, or gone: nobody is known. */
    void forget() {
        online.clear();
        isListed = false;
        isCut = false;
    }

    /** The link is new, and so is everybody. */
    void begin(UserName user) {
        forget();
        me = Optional.of(user);
    }

    void onSeen(EngineEvent.UserSeen seen) {
        boolean isLeftOut = online.size() >= Roster.USERS_MAX && !online.containsKey(seen.user());
        EngineEvent.UserSeen before = isLeftOut || seen.state() == PresenceState.OFFLINE
                ? online.remove(seen.user())
                : online.put(seen.user(), seen);
        boolean isNews = before == null || before.trust() != PeerTrust.CHANGED;
        if (seen.trust() == PeerTrust.CHANGED && seen.state() != PresenceState.OFFLINE && isNews) {
            output.fails("The key of " + seen.user() + " isn't a known one: it may be somebody else. /verify "
                    + seen.user() + " compares, /accept " + seen.user() + " takes the new key without comparing.");
        }
        if (isLeftOut) {
            onLeftOut(seen);
            return;
        }
        if (seen.isSnapshot() || !isListed) {
            return;
        }
        if (seen.state() == PresenceState.OFFLINE) {
            output.happens(seen.user() + " has left");
        } else if (before == null) {
            output.happens(seen.user() + " has come");
        } else if (before.state() != seen.state() || !before.status().equals(seen.status())) {
            output.happens(seen.user() + " is " + state(seen));
        }
    }

    /** As on the screen: a relay can invent users without end. */
    private void onLeftOut(EngineEvent.UserSeen seen) {
        if (!isCut && seen.state() != PresenceState.OFFLINE) {
            isCut = true;
            output.happens("more than " + Roster.USERS_MAX + " users are here; those who came last aren't told of");
        }
    }

    /** The list after a login is complete: tells it, once. */
    void onListComplete() {
        if (!isListed) {
            isListed = true;
            output.happens(
                    "online: " + online.keySet().stream().map(UserName::display).collect(Collectors.joining(", ")));
        }
    }

    /** Everybody. */
    void list() {
        output.happens(Quantities.count(online.size(), "user") + " online");
        online.values().forEach(seen -> output.entry(line(seen)));
    }

    /** One of them. */
    void describe(UserName user) {
        Optional<EngineEvent.UserSeen> seen = Optional.ofNullable(online.get(user));
        if (seen.isPresent()) {
            String since = seen.get().since().map(at -> ", here since " + at).orElse("");
            output.happens(line(seen.get()) + since);
            output.entry(key(seen.get()));
        } else {
            output.fails(user + " isn't online.");
        }
    }

    /** Something else is known of somebody's key. */
    void onTrusted(TrustEvent.PeerTrusted event) {
        online.computeIfPresent(event.user(), (user, seen) -> seen.with(event.trust()));
    }

    /** What was last told of somebody who is online. */
    Optional<EngineEvent.UserSeen> find(UserName user) {
        return Optional.ofNullable(online.get(user));
    }

    boolean isIgnored(UserName user) {
        return ignored.contains(user);
    }

    /** Whether what somebody says now isn't shown; it is counted then. */
    boolean isHidden(UserName user) {
        if (ignored.contains(user)) {
            hidden.merge(user, 1L, Long::sum);
            return true;
        }
        return false;
    }

    /** Whether that is who sits here. */
    boolean isMe(UserName user) {
        return me.equals(Optional.of(user));
    }

    void ignore(UserName user) {
        ignored.add(user);
        output.happens("what " + user + " says is hidden from now on; /unignore " + user + " shows it again");
    }

    void unignore(UserName user) {
        hidden.remove(user);
        output.happens(ignored.remove(user) ? user + " is shown again" : user + " wasn't ignored");
    }

    void listIgnored() {
        output.happens(
                ignored.isEmpty()
                        ? "nobody is ignored"
                        : "ignored: "
                                + ignored.stream().sorted().map(this::counted).collect(Collectors.joining(", ")));
    }

    private String counted(UserName user) {
        long count = hidden.getOrDefault(user, 0L);
        return count == 0 ? user.display() : user + " (" + Quantities.count(count, "message") + " hidden)";
    }

    static String line(EngineEvent.UserSeen seen) {
        String share = seen.sharedFiles().orElse(0) == 0
                ? "shares nothing"
                : "shares " + Quantities.count(seen.sharedFiles().getAsLong(), "file") + ", "
                        + Quantities.octets(seen.sharedOctets().orElse(0));
        return seen.user() + ", " + state(seen) + ", " + share;
    }

    private String key(EngineEvent.UserSeen seen) {
        if (seen.fingerprint().isEmpty()) {
            return "no key: a client without one, or not encrypted";
        }
        boolean isMe = me.equals(Optional.of(seen.user()));
        String own = seen.trust() == PeerTrust.VERIFIED ? "yours" : "yours, of another install";
        String known = isMe ? own : known(seen.trust());
        return "key " + seen.fingerprint().get() + ", " + known;
    }

    private static String known(PeerTrust trust) {
        return switch (trust) {
            case NONE -> "can't be checked on this link";
            case NEW -> "new, remembered from now on";
            case KNOWN -> "a known one";
            case VERIFIED -> "verified";
            case CHANGED -> "NOT a known one";
        };
    }

    private static String state(EngineEvent.UserSeen seen) {
        String word = seen.state() == PresenceState.AWAY ? "away" : "here";
        return seen.status().isEmpty() ? word : word + ": " + seen.status();
    }
}
