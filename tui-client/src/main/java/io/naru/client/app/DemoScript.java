package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.common.message.EntryKind;
import io.naru.common.message.MessageId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The main run of the original system, without a screen: two users log in and talk, one lists the files of a user who
 * isn't there and gets an error, lists the other's, downloads a page of text, and the copy is compared octet for octet.
 * Each step is printed with what came of it.
 *
 * <p>Threading: the calling thread waits for what the engines tell.
 */
public final class DemoScript {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName NOBODY = UserName.of("nobody");
    private static final String QUESTION = "Is the page about epoll in your share?";
    private static final String ANSWER = "네, test.txt 예요. Help yourself!";
    private static final long FAREWELL_SECONDS = 5;

    private final Demo demo;
    private final PrintWriter out;

    /** A script for one run. */
    public DemoScript(Demo demo, PrintWriter out) {
        this.demo = demo;
        this.out = out;
    }

    /**
     * Runs all steps; the first that doesn't hold is the last.
     *
     * @return whether all of it held
     */
    public boolean run() {
        EventLog aliceHears = new EventLog();
        EventLog bobHears = new EventLog();
        Engine alice = demo.engines(ALICE).apply(aliceHears);
        Engine bob = demo.engines(Demo.SHARER).apply(bobHears);
        out.println("A relay listens on " + demo.relay() + ".");
        try {
            logIn(alice, aliceHears, bob, bobHears);
            talk(alice, aliceHears, bob, bobHears);
            listUnknown(alice, aliceHears);
            listKnown(alice, aliceHears);
            download(alice, aliceHears);
            out.println("Everything held.");
            return true;
        } catch (NotHeldException | IOException e) {
            out.println("NOT OK  " + e.getMessage());
            return false;
        } finally {
            leave(alice);
            leave(bob);
        }
    }

    private void logIn(Engine alice, EventLog aliceHears, Engine bob, EventLog bobHears) throws NotHeldException {
        alice.connect(demo.login(ALICE));
        aliceHears.await(
                "alice logs in", EngineEvent.LinkUp.class, up -> up.me().equals(ALICE));
        held("alice logs in");
        bob.share(demo.share());
        bob.connect(demo.login(Demo.SHARER));
        bobHears.await("bob logs in", EngineEvent.LinkUp.class, up -> up.me().equals(Demo.SHARER));
        aliceHears.await(
                "alice sees bob",
                EngineEvent.UserSeen.class,
                seen -> seen.user().equals(Demo.SHARER));
        held("bob logs in, and alice sees him");
    }

    private void talk(Engine alice, EventLog aliceHears, Engine bob, EventLog bobHears) throws NotHeldException {
        alice.say(new MessageId("question"), QUESTION);
        bobHears.await(
                "bob reads what alice says",
                EngineEvent.ChatReceived.class,
                chat -> chat.sender().equals(ALICE) && chat.text().equals(QUESTION));
        held("alice: " + QUESTION);
        bob.say(new MessageId("answer"), ANSWER);
        aliceHears.await(
                "alice reads what bob says",
                EngineEvent.ChatReceived.class,
                chat -> chat.sender().equals(Demo.SHARER) && chat.text().equals(ANSWER));
        held("bob: " + ANSWER);
    }

    private void listUnknown(Engine alice, EventLog aliceHears) throws NotHeldException {
        alice.list(NOBODY, "", "");
        ListingEvent.ListingFailed failed = aliceHears.await(
                "listing an unknown user is refused",
                ListingEvent.ListingFailed.class,
                event -> event.owner().equals(NOBODY));
        held("/file ls nobody: " + failed.sentence());
    }

    private void listKnown(Engine alice, EventLog aliceHears) throws NotHeldException {
        alice.list(Demo.SHARER, "", "");
        ListingEvent.ListingReceived listing = aliceHears.await(
                "bob's files are listed",
                ListingEvent.ListingReceived.class,
                event -> event.owner().equals(Demo.SHARER)
                        && event.entries().stream()
                                .anyMatch(entry -> entry.name().equals(DemoFiles.TEXT_FILE)));
        held("/file ls bob: " + names(listing.entries()));
    }

    private void download(Engine alice, EventLog aliceHears) throws NotHeldException, IOException {
        Path folder = demo.downloads("alice");
        long id = alice.download(Demo.SHARER, DemoFiles.TEXT_FILE, OptionalLong.empty(), folder);
        TransferView ended = aliceHears
                .await(
                        "the download ends",
                        EngineEvent.TransferChanged.class,
                        event -> event.transfer().id() == id
                                && event.transfer().state().isEnded())
                .transfer();
        if (ended.state() != TransferState.DONE) {
            throw new NotHeldException("the download of test.txt: " + ended.sentence());
        }
        Path copy = ended.target().orElseThrow(() -> new NotHeldException("the download has no file"));
        held("/file dn bob test.txt: " + ended.doneOctets() + " octets");
        if (Files.mismatch(demo.share().resolve(DemoFiles.TEXT_FILE), copy) != -1) {
            throw new NotHeldException("the copy differs from the original");
        }
        held("the copy is identical, octet for octet");
    }

    private void held(String step) {
        out.println("ok  " + step);
    }

    private void leave(Engine engine) {
        try {
            engine.close(false).get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            out.println("A user didn't leave in time: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String names(List<RemoteEntry> entries) {
        return entries.stream()
                .map(entry -> entry.kind() == EntryKind.FOLDER ? entry.name() + "/" : entry.name())
                .collect(Collectors.joining(", "));
    }
}
