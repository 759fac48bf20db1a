package io.naru.relay.hub;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A user who is online.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Member {
    private final UserName name;
    private final String address;
    private final Optional<Fingerprint> fingerprint;
    private final Outlet outlet;
    private final long arrival;
    private final long sinceMillis;
    private Role role;
    private Outgoing presence;
    private boolean hasNews;
    private boolean isOnline = true;

    /** Its place in the list of its room. */
    int place;

    Member(Newcomer newcomer, Outlet outlet, long arrival, long sinceMillis) {
        this.name = newcomer.name();
        this.role = newcomer.role();
        this.address = newcomer.address();
        this.fingerprint = newcomer.fingerprint();
        this.outlet = outlet;
        this.arrival = arrival;
        this.sinceMillis = sinceMillis;
        this.presence = new Outgoing(
                presence(PresenceState.ONLINE, OptionalLong.empty(), OptionalLong.empty(), sinceMillis, ""));
    }

    /** The name as the account has it. */
    public UserName name() {
        return name;
    }

    /** What the user may do. */
    public Role role() {
        return role;
    }

    /** What it may do from now on. */
    void setRole(Role other) {
        role = other;
        RelayMessage.Presence last = last();
        presence = new Outgoing(
                presence(last.state(), last.sharedFiles(), last.sharedOctets(), sinceMillis, last.status()));
    }

    /** Takes back what the user says of itself in words; yields whether it said anything. */
    boolean clearStatus() {
        RelayMessage.Presence last = last();
        presence = new Outgoing(presence(last.state(), last.sharedFiles(), last.sharedOctets(), sinceMillis, ""));
        return !last.status().isEmpty();
    }

    private RelayMessage.Presence last() {
        return (RelayMessage.Presence) presence.message();
    }

    /** The numeric address that the user's connection comes from. */
    public String address() {
        return address;
    }

    /** Where messages for the user go. */
    public Outlet outlet() {
        return outlet;
    }

    /** Grows with every member of a hub. */
    public long arrival() {
        return arrival;
    }

    /** False once the member has left. */
    public boolean isOnline() {
        return isOnline;
    }

    void leave() {
        isOnline = false;
    }

    /** What others are to see of this user now. */
    Outgoing presence() {
        return presence;
    }

    /** The user says something of itself. */
    void onPresence(ClientMessage.Presence told) {
        RelayMessage.Presence changed = presence(
                told.state(),
                OptionalLong.of(told.sharedFiles()),
                OptionalLong.of(told.sharedOctets()),
                sinceMillis,
                told.status());
        hasNews |= !changed.equals(presence.message());
        presence = new Outgoing(changed);
    }

    /** Whether the user said something of itself since this was last asked. */
    boolean takeNews() {
        boolean had = hasNews;
        hasNews = false;
        return had;
    }

    Outgoing absence(long nowMillis) {
        return new Outgoing(presence(PresenceState.OFFLINE, OptionalLong.empty(), OptionalLong.empty(), nowMillis, ""));
    }

    private RelayMessage.Presence presence(
            PresenceState state, OptionalLong files, OptionalLong octets, long millis, String status) {
        return new RelayMessage.Presence(
                name, state, files, octets, OptionalLong.of(millis), status, fingerprint, role);
    }
}
