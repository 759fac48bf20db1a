package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.RemoteEntry;
import io.naru.client.event.ShareAudience;
import io.naru.client.event.ShareSetting;
import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferState;
import io.naru.client.event.TransferView;
import io.naru.client.event.TrustEvent;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.testkit.Person;
import io.naru.common.message.Password;
import io.naru.common.message.RootHash;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads, folders and offers between whole clients, with a real relay and real files, all over TLS. */
@Timeout(120)
class TransfersAtRelayTest {
    private static final TransferView.Direction DOWN = TransferView.Direction.DOWNLOAD;

    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person alice;
    private Person bob;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
        alice = arrives("alice");
        bob = arrives("bob");
    }

    @AfterEach
    void stop() {
        List.of(alice, bob).forEach(Person::close);
        relay.close();
    }

    private Person arrives(String name) {
        Person person = Person.of(name, EngineSettings.standard("test", folder.resolve("data-" + name)));
        person.engine()
                .connect(Login.of(
                        new RelayAddress("127.0.0.1", relay.address().getPort()),
                        person.user(),
                        Optional.of(Password.of("secret of " + name)),
                        Protection.pinned(relay.fingerprint())));
        person.log().await(EngineEvent.LinkUp.class);
        return person;
    }

    private static byte[] random(int octets, long seed) {
        byte[] content = new byte[octets];
        new Random(seed).nextBytes(content);
        return content;
    }

    private Path shared(Person owner) throws IOException {
        return Files.createDirectories(folder.resolve("shared-" + owner.user()));
    }

    private void share(Person owner, int files) throws IOException {
        owner.engine().share(shared(owner));
        owner.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning() && counted.files() == files);
    }

    private Path downloads() {
        return folder.resolve("downloads");
    }

    @Test
    void aProgramThatLeavesInTheMiddleGoesOnAtItsNextStart() throws IOException {
        byte[] content = random(6_000_000, 1);
        Files.write(shared(bob).resolve("big.bin"), content);
        share(bob, 1);
        bob.engine().limit(TransferLimits.DEFAULT.withRates(0, 3_000_000));
        alice.engine().download(bob.user(), "big.bin", OptionalLong.of(content.length), downloads());
        alice.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().doneOctets() > 2_000_000);
        alice.close();
        assertThat(downloads().resolve("big.bin")).doesNotExist();
        bob.engine().limit(TransferLimits.DEFAULT);

        alice = arrives("alice");
        TransferView running = alice.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().state() == TransferState.RUNNING)
                .transfer();
        assertThat(running.doneOctets()).isGreaterThan(1_000_000);
        TransferView done = alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(done.isEncrypted()).isTrue();
        assertThat(downloads().resolve("big.bin")).hasBinaryContent(content);
        assertThat(downloads().toFile().list()).containsExactly("big.bin");
    }

    @Test
    void aFolderComesWithAllThatIsInItOverOneLine() throws IOException {
        Path top = Files.createDirectories(shared(bob).resolve("photos/deep/er"));
        for (int i = 0; i < 300; i++) {
            Files.write(top.resolve("small-" + i), random(i * 7, i));
        }
        Files.write(shared(bob).resolve("photos/large.bin"), random(700_001, 5));
        share(bob, 301);

        alice.engine().download(DownloadOrder.folder(bob.user(), "photos", downloads()));

        TransferView done = alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(done.folder().orElseThrow().filesDone()).isEqualTo(301);
        TransferView sent = bob.awaitTransfer(TransferView.Direction.UPLOAD, TransferState.DONE);
        assertThat(sent.path()).startsWith("photos");
        assertThat(sent.sentence()).endsWith(" files were sent.");
        for (int i = 0; i < 300; i++) {
            assertThat(downloads().resolve("photos/deep/er/small-" + i)).hasBinaryContent(random(i * 7, i));
        }
        assertThat(downloads().resolve("photos/large.bin")).hasBinaryContent(random(700_001, 5));
    }

    @Test
    void namesThatWouldBeOneElsewhereAreFoundBeforeAnythingIsWritten() throws IOException {
        Path top = Files.createDirectories(shared(bob).resolve("docs"));
        Files.writeString(top.resolve("README"), "one");
        Files.writeString(top.resolve("readme"), "other");
        share(bob, 2);

        alice.engine().download(DownloadOrder.folder(bob.user(), "docs", downloads()));

        TransferView failed = alice.awaitTransfer(DOWN, TransferState.FAILED);
        assertThat(failed.sentence()).contains("differs from it only by case");
        assertThat(downloads().resolve("docs").toFile().list()).hasSize(1);
    }

    @Test
    void anOfferGoesToTheOneItIsForAndToNobodyElse() throws IOException {
        byte[] content = random(300_000, 3);
        Path file = Files.write(folder.resolve("gift.bin"), content);
        bob.engine().send(alice.user(), List.of(file));

        OfferView offer = alice.log().await(QueueEvent.OfferChanged.class).offer();
        assertThat(offer.name()).isEqualTo("gift.bin");
        assertThat(offer.octets()).isEqualTo(content.length);
        Person carol = arrives("carol");
        carol.engine()
                .download(bob.user(), ".offer/" + offer.id().value() + "/gift.bin", OptionalLong.empty(), downloads());
        assertThat(carol.awaitTransfer(DOWN, TransferState.FAILED).sentence()).isEqualTo("There is no such file.");
        carol.close();

        alice.engine().answerOffer(bob.user(), offer.id(), Optional.of(downloads()), false);
        alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(downloads().resolve("gift.bin")).hasBinaryContent(content);
        bob.log()
                .await(QueueEvent.OfferChanged.class, changed -> changed.offer().state() == OfferView.State.DONE);
    }

    @Test
    void onlyWhoIsVerifiedIsAlwaysAccepted() throws IOException {
        Path first = Files.writeString(folder.resolve("first"), "1");
        Path second = Files.writeString(folder.resolve("second"), "2");
        Path third = Files.writeString(folder.resolve("third"), "3");
        accept(offered(first), true);
        alice.awaitTransfer(DOWN, TransferState.DONE);

        OfferView again = offered(second);
        assertThat(again.state()).isEqualTo(OfferView.State.OPEN);
        assertThat(downloads().resolve("second")).doesNotExist();
        EngineEvent.UserSeen known = alice.log().all(EngineEvent.UserSeen.class).stream()
                .filter(seen ->
                        seen.user().equals(bob.user()) && seen.fingerprint().isPresent())
                .findFirst()
                .orElseThrow();
        alice.engine().verifyPeer(bob.user(), known.fingerprint().orElseThrow());
        alice.log().await(TrustEvent.PeerTrusted.class, now -> now.trust() == PeerTrust.VERIFIED);
        accept(again, true);
        alice.awaitTransfer(DOWN, TransferState.DONE);

        bob.engine().send(alice.user(), List.of(third));
        alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(downloads().resolve("third")).hasContent("3");
    }

    private OfferView offered(Path file) {
        bob.engine().send(alice.user(), List.of(file));
        return alice.log()
                .await(
                        QueueEvent.OfferChanged.class,
                        changed ->
                                changed.offer().name().equals(file.getFileName().toString()))
                .offer();
    }

    private void accept(OfferView offer, boolean isAlways) {
        alice.engine().answerOffer(bob.user(), offer.id(), Optional.of(downloads()), isAlways);
    }

    @Test
    void severalFilesAreOfferedAtOnceAndMayBeDeclined() throws IOException {
        Path gifts = Files.createDirectories(folder.resolve("gifts/inner"));
        Files.writeString(gifts.resolve("a"), "a");
        Files.writeString(gifts.resolve("b"), "b");
        bob.engine().send(alice.user(), List.of(folder.resolve("gifts")));
        OfferView first = alice.log().await(QueueEvent.OfferChanged.class).offer();
        alice.engine().answerOffer(bob.user(), first.id(), Optional.empty(), false);
        bob.log()
                .await(QueueEvent.OfferChanged.class, changed -> changed.offer().state() == OfferView.State.DECLINED);

        bob.engine().send(alice.user(), List.of(folder.resolve("gifts")));
        OfferView second = alice.log()
                .await(
                        QueueEvent.OfferChanged.class,
                        changed -> changed.offer().state() == OfferView.State.OPEN
                                && !changed.offer().id().equals(first.id()))
                .offer();
        alice.engine().answerOffer(bob.user(), second.id(), Optional.of(downloads()), false);
        alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(downloads().resolve("gifts/inner/a")).hasContent("a");
        assertThat(downloads().resolve("gifts/inner/b")).hasContent("b");
    }

    @Test
    void theSameContentComesFromAllWhoHaveItAndIsNotFetchedTwice() throws IOException {
        byte[] content = random(8_000_000, 9);
        Person carol = arrives("carol");
        Files.write(shared(bob).resolve("one.bin"), content);
        Files.write(shared(carol).resolve("other.bin"), content);
        share(bob, 1);
        share(carol, 1);
        RootHash root = awaitRoot(bob);
        assertThat(awaitRoot(carol)).isEqualTo(root);
        for (Person owner : List.of(bob, carol)) {
            owner.engine().limit(TransferLimits.DEFAULT.withRates(0, 4_000_000));
        }
        DownloadOrder order = DownloadOrder.file(bob.user(), "one.bin", OptionalLong.of(content.length), downloads())
                .withRoot(root)
                .withSources(List.of(
                        new DownloadOrder.Source(bob.user(), "one.bin"),
                        new DownloadOrder.Source(carol.user(), "other.bin")));

        alice.engine().download(order);
        assertThat(alice.awaitTransfer(DOWN, TransferState.DONE).target())
                .contains(downloads().resolve("one.bin"));
        assertThat(downloads().resolve("one.bin")).hasBinaryContent(content);
        assertThat(bob.awaitTransfer(TransferView.Direction.UPLOAD, TransferState.DONE)
                        .doneOctets())
                .isBetween(1_000_000L, 7_000_000L);
        carol.close();

        alice.engine().download(order);
        assertThat(alice.awaitTransfer(DOWN, TransferState.DONE).sentence()).isEqualTo("It was here already.");
        assertThat(downloads().toFile().list()).containsExactly("one.bin");

        alice.engine()
                .download(new DownloadOrder(
                        order.kind(), order.sources(), order.octets(), order.root(), folder.resolve("more"), false));
        assertThat(alice.awaitTransfer(DOWN, TransferState.DONE).sentence()).startsWith("You had it already");
        assertThat(folder.resolve("more/one.bin")).hasBinaryContent(content);
    }

    @Test
    void aLargeFileOfOneOwnerIsFetchedFromAllWhoShowIt() throws IOException {
        byte[] content = random(17 << 20, 10);
        Person carol = arrives("carol");
        Person dave = arrives("dave");
        Files.write(shared(bob).resolve("one.bin"), content);
        Files.write(shared(carol).resolve("other.bin"), content);
        share(bob, 1);
        share(carol, 1);
        RootHash root = awaitRoot(bob);
        assertThat(awaitRoot(carol)).isEqualTo(root);
        Files.write(shared(dave).resolve("hidden.bin"), content);
        dave.engine()
                .share(new ShareSetting(
                        "hidden", shared(dave), ShareAudience.of(List.of("bob")), List.of(), List.of()));
        for (Person owner : List.of(bob, carol)) {
            owner.engine().limit(TransferLimits.DEFAULT.withRates(0, 8_000_000));
        }

        alice.engine().download(bob.user(), "one.bin", OptionalLong.of(content.length), downloads());

        TransferView done = alice.awaitTransfer(DOWN, TransferState.DONE);
        assertThat(downloads().resolve("one.bin")).hasBinaryContent(content);
        assertThat(done.sources()).containsExactly(bob.user(), carol.user());
        assertThat(done.parts()).hasSize(2).allMatch(part -> part.octets() > 2_000_000);
        carol.close();
        dave.close();
    }

    private RootHash awaitRoot(Person owner) {
        for (int i = 0; i < 1_000; i++) {
            alice.engine().list(owner.user(), "", "");
            ListingEvent.ListingReceived page = alice.log()
                    .await(
                            ListingEvent.ListingReceived.class,
                            listing -> listing.owner().equals(owner.user()));
            Optional<RootHash> root = page.entries().stream()
                    .map(RemoteEntry::root)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (root.isPresent()) {
                return root.get();
            }
        }
        throw new AssertionError("it was never hashed");
    }
}
