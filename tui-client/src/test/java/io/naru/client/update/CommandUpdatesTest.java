package io.naru.client.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.command.CommandRow;
import io.naru.client.command.CommandTable;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TransferState;
import io.naru.client.state.DetailLine;
import io.naru.client.state.DetailLines;
import io.naru.client.state.Focus;
import io.naru.client.state.Overlay;
import io.naru.client.state.Setting;
import io.naru.client.state.Settings.TimeFormat;
import io.naru.client.testkit.AppHarness;
import io.naru.common.message.PresenceState;
import io.naru.common.message.Role;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommandUpdatesTest {
    private final AppHarness app = new AppHarness().connected().present("bob");

    private String last() {
        return app.lines().get(app.lines().size() - 1);
    }

    @Test
    void everyCommandOfTheTableDoesSomething() {
        app.transfer(1, "a", TransferState.RUNNING).transfer(2, "b", TransferState.FAILED);
        for (CommandRow row : CommandTable.rows()) {
            String arguments = row.parameters().isEmpty()
                    ? ""
                    : switch (row.parameters().get(0).kind()) {
                        case USER -> row.parameters().size() > 1 ? " bob x" : " bob";
                        case TRANSFER -> row.name().equals("cancel") ? " 1" : " 2";
                        default -> row.parameters().get(0).isOptional() ? "" : " text";
                    };
            for (String name : java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(row.name()), row.aliases().stream())
                    .toList()) {
                app.press("Esc", "F2").forget();
                var before = app.state();
                app.enter("/" + name + arguments);
                boolean isSeen = !app.effects().isEmpty()
                        || !before.room().lines().equals(app.state().room().lines())
                        || !before.overlay().equals(app.state().overlay())
                        || !before.hint().equals(app.state().hint())
                        || before.focus() != app.state().focus();
                assertThat(isSeen).as(name).isTrue();
                assertThat(app.composer()).as(name).isEqualTo("|");
            }
        }
    }

    @Test
    void anUnknownCommandIsNamedBack() {
        assertThat(app.enter("/qiut").lines())
                .last()
                .asString()
                .startsWith("ERROR There is no command /qiut. The nearest one is /quit.");
        assertThat(app.press("Up").composer()).isEqualTo("/qiut|");
    }

    @Test
    void commandsAreInTheHistoryAndEmptyTheComposer() {
        app.enter("/who");
        assertThat(app.composer()).isEqualTo("|");
        assertThat(app.press("Up").composer()).isEqualTo("/who|");
    }

    @Test
    void helpOpensThePageOrTellsOneUsage() {
        app.enter("/help get");
        assertThat(last()).isEqualTo("LOCAL /get USER FILE: downloads a file, or a folder with all that is in it.");
        assertThat(app.enter("/help gte").lines()).last().asString().contains("no command /gte", "/get");
        assertThat(app.enter("/help").state().overlay()).contains(new Overlay.Help(0));
    }

    @Test
    void theOriginalsCommandsWork() {
        app.enter("/file ls bob").lists("bob", "", "test.txt").press("F2").forget();
        app.enter("/file dn bob test.txt");
        assertThat(app.effects()).containsExactly(FilesTest.download("bob", "test.txt", 8));
        assertThat(last()).contains("Queued test.txt from bob");
        app.transfer(1, "test.txt", TransferState.RUNNING).forget().enter("/file dn bob test.txt");
        assertThat(app.effects()).isEmpty();
        assertThat(last()).contains("on its way already");
    }

    @Test
    void twoSlashesSendOne() {
        assertThat(app.enter("//who").effects(Effect.SendChat.class))
                .extracting(Effect.SendChat::text)
                .containsExactly("/who");
    }

    @Test
    void whoListsEverybodyAndWhy() {
        app.deliver(new EngineEvent.UserSeen(
                AppHarness.user("carol"),
                PresenceState.AWAY,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                "lunch",
                Role.MEMBER,
                Optional.empty(),
                PeerTrust.NONE,
                true));
        app.enter("/who");
        assertThat(last()).isEqualTo("LOCAL 3 online: alice (you), bob, carol (away: lunch).");
    }

    @Test
    void whoisShowsDetailsOrSaysThatThereIsNobody() {
        app.deliver(new EngineEvent.UserSeen(
                AppHarness.user("bob"),
                PresenceState.AWAY,
                OptionalLong.of(128),
                OptionalLong.of(4_000_000_000L),
                Optional.of(app.now().instant()),
                "lunch",
                Role.MEMBER,
                Optional.empty(),
                PeerTrust.NONE,
                false));
        app.enter("/whois BOB");
        Overlay.Details details = (Overlay.Details) app.state().overlay().orElseThrow();
        assertThat(DetailLines.of(app.state(), details.subject()))
                .extracting(DetailLine::toString)
                .anyMatch(line -> line.contains("away"))
                .anyMatch(line -> line.contains("lunch"))
                .anyMatch(line -> line.contains("128 files, 4.0 GB"))
                .anyMatch(line -> line.contains("2026-11-23 12:00:00"));
        app.press("Esc").enter("/whois nobody");
        assertThat(last()).isEqualTo("ERROR No user nobody is online. /who lists who is.");
    }

    @Test
    void awayAndBackAreTold() {
        app.enter("/away at lunch");
        assertThat(app.state().away().orElseThrow().value()).isEqualTo("at lunch");
        app.enter("/back");
        assertThat(app.state().away()).isEmpty();
        assertThat(app.effects())
                .containsExactly(
                        new Effect.SetPresence(PresenceState.AWAY, "at lunch"),
                        new Effect.SetPresence(PresenceState.ONLINE, ""));
        app.enter("/away " + "점".repeat(100));
        assertThat(last()).startsWith("ERROR That is too long for a reason: 300 octets, 256 at most.");
    }

    @Test
    void ignoringIsListedAndUndone() {
        assertThat(app.enter("/ignore").lines()).last().asString().contains("You ignore nobody");
        app.enter("/ignore bob").enter("/ignore");
        assertThat(last()).contains("You ignore bob");
        assertThat(app.enter("/unignore carol").lines()).last().asString().startsWith("ERROR You don't ignore carol");
        assertThat(app.enter("/ignore alice").lines()).last().isEqualTo("ERROR You can't ignore yourself.");
    }

    @Test
    void aFolderThatTakesLongToBeCountedIsSaidToBeSharedAndThenHowMuchItIs() {
        Optional<Path> folder = Optional.of(Path.of("/data"));
        app.enter("/share /data");
        assertThat(app.hint()).isEqualTo("Looking at that folder, to share it.");
        int before = app.lines().size();
        app.deliver(new EngineEvent.ShareCounted(folder, 0, 0, true));
        assertThat(app.lines()).hasSize(before);
        app.deliver(new EngineEvent.ShareCounted(folder, 700, 70, true));
        assertThat(last())
                .isEqualTo("LOCAL You share /data: 700 files, 70 B so far; still counting."
                        + " Others can list and download them already.");
        app.deliver(new EngineEvent.ShareCounted(folder, 900, 90, true));
        app.deliver(new EngineEvent.ShareCounted(folder, 999, 100, false));
        assertThat(last()).isEqualTo("LOCAL You share /data: 999 files, 100 B.");
        assertThat(app.lines()).hasSize(before + 2);
    }

    @Test
    void whatChangesInAFolderByAndByIsSaidToWhoAsks() {
        Optional<Path> folder = Optional.of(Path.of("/data"));
        app.enter("/share /data").deliver(new EngineEvent.ShareCounted(folder, 1, 10, false));
        int before = app.lines().size();
        app.deliver(new EngineEvent.ShareCounted(folder, 2, 20, false));
        app.deliver(new EngineEvent.ShareCounted(folder, 3, 30, true));
        app.deliver(new EngineEvent.ShareCounted(folder, 4, 30, true));
        app.deliver(new EngineEvent.ShareCounted(folder, 5, 30, false));
        assertThat(app.lines()).hasSize(before);
        assertThat(app.enter("/share").lines()).last().asString().contains("5 files");
        app.enter("/rescan").deliver(new EngineEvent.ShareCounted(folder, 5, 30, true));
        app.deliver(new EngineEvent.ShareCounted(folder, 5, 30, false));
        assertThat(last()).isEqualTo("LOCAL You share /data: 5 files, 30 B.");
        app.enter("/unshare").deliver(new EngineEvent.ShareCounted(Optional.empty(), 0, 0, false));
        assertThat(last()).contains("You share nothing.");
    }

    @Test
    void sharingIsAskedForAndCounted() {
        assertThat(app.enter("/share").lines()).last().asString().contains("You share nothing");
        assertThat(app.enter("/unshare").lines()).last().asString().contains("You share nothing already");
        assertThat(app.enter("/rescan").lines()).last().asString().contains("You share nothing");
        app.enter("/share ~/my data");
        assertThat(app.effects()).containsExactly(new Effect.ShareFolder("~/my data"));
        Optional<Path> folder = Optional.of(Path.of("/home/alice/my data"));
        app.deliver(new EngineEvent.ShareCounted(folder, 1, 10, true));
        app.deliver(new EngineEvent.ShareCounted(folder, 12, 3_400_000, false));
        assertThat(last()).isEqualTo("LOCAL You share /home/alice/my data: 12 files, 3.4 MB.");
        app.forget().enter("/rescan").enter("/unshare");
        assertThat(app.effects()).containsExactly(new Effect.Rescan(), new Effect.Unshare(Optional.empty()));
        app.deliver(new EngineEvent.ShareFailed("The folder can't be read."));
        assertThat(last()).isEqualTo("ERROR The folder can't be read.");
    }

    @Test
    void settingsAreShownChangedAndKept() {
        assertThat(app.enter("/set").lines()).last().asString().contains("theme is auto", "bell is on", "time is 24h");
        assertThat(app.enter("/set time").lines()).last().asString().contains("time is 24h");
        app.enter("/set time Seconds");
        assertThat(app.state().settings().timeFormat()).isEqualTo(TimeFormat.SECONDS);
        assertThat(app.effects()).containsExactly(new Effect.SaveSetting(Setting.TIME, "seconds"));
        assertThat(app.enter("/set theme pink").lines())
                .last()
                .asString()
                .isEqualTo("ERROR The setting theme is one of auto, dark, light, mono.");
        assertThat(app.enter("/set colour x").lines()).last().asString().contains("There is no setting colour");
        assertThat(app.enter("/set ignore a b c").lines()).last().asString().startsWith("ERROR ");
    }

    @Test
    void everySettingIsReadAsItIsWritten() {
        var settings = io.naru.client.state.Settings.DEFAULT;
        for (Setting setting : Setting.values()) {
            for (String value : values(setting)) {
                assertThat(settings.with(setting, value).value(setting).split(","))
                        .as(setting + " " + value)
                        .containsExactlyInAnyOrder(value.split(","));
            }
        }
    }

    private static java.util.List<String> values(Setting setting) {
        if (!setting.choices().isEmpty()) {
            return setting.choices();
        }
        if (!setting.isOfTransfers()) {
            return java.util.List.of("", "x,bob");
        }
        return setting.word().endsWith("rate")
                ? java.util.List.of("off", "500k", "2M", "1G", "1234")
                : java.util.List.of("1", "64");
    }

    @Test
    void limitsOfTransfersAreToldToTheEngine() {
        app.enter("/set slots 5").enter("/set download-rate 2m").enter("/set base-peers never");
        assertThat(app.effects(TransferEffect.Limit.class))
                .last()
                .extracting(TransferEffect.Limit::limits)
                .isEqualTo(io.naru.client.event.TransferLimits.DEFAULT
                        .withDownloads(5, 2)
                        .withRates(2_000_000, 0)
                        .with(io.naru.client.event.TransferLimits.BasePeers.NEVER));
        assertThat(app.enter("/set slots 0").lines()).last().asString().contains("a number from 1 to 64");
        assertThat(app.enter("/set upload-rate fast").lines()).last().asString().contains("500k or 2M");
        assertThat(app.enter("/set upload-rate 9999999999G").lines())
                .last()
                .asString()
                .contains("up to 4G");
    }

    @Test
    void clearEmptiesTheChat() {
        app.says("bob", "x").enter("/clear");
        assertThat(app.lines()).isEmpty();
        assertThat(app.says("bob", "y").lines()).containsExactly("CHAT bob y");
    }

    @Test
    void reconnectingIsForALostLink() {
        assertThat(app.enter("/reconnect").effects()).isEmpty();
        assertThat(last()).isEqualTo("LOCAL The link to lab:7411 stands.");
    }

    @Test
    void anEffectThatFailedIsShown() {
        app.happen(new Event.Failed("The settings can't be written: the disk is full."));
        assertThat(last()).isEqualTo("ERROR The settings can't be written: the disk is full.");
    }

    @Test
    void whatTheProgramHasToSayIsShown() {
        app.happen(new Event.Told("Try /file ls bob"));
        assertThat(last()).isEqualTo("LOCAL Try /file ls bob");
    }

    @Test
    void queueShowsTheQueue() {
        assertThat(app.enter("/transfers").state().focus()).isEqualTo(Focus.QUEUE);
    }
}
