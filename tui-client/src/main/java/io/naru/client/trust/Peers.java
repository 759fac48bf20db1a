package io.naru.client.trust;

import io.naru.client.agent.Agent;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.common.identity.KnownPeer;
import io.naru.common.identity.KnownPeers;
import io.naru.common.identity.SafetyNumber;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What is known of the keys of the users of one relay, while there is a link to it. A user may have several installs,
 * each with a key of its own: the first one is remembered, any other one has changed until it is accepted or compared, and
 * those that were are known side by side. Users who are seen for the first
 * time are remembered together, a moment later, so that a full room costs one write. On a link that isn't encrypted
 * nobody's key is worth anything, since whoever sits on the line could have made it up.
 *
 * <p>Threading: the agent's; the file is written by the disk's executor.
 */
public final class Peers {
    private static final Duration GATHERING = Duration.ofMillis(500);

    /** The two keys that a link stands between. */
    private record Ends(UserName me, Fingerprint own, Fingerprint relay) {}

    /**
     * A key that somebody is here with.
     *
     * @param unread why it couldn't be compared with the known ones, as a part of a sentence; it counts as changed then
     */
    private record Seen(Fingerprint fingerprint, PeerTrust trust, Optional<String> unread) {
        private Seen(Fingerprint fingerprint, PeerTrust trust) {
            this(fingerprint, trust, Optional.empty());
        }
    }

    private final KnownPeers known;
    private final Agent agent;
    private final Executor disk;
    private final EngineEvent.Sink sink;
    private final Map<UserName, Seen> seen = new HashMap<>();
    /** Who is here without one. */
    private final Set<UserName> keyless = new HashSet<>();
    /** Who was seen for the first time on this link, by which key. */
    private final Map<UserName, Fingerprint> fresh = new HashMap<>();
    /** Those of them whom the disk hasn't been told of. */
    private final Map<UserName, Fingerprint> unwritten = new HashMap<>();

    private Optional<Ends> ends = Optional.empty();
    private boolean isWriteDue;
    private boolean hasFailed;

    /**
     * Nobody yet.
     *
     * @param disk where the file is written, one thing after the other
     * @param sink hears what becomes of comparing and accepting
     */
    public Peers(KnownPeers known, Agent agent, Executor disk, EngineEvent.Sink sink) {
        this.known = known;
        this.agent = agent;
        this.disk = disk;
        this.sink = sink;
    }

    /** The link stands; the keys are those of its two ends, if it is encrypted. */
    public void onUp(UserName me, Optional<Fingerprint> own, Optional<Fingerprint> relay) {
        seen.clear();
        keyless.clear();
        fresh.clear();
        hasFailed = false;
        ends = own.isPresent() && relay.isPresent()
                ? Optional.of(new Ends(me, own.get(), relay.get()))
                : Optional.empty();
    }

    /** The link is gone; who was seen on it is remembered now. */
    public void onDown() {
        write();
        ends = Optional.empty();
    }

    /** Somebody is there with that key, or without one: what is known of it. */
    public PeerTrust onSeen(UserName user, Optional<Fingerprint> key) {
        if (ends.isEmpty() || key.isEmpty()) {
            seen.remove(user);
            keyless.add(user);
            return PeerTrust.NONE;
        }
        keyless.remove(user);
        Seen before = seen.get(user);
        boolean isKnown = before != null
                && before.fingerprint().equals(key.get())
                && before.unread().isEmpty();
        if (!isKnown) {
            seen.put(user, look(ends.get(), user, key.get()));
        }
        return seen.get(user).trust();
    }

    /** Somebody isn't there any more. */
    public void onGone(UserName user) {
        seen.remove(user);
        keyless.remove(user);
    }

    private Seen look(Ends link, UserName user, Fingerprint key) {
        return user.equals(link.me()) ? new Seen(key, ofOwn(link, key)) : ofOther(link, user, key);
    }

    /** What is known of the key that somebody is here with; looked up again where that failed before. */
    private Seen now(UserName user) {
        Seen before = seen.get(user);
        if (before != null && before.unread().isPresent() && ends.isPresent()) {
            seen.put(user, look(ends.get(), user, before.fingerprint()));
        }
        return seen.get(user);
    }

