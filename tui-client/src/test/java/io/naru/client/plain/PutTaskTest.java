package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Sending files, without an engine. */
class PutTaskTest {
    private static final UserName BOB = UserName.of("bob");

    private final StringWriter out = new StringWriter();
    private final PutTask task = new PutTask(
            BOB,
            List.of(Path.of("/gift.bin")),
            FileFormat.forPeople(
                    new PrintWriter(out, true),
                    new PrintWriter(new StringWriter(), true),
                    OptionalInt.empty(),
                    ZoneOffset.UTC,
                    new FakeClock()));

    private void hear(OfferView.State state) throws IOException {
        task.onEvent(new QueueEvent.OfferChanged(
                new OfferView(new RequestId("o1"), true, BOB, "gift.bin", 1, 1_000, state, "")));
    }

    private void hear(TransferState state, long done) throws IOException {
        task.onEvent(new EngineEvent.TransferChanged(new TransferView(
                7,
                TransferView.Direction.UPLOAD,
                BOB,
                ".offer/o1/gift.bin",
                Optional.empty(),
                state,
                done,
                OptionalLong.of(1_000),
                0,
                "direct",
                true,
                "",
                Instant.EPOCH,
                0,
                List.of(BOB),
                Optional.empty(),
                Optional.empty(),
                List.of())));
    }

    @Test
    void whatIsStillOnItsWayOutIsToldBeforeItIsDone() throws IOException {
        hear(OfferView.State.OPEN);
        hear(OfferView.State.ACCEPTED);
        hear(TransferState.RUNNING, 0);
        hear(OfferView.State.DONE);
        assertThat(task.isDone()).isFalse();

        hear(TransferState.DONE, 1_000);

        assertThat(task.isDone()).isTrue();
        assertThat(out.toString()).isEqualTo("gift.bin  1.0 kB  to bob\n");
    }

    @Test
    void whoHadItAlreadyIsAskedForNothingMore() throws IOException {
        hear(OfferView.State.ACCEPTED);
        hear(OfferView.State.DONE);

        assertThat(task.isDone()).isTrue();
    }

    @Test
    void aLineThatIsKeptOpenBehindTheLastFileIsNoFailure() throws IOException {
        hear(OfferView.State.ACCEPTED);
        hear(TransferState.RUNNING, 1_000);
        hear(OfferView.State.DONE);

        task.onTooLate("", " Gave up after 30 s.");
    }
}
