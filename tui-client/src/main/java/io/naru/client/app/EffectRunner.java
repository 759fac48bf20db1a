package io.naru.client.app;

import io.naru.client.event.ShareSetting;
import io.naru.client.share.NeverShared;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.update.Effect;
import io.naru.client.update.Event;
import io.naru.client.update.RoomEffect;
import io.naru.client.update.TransferEffect;
import io.naru.client.update.TrustEffect;
import io.naru.common.message.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Carries out what the reducer asks for. What takes long goes to the engine or to the disk thread; their answers come
 * back as events.
 *
 * <p>Threading: called on the {@code ui} thread; blocks it only while the program is suspended.
 */
final class EffectRunner implements Effect.Handler {
    /** What of the effects concerns the program as a whole. */
    interface Program {
        /** Ends the screen; transfers are finished first if so wished. */
        void quit(boolean waitForTransfers);
    }

    private final Engine engine;
    private final TerminalDisplay display;
    private final Folders folders;
    private final Path workingFolder;
    private final TransferEffects transferEffects;
    private final Executor disk;
    private final Consumer<Event> events;
    private final Program program;

    EffectRunner(
            Engine engine,
            TerminalDisplay display,
            Folders folders,
            Path workingFolder,
            Path downloads,
            Executor disk,
            Consumer<Event> events,
            Program program) {
        this.engine = engine;
        this.display = display;
        this.folders = folders;
        this.workingFolder = workingFolder;
        this.transferEffects = new TransferEffects(engine, typed -> folders.resolve(typed, workingFolder), downloads);
        this.disk = disk;
        this.events = events;
        this.program = program;
    }

    @Override
    public void onSendChat(Effect.SendChat effect) {
        engine.talk().say(effect.id(), effect.room(), effect.text(), effect.replyTo());
    }

    @Override
    public void onRequestListing(Effect.RequestListing effect) {
        engine.list(
                effect.owner(),
                effect.folder(),
                effect.cursor(),
                effect.query().filter(),
                effect.query().sort());
    }

    @Override
    public void onCancelTransfer(Effect.CancelTransfer effect) {
        engine.cancel(effect.id());
    }

    @Override
    public void onRetryTransfer(Effect.RetryTransfer effect) {
        engine.retry(effect.id());
    }

    @Override
    public void onClearTransfer(Effect.ClearTransfer effect) {
        engine.clear(effect.id());
    }

    @Override
    public void onSetPresence(Effect.SetPresence effect) {
        engine.setPresence(effect.state(), effect.status());
    }

    @Override
    public void onShareFolder(Effect.ShareFolder effect) {
        ShareSetting setting;
        try {
            setting = ShareLine.parse(effect.folder(), folder -> folders.resolve(folder, workingFolder));
        } catch (InvalidValueException e) {
            events.accept(new Event.Failed(e.getMessage() + " " + ShareLine.USAGE));
            return;
        }
        engine.share(setting);
        if (Files.isDirectory(setting.folder())) {
            keep(() -> {
                if (mayBeShared(setting.folder())) {
                    Preferences.saveShare(folders.settingsFile(), setting);
                }
            });
        }
    }

    /** What isn't shared now, since it never is, isn't tried again with each start. The engine says why. */
    private boolean mayBeShared(Path folder) {
        try {
            NeverShared.check(folder.toRealPath(), Optional.of(folders.data()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Something that is to be written to the file of settings. */
    @FunctionalInterface
    private interface Keeping {
        void run() throws IOException;
    }

    private void keep(Keeping keeping) {
        disk.execute(() -> {
            try {
                keeping.run();
            } catch (IOException e) {
                events.accept(new Event.Failed("That holds until you quit; it can't be kept: " + e.getMessage()));
            }
        });
    }

    @Override
    public void onUnshare(Effect.Unshare effect) {
        effect.name().ifPresentOrElse(engine::unshare, engine::unshare);
        keep(() -> Preferences.dropShare(folders.settingsFile(), effect.name()));
    }

    @Override
    public void onRescan(Effect.Rescan effect) {
        engine.rescan();
    }

    @Override
    public void onSaveSetting(Effect.SaveSetting effect) {
        disk.execute(() -> {
            try {
                Preferences.save(folders.settingsFile(), effect.setting(), effect.value());
            } catch (IOException e) {
                events.accept(
                        new Event.Failed("The setting holds until you quit; it can't be kept: " + e.getMessage()));
            }
        });
    }

    @Override
    public void onRingBell(Effect.RingBell effect) {
        onTerminal(display::bell);
    }

    @Override
    public void onRedrawAll(Effect.RedrawAll effect) {
        display.redrawAll();
    }

    @Override
    public void onSuspend(Effect.Suspend effect) {
        onTerminal(display::suspend);
        events.accept(new Event.Resumed());
    }

    @Override
    public void onCompletePath(Effect.CompletePath effect) {
        disk.execute(() -> {
            try {
                events.accept(new Event.PathsFound(
                        effect.prefix(),
                        PathCompletion.paths(folders, workingFolder, effect.prefix(), effect.hasFiles())));
            } catch (IOException e) {
                events.accept(new Event.Failed("Can't look into that folder: " + e.getMessage()));
            }
        });
    }

    @Override
    public void onReconnectNow(Effect.ReconnectNow effect) {
        engine.reconnectNow();
    }

    @Override
    public void onTestNet(Effect.TestNet effect) {
        engine.net(effect.user());
    }

    @Override
    public void onTrust(TrustEffect effect) {
        effect.accept(new TrustEffects(engine));
    }

    @Override
    public void onRoom(RoomEffect effect) {
        effect.accept(new RoomEffects(engine.talk()));
    }

    @Override
    public void onTransfer(TransferEffect effect) {
        effect.accept(transferEffects);
    }

    @Override
    public void onQuit(Effect.Quit effect) {
        program.quit(effect.waitForTransfers());
    }

    /** A terminal that fails ends the loop, which gives it back and says so. */
    private static void onTerminal(TerminalAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface TerminalAction {
        void run() throws IOException;
    }
}
