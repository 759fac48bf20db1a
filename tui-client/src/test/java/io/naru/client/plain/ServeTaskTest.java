package io.naru.client.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** What a seed box does, without an engine. */
class ServeTaskTest {
    private static final ShareSetting MUSIC = ShareSetting.of(Path.of("/music"));
    private static final ShareSetting PHOTOS = ShareSetting.of(Path.of("/photos"));

    private final StringWriter err = new StringWriter();

    private FileFormat format(Writer out) {
        return FileFormat.forPeople(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                OptionalInt.empty(),
                ZoneOffset.UTC,
                new FakeClock());
    }

    private static EngineEvent.ShareCounted counted(boolean isScanning, ShareSetting... shares) {
        return new EngineEvent.ShareCounted(List.of(shares), 3, 2_000, isScanning, 0);
    }

    @Test
    void whatIsSharedIsThereBeforeAnybodyCanAskForIt() throws IOException {
        Engine engine = mock();
        when(engine.close(anyBoolean())).thenReturn(CompletableFuture.completedFuture(null));
        ServeTask task = new ServeTask(List.of(MUSIC, PHOTOS), format(Writer.nullWriter()));
        ServeTask ended = new ServeTask(List.of(MUSIC, PHOTOS), format(new BrokenWriter()));
        Login login =
                Login.of(new RelayAddress("127.0.0.1", 1), UserName.of("alice"), Optional.empty(), Protection.TLS);

        new Errand(sink -> engine, Optional.empty()).run(login, ended, Duration.ofSeconds(1));

        InOrder order = inOrder(engine);
        order.verify(engine).share(MUSIC);
        order.verify(engine).share(PHOTOS);
        order.verify(engine).connect(any());
        assertThat(task.isDone()).isFalse();
        assertThat(task.isWaiting()).isFalse();
    }

    /** Nobody reads any more. */
    private static final class BrokenWriter extends Writer {
        @Override
        public void write(char[] characters, int from, int count) throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public void close() {}
    }

    @Test
    void whatIsSharedIsToldOnceWhenAllOfItWasCounted() throws IOException {
        ServeTask task = new ServeTask(List.of(MUSIC, PHOTOS), format(new StringWriter()));
        task.onEvent(counted(false, MUSIC));
        task.onEvent(counted(true, MUSIC, PHOTOS));
        assertThat(err.toString()).isEmpty();
        task.onEvent(counted(false, MUSIC, PHOTOS));
        task.onEvent(counted(false, MUSIC, PHOTOS));
        assertThat(err.toString()).isEqualTo("Sharing music (/music), photos (/photos): 3 files, 2.0 kB.\n");
    }

    @Test
    void whatCantBeSharedAtTheStartEndsItAndLaterOnIsTold() throws IOException {
        ServeTask task = new ServeTask(List.of(MUSIC), format(new StringWriter()));
        assertThatThrownBy(() -> task.onEvent(new EngineEvent.ShareFailed("Can't share /music: it isn't there.")))
                .isInstanceOf(OutcomeException.class)
                .hasMessage("Can't share /music: it isn't there.");
        task.onEvent(counted(false, MUSIC));
        task.onEvent(new EngineEvent.ShareFailed("1 name in the share was left out."));
        assertThat(err.toString()).endsWith("1 name in the share was left out.\n");
    }
}
