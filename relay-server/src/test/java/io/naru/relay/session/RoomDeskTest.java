package io.naru.relay.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.relay.store.Rooms;
import org.junit.jupiter.api.Test;

class RoomDeskTest {
    @Test
    void eachLimitOfRoomsIsToldWithWhatHelps() {
        assertThat(RoomDesk.words(Rooms.Limit.ENTERED)).contains("in 100 rooms").contains("leave one");
        assertThat(RoomDesk.words(Rooms.Limit.MADE)).contains("made 100 rooms").doesNotContain("leave one");
        assertThat(RoomDesk.words(Rooms.Limit.ROOMS)).contains("This relay").doesNotContain("leave one");
    }
}
