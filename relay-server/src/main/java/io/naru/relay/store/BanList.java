package io.naru.relay.store;

import io.naru.common.message.AddressNet;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.UserName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The bans and mutes in memory, for whoever asks at each login and each message. A look-up costs a few hashes, and one
 * more for each length of net that is banned. Ended ones are no longer found, and forgotten as they are met.
 *
 * <p>Threading: confined to one thread; pure.
 */
public final class BanList {
    private final Map<ModerationTarget, Ban> bans = new HashMap<>();
    private final Map<ModerationTarget, Ban> mutes = new HashMap<>();
    /** The lengths of the banned nets, longest first, so that the narrowest is found. */
    private final TreeSet<Integer> netBits = new TreeSet<>(Comparator.reverseOrder());

    /** Forgets everything, and begins anew with what the store has. */
    public void replaceAll(List<Ban> active) {
        bans.clear();
        mutes.clear();
        netBits.clear();
        active.forEach(this::put);
    }

    /** Takes a ban in, in place of one of the same kind and target. */
    public void put(Ban ban) {
        of(ban.kind()).put(ban.target(), ban);
        index(ban.target());
    }

    /** Forgets a ban; yields it if there was one, so that this can be undone. */
    public Optional<Ban> lift(Ban.Kind kind, ModerationTarget target) {
        Optional<Ban> lifted = Optional.ofNullable(of(kind).remove(target));
        indexAgain();
        return lifted;
    }

    /** The ban or mute of exactly this target, if it still holds. */
    public Optional<Ban> find(Ban.Kind kind, ModerationTarget target, long nowMillis) {
        Map<ModerationTarget, Ban> map = of(kind);
        Ban ban = map.get(target);
        if (ban == null || ban.isActive(nowMillis)) {
            return Optional.ofNullable(ban);
        }
        map.remove(target);
        return Optional.empty();
    }

    /**
     * What keeps somebody out, if anything does.
     *
     * @param user absent as long as nobody knows
     * @param key absent without one
     */
    public Optional<Ban> banOf(
            Optional<UserName> user, Optional<Fingerprint> key, InetAddress address, long nowMillis) {
        if (bans.isEmpty()) {
            return Optional.empty();
        }
        return user.<ModerationTarget>map(ModerationTarget.User::new)
                .flatMap(target -> find(Ban.Kind.BAN, target, nowMillis))
                .or(() -> key.<ModerationTarget>map(ModerationTarget.Key::new)
                        .flatMap(target -> find(Ban.Kind.BAN, target, nowMillis)))
                .or(() -> netBanOf(address, nowMillis));
    }

    private Optional<Ban> netBanOf(InetAddress address, long nowMillis) {
        int most = 8 * address.getAddress().length;
        for (int bits : netBits) {
            if (bits <= most) {
                ModerationTarget net = new ModerationTarget.Net(new AddressNet(address, bits));
                Optional<Ban> ban = find(Ban.Kind.BAN, net, nowMillis);
                if (ban.isPresent()) {
                    return ban;
                }
            }
        }
        return Optional.empty();
    }

    /** What keeps a user silent, if anything does. */
    public Optional<Ban> muteOf(UserName user, long nowMillis) {
        return mutes.isEmpty() ? Optional.empty() : find(Ban.Kind.MUTE, new ModerationTarget.User(user), nowMillis);
    }

    /** All that hold, oldest first; the others are forgotten. */
    public List<Ban> active(long nowMillis) {
        Stream.of(bans, mutes).forEach(map -> map.values().removeIf(ban -> !ban.isActive(nowMillis)));
        indexAgain();
        List<Ban> active = new ArrayList<>(bans.values());
        active.addAll(mutes.values());
        active.sort(Comparator.comparing(Ban::since)
                .thenComparing(ban -> ban.target().toString()));
        return active;
    }

    private Map<ModerationTarget, Ban> of(Ban.Kind kind) {
        return kind == Ban.Kind.BAN ? bans : mutes;
    }

    private void indexAgain() {
        netBits.clear();
        bans.keySet().forEach(this::index);
    }

    private void index(ModerationTarget target) {
        if (target instanceof ModerationTarget.Net banned) {
            netBits.add(banned.net().bits());
        }
    }
}
