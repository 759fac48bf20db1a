package io.naru.client.e2e;

import io.naru.client.app.Engine;
import io.naru.client.app.EngineSettings;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.TransferState;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.common.message.Password;
import io.naru.common.message.UserName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A program that goes on with its queue until a download is done, to be killed meanwhile: port of the relay, own folder,
 * and, the first time only, owner, path, size and folder of a download. Says how far it is, a line each time.
 */
public final class DownloadingProgram {
    private DownloadingProgram() {}

    /** Runs it; the exit status is 0 when the download is done. */
    public static void main(String[] args) {
        CompletableFuture<TransferState> ended = new CompletableFuture<>();
        CompletableFuture<Void> up = new CompletableFuture<>();
        Engine engine = Engine.start(EngineSettings.standard("test", Path.of(args[1])), event -> {
            if (event instanceof EngineEvent.TransferChanged changed) {
                var now = changed.transfer();
                System.out.println(now.state() + " " + now.doneOctets() + " " + now.sentence());
                if (now.state().isEnded()) {
                    ended.complete(now.state());
                }
            } else if (event instanceof EngineEvent.LinkUp) {
                up.complete(null);
            } else if (event instanceof EngineEvent.LinkEnded over) {
                System.out.println("ENDED 0 " + over.sentence());
            }
        });
        engine.connect(Login.of(
                new RelayAddress("127.0.0.1", Integer.parseInt(args[0])),
                UserName.of("alice"),
                Optional.of(Password.of("secret of alice")),
                Protection.PLAIN));
        up.join();
        if (args.length > 2) {
            engine.download(UserName.of(args[2]), args[3], OptionalLong.of(Long.parseLong(args[4])), Path.of(args[5]));
        }
        TransferState state = ended.join();
        engine.close(false).join();
        System.exit(state == TransferState.DONE ? 0 : 1);
    }
}