    /** Another install of this user's own is nothing to warn of. */
    private static PeerTrust ofOwn(Ends link, Fingerprint key) {
        return link.own().equals(key) ? PeerTrust.VERIFIED : PeerTrust.KNOWN;
    }

    private Seen ofOther(Ends link, UserName user, Fingerprint key) {
        if (key.equals(fresh.get(user))) {
            return new Seen(key, PeerTrust.NEW);
        }
        try {
            List<KnownPeer> keys = known.find(link.relay(), user);
            if (keys.isEmpty() && !fresh.containsKey(user)) {
                fresh.put(user, key);
                unwritten.put(user, key);
                writeSoon();
                return new Seen(key, PeerTrust.NEW);
            }
            return new Seen(
                    key,
                    keys.stream()
                            .filter(peer -> peer.fingerprint().equals(key))
                            .map(peer -> peer.isVerified() ? PeerTrust.VERIFIED : PeerTrust.KNOWN)
                            .findFirst()
                            .orElse(PeerTrust.CHANGED));
        } catch (IOException e) {
            // Whether it is the known key can't be told, so it isn't: else damaging a file would let anybody in.
            fail(e);
            return new Seen(key, PeerTrust.CHANGED, Optional.of(e.getMessage()));
        }
    }

    private static String unread(UserName user, String why) {
        return "Whether the key of " + user + " is the known one can't be told: " + why
                + ". No files are exchanged until it can.";
    }

    private void writeSoon() {
        if (!isWriteDue) {
            isWriteDue = true;
            agent.schedule(GATHERING, this::write);
        }
    }

    private void write() {
        isWriteDue = false;
        if (unwritten.isEmpty() || ends.isEmpty()) {
            return;
        }
        Fingerprint relay = ends.get().relay();
        Map<UserName, Fingerprint> users = Map.copyOf(unwritten);
        unwritten.clear();
        disk.execute(() -> {
            try {
                known.rememberAll(relay, users, agent.clock().now());
            } catch (IOException e) {
                agent.execute(() -> fail(e));
            }
        });
    }

    /** Once for each link: a file that can't be written can't be for the next user either. */
    private void fail(IOException fault) {
        if (!hasFailed) {
            hasFailed = true;
            refuse(fault.getMessage());
        }
    }

    /**
     * Why no files may go to or come from somebody; empty if they may. Somebody who is known by a key and comes without
     * one is no better than somebody with another: the relay could have left it out. Who isn't here, or hasn't been seen
     * yet, is nobody to keep out: whoever answers for them does so with a key, or is found out by {@link #hasKey}.
     */
    public Optional<String> obstacle(UserName user) {
        Seen now = now(user);
        if (now != null && now.unread().isPresent()) {
            return Optional.of(unread(user, now.unread().get()));
        }
        if (now == null) {
            return keyless.contains(user) && isKnownByKey(user)
                    ? Optional.of(user + " is known by a key, and is here without one: it may be somebody else. Ask "
                            + user + " to come over TLS; or remove the line about " + user + " from " + known.file()
                            + ".")
                    : Optional.empty();
        }
        return now.trust() == PeerTrust.CHANGED
                ? Optional.of(
                        "The key of " + user + " isn't a known one: it may be somebody else, or another install of "
                                + user + ". /verify " + user + " compares, /accept " + user
                                + " takes the new key, too, without comparing.")
                : Optional.empty();
    }

    /**
     * Why no files may go to or come from somebody who comes with that key; empty if they may. The key is what the relay
     * passed on of a request or an answer: one that isn't known, where another one is, may be the relay's own.
     */
    public Optional<String> obstacle(UserName user, Fingerprint key) {
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        Seen now = seen.get(user);
        if (now != null && now.fingerprint().equals(key)) {
            return obstacle(user);
        }
        Seen shown = look(ends.get(), user, key);
        if (shown.unread().isPresent()) {
            return Optional.of(unread(user, shown.unread().get()));
        }
        return shown.trust() == PeerTrust.CHANGED
                ? Optional.of("The relay passed on another key in the name of " + user + " than the known one, " + key
                        + ": somebody may stand between the two of you, or it is another install of " + user
                        + ". No files are exchanged with it. Ask " + user
                        + "; if it is another install, let it come alone, and /verify " + user + " then.")
                : Optional.empty();
    }

