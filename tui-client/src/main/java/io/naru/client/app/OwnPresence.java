package io.naru.client.app;

import io.naru.client.agent.Agent;
import io.naru.client.link.RelayLink;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.PresenceState;
import java.time.Duration;

/**
 * What others are to see of this user. Counting a share changes it often; what changes within a second of the last time
 * is told together.
 *
 * <p>Threading: the agent's.
 */
final class OwnPresence {
    private static final Duration GAP = Duration.ofSeconds(1);

    private final Agent agent;
    private final RelayLink link;
    private ClientMessage.Presence presence = new ClientMessage.Presence(PresenceState.ONLINE, 0, 0, "");
    private boolean isResting;
    private boolean isChanged;

    OwnPresence(Agent agent, RelayLink link) {
        this.agent = agent;
        this.link = link;
        link.setPresence(presence);
    }

    void setState(PresenceState state, String status) {
        set(new ClientMessage.Presence(
                state, presence.sharedFiles(), presence.sharedOctets(), status, presence.isSharingHidden()));
    }

    void setShare(long files, long octets, boolean isSharingHidden) {
        set(new ClientMessage.Presence(presence.state(), files, octets, presence.status(), isSharingHidden));
    }

    private void set(ClientMessage.Presence next) {
        if (next.equals(presence)) {
            return;
        }
        presence = next;
        isChanged = true;
        tell();
    }

    private void tell() {
        if (isResting || !isChanged) {
            return;
        }
        isChanged = false;
        isResting = true;
        link.setPresence(presence);
        agent.schedule(GAP, () -> {
            isResting = false;
            tell();
        });
    }
}
