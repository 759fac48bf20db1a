package io.naru.client.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.data.Way;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A firewall that shuts in the middle of a file, where another way is open. */
class ChangedWayTest extends OwnersStage {
    @ParameterizedTest
    @EnumSource(names = {"REVERSE", "RELAY"})
    void aWayThatDiesInTheMiddleIsFollowedByAnotherAndTheQueueSaysWhich(Way next) throws Exception {
        KillableProgram bob = owner(BOB, Way.DIRECT);
        KillableProgram alice = alice(Way.DIRECT, cable());
        gauge.arm(OCTETS / 2);
        alice.download(order(BOB));
        gauge.awaitReached();
        assertThat(alice.awaitDownload(PATH, TransferState.RUNNING).way()).isEqualTo(Way.DIRECT.words());

        bob.open(next);
        alice.open(next);
        gauge.passOn();

        alice.log.await(
                EngineEvent.TransferChanged.class,
                changed -> changed.transfer().state() == TransferState.RUNNING
                        && changed.transfer().way().equals(next.words()));
        assertThat(alice.awaitDownload(PATH, TransferState.DONE).way()).isEqualTo(next.words());
        assertThat(folder.resolve("in").resolve(PATH)).hasBinaryContent(content);
        assertThat(gauge.octets() - OCTETS).as("what came twice").isLessThanOrEqualTo(CHUNK_OCTETS + HEADS_OCTETS);
    }
}
