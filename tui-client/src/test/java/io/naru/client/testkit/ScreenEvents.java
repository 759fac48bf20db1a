package io.naru.client.testkit;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FoundFile;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TransferView.InsideFile;
import io.naru.common.message.EntryKind;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import io.naru.common.message.RootHash;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an engine might tell a screen. */
final class ScreenEvents {
    private ScreenEvents() {}

    /** A download of bob's, half done. */
    static TransferView download(long id, String path, TransferState state) {
        return new TransferView(
                id,
                TransferView.Direction.DOWNLOAD,
                AppHarness.user("bob"),
                path,
                state == TransferState.DONE ? Optional.of(Path.of("/home/alice/Downloads/" + path)) : Optional.empty(),
                state,
                500,
                OptionalLong.of(1000),
                state == TransferState.RUNNING ? 100 : 0,
                "direct",
                false,
                state == TransferState.FAILED ? "The file is gone." : "",
                AppHarness.START.instant());
    }

    /** A file that was found, with those who have it. */
    static FoundFile found(int number, String path, String... owners) {
        return new FoundFile(
                number,
                Optional.of(new RootHash("%064x".formatted(number))),
                OptionalLong.of(4_100_000),
                Optional.of(AppHarness.START.instant()),
                Arrays.stream(owners)
                        .map(owner -> new FoundFile.Source(AppHarness.user(owner), path))
                        .toList());
    }

    /** A folder of bob's that is downloaded, with files in it. */
    static TransferView folder(long id, String path, TransferState state, int files, InsideFile... shown) {
        return new TransferView(
                id,
                TransferView.Direction.DOWNLOAD,
                AppHarness.user("bob"),
                path,
                Optional.empty(),
                state,
                500_000_000,
                OptionalLong.of(2_000_000_000),
                state == TransferState.RUNNING ? 11_200_000 : 0,
                state == TransferState.RUNNING ? "via relay" : "",
                true,
                "",
                AppHarness.START.instant(),
                0,
                List.of(AppHarness.user("bob"), AppHarness.user("carol")),
                Optional.of(new TransferView.Inside(files, 1, 1, List.of(shown))));
    }

    /** A file in it, half done. */
    static InsideFile inside(String path, TransferState state, String sentence) {
        return new InsideFile(path, state, 5_000_000, OptionalLong.of(10_000_000), sentence);
    }

    /** An entry of a listing; one whose name ends with a slash is a folder, a file is as large as its name is long. */
    static RemoteEntry entry(String name) {
        return name.endsWith("/")
                ? new RemoteEntry(
                        name.substring(0, name.length() - 1), EntryKind.FOLDER, OptionalLong.empty(), Optional.empty())
                : new RemoteEntry(
                        name,
                        EntryKind.FILE,
                        OptionalLong.of(name.length()),
                        Optional.of(AppHarness.START.instant().minusSeconds(name.length())));
    }

    /** Somebody is seen, of whom nothing else is known. */
    static EngineEvent.UserSeen seen(String name, PresenceState presence, boolean isSnapshot) {
        return new EngineEvent.UserSeen(
                AppHarness.user(name),
                presence,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "",
                Role.MEMBER,
                Optional.empty(),
                PeerTrust.NONE,
                isSnapshot);
    }
}
