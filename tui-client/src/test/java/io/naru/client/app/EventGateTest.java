package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.update.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventGateTest {
    @Test
    void eventsFromBeforeTheOpeningComeFirstAndInOrder() {
        EventGate gate = new EventGate();
        Event first = new Event.Failed("1");
        Event second = new Event.Failed("2");
        Event third = new Event.Failed("3");
        List<Event> seen = new ArrayList<>();
        gate.accept(first);
        gate.accept(second);
        gate.open(seen::add);
        gate.accept(third);
        assertThat(seen).containsExactly(first, second, third);
    }
}