    /** Whether the key that somebody is here with was compared. */
    public boolean isVerified(UserName user) {
        Seen now = seen.get(user);
        return now != null && now.trust() == PeerTrust.VERIFIED;
    }

    /** Whether a user has a key here, so that what comes without one isn't from there. */
    public boolean hasKey(UserName user) {
        return seen.containsKey(user) || isKnownByKey(user);
    }

    private boolean isKnownByKey(UserName user) {
        if (ends.isEmpty() || user.equals(ends.get().me())) {
            return false;
        }
        try {
            return fresh.containsKey(user)
                    || !known.find(ends.get().relay(), user).isEmpty();
        } catch (IOException e) {
            fail(e);
            return true;
        }
    }

    /** Makes the number to compare with somebody. */
    public void makeSafetyNumber(UserName user) {
        Seen now = seen.get(user);
        if (!canCompare(user, now)) {
            return;
        }
        Ends link = ends.orElseThrow();
        disk.execute(() -> {
            SafetyNumber number = SafetyNumber.of(link.me(), link.own(), user, now.fingerprint());
            sink.post(new TrustEvent.SafetyNumberMade(user, now.fingerprint(), number.groups(), now.trust()));
        });
    }

    /** Numbers were compared, made of that key. */
    public void verify(UserName user, Fingerprint key) {
        change(
                user,
                key,
                PeerTrust.VERIFIED,
                relay -> known.verify(relay, user, key, agent.clock().now()));
    }

    /** Takes that key beside the known ones. */
    public void accept(UserName user, Fingerprint key) {
        Seen now = seen.get(user);
        boolean isKnown = now != null
                && now.fingerprint().equals(key)
                && (now.trust() == PeerTrust.KNOWN || now.trust() == PeerTrust.VERIFIED);
        if (isKnown) {
            refuse("The key of " + user + " is known already.");
            return;
        }
        change(
                user,
                key,
                PeerTrust.KNOWN,
                relay -> known.accept(relay, user, key, agent.clock().now()));
    }

    /** What is done to the file. */
    @FunctionalInterface
    private interface Change {
        KnownPeer on(Fingerprint relay) throws IOException;
    }

    private void change(UserName user, Fingerprint key, PeerTrust trust, Change change) {
        Seen now = seen.get(user);
        if (!canCompare(user, now)) {
            return;
        }
        if (!now.fingerprint().equals(key)) {
            refuse("The key of " + user + " has changed since you looked at it. Look again: /verify " + user);
            return;
        }
        write();
        Fingerprint relay = ends.orElseThrow().relay();
        disk.execute(() -> {
            try {
                change.on(relay);
                agent.execute(() -> changed(user, key, trust));
            } catch (IOException e) {
                agent.execute(() -> refuse(e.getMessage()));
            }
        });
    }

    private void changed(UserName user, Fingerprint key, PeerTrust trust) {
        Seen now = seen.get(user);
        if (now != null && now.fingerprint().equals(key)) {
            seen.put(user, new Seen(key, trust));
            fresh.remove(user, key);
        }
        sink.post(new TrustEvent.PeerTrusted(user, key, trust));
    }

    private boolean canCompare(UserName user, Seen now) {
        if (ends.isEmpty()) {
            refuse("There is no encrypted link to the relay, so nobody's key is known.");
            return false;
        }
        if (user.equals(ends.get().me())) {
            refuse("That is you.");
            return false;
        }
        if (now == null) {
            refuse(user + " isn't online with a key: either not here, or with a client that has none.");
            return false;
        }
        return true;
    }

    private void refuse(String sentence) {
        String whole = sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
        sink.post(new EngineEvent.RequestRefused(whole, Optional.empty()));
    }
}
