package io.naru.client.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.FindEvent;
import io.naru.client.event.PeekEvent;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.state.Settings;
import io.naru.client.testkit.AppHarness;
import io.naru.client.testkit.Golden;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfers in every state, folders, finds, offers and looks at files, at the usual sizes. */
class ExchangeGoldenTest {
    private static void check(String name, AppHarness app) {
        String size =
                app.state().window().columns() + "x" + app.state().window().rows();
        if (size.equals("120x40")) {
            Golden.checkWithStyles(size + "/" + name, app.drawn());
        } else {
            Golden.check(size + "/" + name, app.drawn());
        }
    }

    private static AppHarness place(int columns, int rows) {
        return new AppHarness(columns, rows, Settings.DEFAULT, new Layout())
                .connected()
                .present("bob", "carol", "김민수");
    }

    private static EngineEvent transfer(long id, String peer, String path, TransferState state, String sentence) {
        boolean isUpload = state == TransferState.OFFERED;
        return new EngineEvent.TransferChanged(new TransferView(
                id,
                isUpload ? TransferView.Direction.UPLOAD : TransferView.Direction.DOWNLOAD,
                AppHarness.user(peer),
                path,
                Optional.empty(),
                state,
                4_100_000_000L,
                OptionalLong.of(8_000_000_000L),
                state == TransferState.RUNNING ? 11_200_000 : 0,
                state == TransferState.RUNNING ? "reverse" : "",
                true,
                sentence,
                AppHarness.START.instant(),
                state == TransferState.QUEUED ? 2 : 0,
                List.of(AppHarness.user(peer)),
                Optional.empty()));
    }

    /** A transfer in each state, among them names that are long, and in Hangul. */
    private static AppHarness everyState(int columns, int rows) {
        AppHarness app = place(columns, rows);
        long id = 1;
        for (TransferState state : TransferState.values()) {
            String path = id % 3 == 0
                    ? "사진/바다에서 찍은 아주 긴 이름의 사진 모음/" + id + ".jpg"
                    : id % 3 == 1 ? "data/a-rather-long-name-of-a-file-" + id + ".tar.gz" : "notes.txt";
            String sentence = switch (state) {
                case FAILED -> "The disk is full; free some space, then press r.";
                case RESTING -> "bob is busy; tried again in 15 seconds.";
                case WAITING -> "Nobody who has it is online.";
                case STALLED -> "Nothing came for 20 seconds.";
                default -> "";
            };
            app.deliver(transfer(id++, id % 2 == 0 ? "김민수" : "bob", path, state, sentence));
        }
        return app;
    }

    private static AppHarness folders(int columns, int rows) {
        return place(columns, rows)
                .deliver(new EngineEvent.TransferChanged(AppHarness.folder(
                        1,
                        "사진/2026년 여름 휴가에서 찍은 사진",
                        TransferState.RUNNING,
                        10_000,
                        AppHarness.inside("바다/아침에 찍은 사진.jpg", TransferState.RUNNING, ""),
                        AppHarness.inside("sea/a-rather-long-name-of-a-picture.jpg", TransferState.CHECKING, ""),
                        AppHarness.inside("gone.jpg", TransferState.FAILED, "bob can't read this file any more."))))
                .deliver(new EngineEvent.TransferChanged(AppHarness.folder(2, "music", TransferState.DONE, 12)))
                .transfer(3, "b.txt", TransferState.QUEUED)
                .press("F5", "Enter", "Down");
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void everyStateHasItsWordAndSign(int columns, int rows) {
        check("queue-states", everyState(columns, rows).press("F5", "Down", "Space", "Down", "Down"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void aFolderUnfolds(int columns, int rows) {
        check("queue-folder", folders(columns, rows));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void theStripCountsWhatGoesOn(int columns, int rows) {
        check("strip", everyState(columns, rows).offers(1, "photos.zip"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void detailsOfAFolder(int columns, int rows) {
        check("folder-details", folders(columns, rows).press("i"));
    }

    /** A file that comes from three users: two bring something, one did and doesn't any more, and one hasn't yet. */
    private static AppHarness sources(int columns, int rows) {
        List<TransferView.Part> parts = List.of(
                new TransferView.Part(AppHarness.user("bob"), 118_000_000, "direct", true),
                new TransferView.Part(AppHarness.user("김민수"), 62_000_000, "via relay", true),
                new TransferView.Part(AppHarness.user("carol"), 10_000_000, "reverse", false),
                new TransferView.Part(AppHarness.user("dave"), 0, "", false));
        return place(columns, rows)
                .deliver(new EngineEvent.TransferChanged(new TransferView(
                        1,
                        TransferView.Direction.DOWNLOAD,
                        AppHarness.user("bob"),
                        "data/a-rather-long-name-of-a-file.tar.gz",
                        Optional.empty(),
                        TransferState.RUNNING,
                        190_000_000,
                        OptionalLong.of(200_000_000),
                        11_200_000,
                        "via relay",
                        true,
                        "",
                        AppHarness.START.instant(),
                        0,
                        parts.stream().map(TransferView.Part::owner).toList(),
                        Optional.empty(),
                        Optional.empty(),
                        parts)))
                .press("F5");
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void whatCameFromWhom(int columns, int rows) {
        check("queue-sources", sources(columns, rows));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void detailsOfAFileOfSeveralSources(int columns, int rows) {
        check("sources-details", sources(columns, rows).press("i"));
    }

    private static AppHarness found(int columns, int rows) {
        return place(columns, rows)
                .enter("/find 바다 sea")
                .deliver(new FindEvent.FindHits(
                        1,
                        "바다 sea",
                        List.of(
                                AppHarness.found(0, "photos/2026/sea.jpg", "bob", "carol", "김민수"),
                                AppHarness.found(1, "사진/여름 휴가에서 찍은 사진/바다에서 찍은 아주 긴 이름의 사진 모음.zip", "김민수"),
                                AppHarness.found(2, "seafood.txt", "carol"))));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void whatWasFound(int columns, int rows) {
        check("found", found(columns, rows).press("Down"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void nothingWasFound(int columns, int rows) {
        check(
                "found-nothing",
                place(columns, rows).enter("/find x").deliver(new FindEvent.FindEnded(1, "x", 0, 3, 0, "")));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void offers(int columns, int rows) {
        AppHarness app = place(columns, rows).offers(1, "photos.zip");
        check("offers", app.offers(12, "사진/바다에서 찍은 아주 긴 이름의 사진 모음 2026.zip").press("F8", "Down"));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void aLookAtAText(int columns, int rows) {
        byte[] text = ("# 읽어 보세요\n\n한글로 쓴 긴 글이 줄 끝에서 잘리지 않고 다음 줄로 넘어가는지 봅니다. " + "그리고 끝에 🚢\n\n\u001b[31mred\n"
                        + "line\n".repeat(60))
                .getBytes(UTF_8);
        check("peek-text", peeked(columns, rows, "docs/아주/깊은/폴더/안에/있는/글/README.md", text));
    }

    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12"})
    void aLookAtAPicture(int columns, int rows) {
        byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a0000000d4948445200000780000004380806000000");
        check("peek-picture", peeked(columns, rows, "sea.png", Arrays.copyOf(png, 200)));
    }

    private static AppHarness peeked(int columns, int rows, String path, byte[] octets) {
        return place(columns, rows)
                .enter("/peek bob " + path)
                .deliver(new PeekEvent.PeekReceived(AppHarness.user("bob"), path, octets, OptionalLong.of(4_100_000)));
    }
}
