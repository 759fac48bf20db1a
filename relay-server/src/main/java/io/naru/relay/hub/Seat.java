package io.naru.relay.hub;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.PresenceState;
import io.naru.common.wire.Level;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A place in the room for one session of a user. Who is online from a laptop and a desktop is one {@link Member} with
 * two seats.
 *
 * <p>Threading: confined to the relay's loop.
 */
public final class Seat {
    private final Member member;
    private final Outlet outlet;
    private final String address;
    private final Optional<Fingerprint> fingerprint;
    private final long arrival;
    private boolean isTaken = true;
    private boolean hasAsked;

    /** Null as long as its client could have said it and didn't. */
    private PresenceState state;

    private OptionalLong sharedFiles = OptionalLong.empty();
    private OptionalLong sharedOctets = OptionalLong.empty();
    private boolean isSharingHidden;
    private String status = "";
    /** When the status was last another one, in the member's own count; 0 for never. */
    private long spokeAt;
    /** When the share was last another one that has files in it or is for some, in the same count; 0 without. */
    private long sharedAt;

    Seat(Member member, Newcomer newcomer, Outlet outlet, long arrival) {
        this.member = member;
        this.outlet = outlet;
        this.address = newcomer.address();
        this.fingerprint = newcomer.fingerprint();
        this.arrival = arrival;
        this.state = outlet.level() == Level.BASE ? PresenceState.ONLINE : null;
    }

    /** Whose it is. */
    public Member member() {
        return member;
    }

    /** Where messages for this session go. */
    public Outlet outlet() {
        return outlet;
    }

    /** The numeric address that the session's connection comes from. */
    public String address() {
        return address;
    }

    /** The key that the session's client has proven to have. */
    public Optional<Fingerprint> fingerprint() {
        return fingerprint;
    }

    /** Grows with every seat of a hub. */
    public long arrival() {
        return arrival;
    }

    /** False once the session has left. */
    public boolean isTaken() {
        return isTaken;
    }

    void leave() {
        isTaken = false;
    }

    /** Whether its client has ever asked another user for files. */
    boolean hasAsked() {
        return hasAsked;
    }

    void onAsked() {
        hasAsked = true;
    }

    /**
     * The client says what there is to see of its user.
     *
     * @param at more than at the last time, for any seat of the user
     */
    void onPresence(ClientMessage.Presence told, long at) {
        boolean isShareOther = !sharedFiles.equals(OptionalLong.of(told.sharedFiles()))
                || !sharedOctets.equals(OptionalLong.of(told.sharedOctets()))
                || isSharingHidden != told.isSharingHidden();
        if (isShareOther) {
            sharedAt = told.sharedFiles() > 0 || told.isSharingHidden() ? at : 0;
        }
        if (!status.equals(told.status())) {
            spokeAt = at;
        }
        state = told.state();
        sharedFiles = OptionalLong.of(told.sharedFiles());
        sharedOctets = OptionalLong.of(told.sharedOctets());
        isSharingHidden = told.isSharingHidden();
        status = told.status();
    }

    void clearStatus() {
        status = "";
    }

    /** Whether its client has said to be in this state; one of the base level is online. */
    boolean isIn(PresenceState asked) {
        return state == asked;
    }

    OptionalLong sharedFiles() {
        return sharedFiles;
    }

    OptionalLong sharedOctets() {
        return sharedOctets;
    }

    String status() {
        return status;
    }

    long spokeAt() {
        return spokeAt;
    }

    long sharedAt() {
        return sharedAt;
    }
}
