package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    Path temp;

    /** Serves the folder given to it until its input ends; run as a process of its own. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            FolderLock lock = DataFolder.open(Path.of(arguments[0])).lockForServing();
            System.out.write('!');
            System.out.flush();
            System.in.read();
            lock.close();
        }
    }

    private Process startHolder() throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.getInputStream().read()).isEqualTo('!');
        return holder;
    }

    @Test
    void oneFolderIsServedOnceInAProcess() throws StoreException {
        DataFolder folder = DataFolder.open(temp);
        FolderLock first = folder.lockForServing();

        assertThatThrownBy(folder::lockForServing)
                .isInstanceOf(StoreException.class)
                .hasMessage("Another relay of this process serves " + temp
                        + " already; stop it, or choose another data folder");

        first.close();
        folder.lockForServing().close();
    }

    @Test
    void sameFolderUnderAnotherNameIsTheSameFolder() throws IOException {
        Path data = Files.createDirectory(temp.resolve("data"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), data);
        try (FolderLock first = DataFolder.open(data).lockForServing()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataFolder.open(link).lockForServing()).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void twoProcessesDoNotServeOneFolderAndAKilledOneLeavesNoLock() throws Exception {
        Process holder = startHolder();
        try {
            assertThatThrownBy(() -> DataFolder.open(temp).lockForServing())
                    .isInstanceOf(StoreException.class)
                    .hasMessage("Another relay (process " + holder.pid() + ") serves " + temp
                            + " already; stop it, or choose another data folder");
            // The database stays usable meanwhile.
            Store.open(DataFolder.open(temp)).close();
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        DataFolder.open(temp).lockForServing().close();
    }

    @Test
    void refusedAttemptOfThisProcessDoesNotDropItsLock() throws Exception {
        try (FolderLock lock = DataFolder.open(temp).lockForServing()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> DataFolder.open(temp).lockForServing()).isInstanceOf(StoreException.class);

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            temp.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output).contains("(process " + ProcessHandle.current().pid() + ")");
            assertThat(other.waitFor()).isNotZero();
        }
    }
}
