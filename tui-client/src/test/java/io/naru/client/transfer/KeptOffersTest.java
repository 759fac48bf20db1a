package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.client.agent.RequestIds;
import io.naru.client.event.DownloadOrder;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.FileExchange;
import io.naru.common.message.OfferAnswer;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many offers somebody may have open, and what of them is there after a restart. */
@Timeout(60)
class KeptOffersTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName EVE = UserName.of("eve");

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final SentFiles sent = new SentFiles();
    private final Set<UserName> verified = new HashSet<>();
    private final List<DownloadOrder> ordered = new CopyOnWriteArrayList<>();
    private int runs;
    private Heard heard;
    private OfferedFiles own;
    private Offers offers;

    @BeforeEach
    void begin() {
        start();
    }

    /** A program, another one than before. */
    private void start() {
        runs++;
        heard = new Heard();
        own = new OfferedFiles((who, path) -> {
            throw new NoSuchFileException(path);
        });
        offers = new Offers(
                stepped.agent(),
                sent,
                new RequestIds("run" + runs + "-"),
                heard,
                Runnable::run,
                own,
                verified::contains,
                (order, id) -> ordered.add(order));
        stepped.run(() -> offers.open(Optional.of(kept()), false));
        stepped.run(() -> {});
    }

    @AfterEach
    void end() {
        stepped.stop();
    }

    private Path kept() {
        return folder.resolve("queue/offers");
    }

    private List<Path> keptFiles() throws IOException {
        if (!Files.isDirectory(kept())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept())) {
            return files.filter(each -> each.getFileName().toString().startsWith("offer-"))
                    .toList();
        }
    }

    private static FileExchange.Offer offer(UserName from, String id) {
        return new FileExchange.Offer(from, "gift " + id, Optional.of(new RequestId(id)), 1, 5, "gift");
    }

    private void offered(UserName from, String id) {
        stepped.run(() -> offers.onOffer(offer(from, id)));
        stepped.run(() -> {});
    }

    private OfferView awaitChange() {
        return heard.await(QueueEvent.OfferChanged.class).offer();
    }

    private OfferAnswer answered() throws InterruptedException {
        OfferAnswer answer = sent.next(FileExchange.OfferReply.class).answer();
        stepped.run(() -> {});
        return answer;
    }

    private RequestId send(Path file) throws InterruptedException {
        stepped.run(() -> offers.send(BOB, List.of(file)));
        stepped.run(() -> {});
        return sent.next(FileExchange.Offer.class).requestId().orElseThrow();
    }

    private String path(RequestId id, String name) {
        return ".offer/" + id.value() + "/" + name;
    }

    @Test
    void whoOffersTooMuchIsDeclinedAndSilencesNobody() throws Exception {
        for (int i = 0; i < ReceivedOffers.OPEN_OF_USER_MAX; i++) {
            offered(EVE, "e" + i);
            assertThat(awaitChange().state()).isEqualTo(OfferView.State.OPEN);
        }
        assertThat(sent.count()).isZero();

        for (int i = 0; i < 200; i++) {
            offered(EVE, "more" + i);
            assertThat(answered()).isEqualTo(OfferAnswer.DECLINED);
        }
        offered(BOB, "b");

        assertThat(awaitChange().peer()).isEqualTo(BOB);
        assertThat(keptFiles()).hasSize(ReceivedOffers.OPEN_OF_USER_MAX + 1);
        stepped.run(() -> offers.answer(EVE, new RequestId("e0"), Optional.empty(), false));
        assertThat(answered()).isEqualTo(OfferAnswer.DECLINED);
        offered(EVE, "again");
        assertThat(sent.count()).isZero();
    }

    @Test
    void acceptedOffersThatNeverEndKeepNobodyFromOffering() throws Exception {
        for (int i = 0; i < 300; i++) {
            RequestId id = new RequestId("b" + i);
            offered(BOB, id.value());
            stepped.run(() -> offers.answer(BOB, id, Optional.of(folder), false));
            assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        }
        assertThat(ordered).hasSize(300);
        assertThat(keptFiles()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void whatWasOfferedIsToBeHadAfterARestartUntilTheOtherHasIt() throws Exception {
        Path file = Files.writeString(folder.resolve("a\tb\\n.txt"), "words");
        RequestId id = send(file);

        start();
        assertThat(sent.next(FileExchange.Offer.class).requestId()).contains(id);
        own.open(BOB, path(id, "a\tb\\n.txt")).close();
        assertThatThrownBy(() -> own.open(EVE, path(id, "a\tb\\n.txt"))).isInstanceOf(NoSuchFileException.class);
        assertThat(heard.all()).isEmpty();

        stepped.run(() -> offers.onReply(new FileExchange.OfferReply(BOB, Optional.of(id), OfferAnswer.DONE)));
        assertThat(awaitChange().state()).isEqualTo(OfferView.State.DONE);
        start();
        assertThatThrownBy(() -> own.open(BOB, path(id, "a\tb\\n.txt"))).isInstanceOf(NoSuchFileException.class);
        assertThat(keptFiles()).isEmpty();
    }

    @Test
    void whatIsOfferedToMeWaitsForAnAnswerAfterARestart() throws Exception {
        offered(BOB, "b1");
        start();
        OfferView view = awaitChange();
        assertThat(view.name()).isEqualTo("gift b1");
        assertThat(view.state()).isEqualTo(OfferView.State.OPEN);
        stepped.run(() -> offers.answer(BOB, view.id(), Optional.of(folder), false));
        assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        assertThat(ordered.get(0).first().path()).isEqualTo(".offer/b1/gift");

        start();
        assertThat(awaitChange().state()).isEqualTo(OfferView.State.ACCEPTED);
        stepped.run(() -> offers.onDownloaded(BOB, ".offer/b1/gift"));
        assertThat(answered()).isEqualTo(OfferAnswer.DONE);
        start();
        assertThat(heard.all()).isEmpty();
    }

    @Test
    void whoWasAlwaysAcceptedIsAfterARestartWhileVerified() throws Exception {
        verified.add(BOB);
        offered(BOB, "b1");
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), true));
        answered();

        start();
        offered(BOB, "b2");
        assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        assertThat(ordered).hasSize(2);
        assertThat(ordered.get(1).intoFolder()).isEqualTo(folder);
        OfferView taken = heard.await(
                        QueueEvent.OfferChanged.class,
                        changed -> changed.offer().id().value().equals("b2"))
                .offer();
        assertThat(taken.sentence()).contains("/offers ask bob");

        verified.clear();
        start();
        offered(BOB, "b3");
        assertThat(sent.count()).isZero();
        assertThat(ordered).hasSize(2);
    }

    /** A second program of the install beside the first one. */
    private final class Beside {
        private final Offers first = offers;
        private final Heard firstHeard = heard;

        private Beside() {
            start();
        }

        private void bothHearOf(String id) {
            stepped.run(() -> {
                first.onOffer(offer(BOB, id));
                offers.onOffer(offer(BOB, id));
            });
            stepped.run(() -> {});
            stepped.run(() -> {});
        }

        private List<OfferView.State> states(Heard of) {
            stepped.run(() -> {});
            stepped.run(() -> {});
            return of.all(QueueEvent.OfferChanged.class).stream()
                    .map(each -> each.offer().state())
                    .toList();
        }
    }

    @Test
    void whatOneProgramAnswersGoesAwayInTheOther() throws Exception {
        Beside beside = new Beside();
        beside.bothHearOf("b1");
        beside.bothHearOf("b2");
        assertThat(beside.states(beside.firstHeard)).containsExactly(OfferView.State.OPEN, OfferView.State.OPEN);
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), false));
        stepped.run(() -> offers.answer(BOB, new RequestId("b2"), Optional.empty(), false));
        assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        assertThat(answered()).isEqualTo(OfferAnswer.DECLINED);

        stepped.advance(Duration.ofSeconds(2));

        assertThat(beside.states(beside.firstHeard))
                .containsExactlyInAnyOrder(
                        OfferView.State.OPEN, OfferView.State.OPEN, OfferView.State.ACCEPTED, OfferView.State.DECLINED);
        List<String> sentences = beside.firstHeard.all(QueueEvent.OfferChanged.class).stream()
                .map(each -> each.offer().sentence())
                .toList();
        assertThat(sentences)
                .contains(
                        "Another Naru of yours has taken gift b1 of bob.",
                        "Another Naru of yours has declined gift b2 of bob.");
        assertThat(ordered).hasSize(1);
        assertThat(sent.count()).isZero();
    }

    @Test
    void whoAnswersInTwoProgramsAtOnceFetchesItOnce() throws Exception {
        Beside beside = new Beside();
        beside.bothHearOf("b1");
        stepped.run(() -> {
            beside.first.answer(BOB, new RequestId("b1"), Optional.of(folder), false);
            beside.first.answer(BOB, new RequestId("b1"), Optional.of(folder), false);
            offers.answer(BOB, new RequestId("b1"), Optional.of(folder), false);
        });
        assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        stepped.run(() -> {});
        stepped.run(() -> {});
        assertThat(ordered).hasSize(1);
        assertThat(sent.count()).isZero();
        assertThat(beside.states(heard)).endsWith(OfferView.State.ACCEPTED);
        assertThat(beside.states(beside.firstHeard)).endsWith(OfferView.State.ACCEPTED);
    }

    @Test
    void whatIsTakenWithoutAskingIsTakenByOneProgram() throws Exception {
        verified.add(BOB);
        offered(BOB, "b1");
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), true));
        answered();
        Beside beside = new Beside();
        beside.bothHearOf("b2");
        assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        beside.states(heard);
        assertThat(ordered).hasSize(2);
    }

    @Test
    void whatWasDeclinedOrIsThroughIsntNewToALaterProgram() throws Exception {
        for (String id : List.of("b1", "b2")) {
            offered(BOB, id);
        }
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.empty(), false));
        stepped.run(() -> offers.answer(BOB, new RequestId("b2"), Optional.of(folder), false));
        answered();
        answered();
        stepped.run(() -> offers.onDownloaded(BOB, ".offer/b2/gift"));
        answered();
        start();
        offered(BOB, "b1");
        assertThat(answered()).isEqualTo(OfferAnswer.DECLINED);
        offered(BOB, "b2");
        assertThat(answered()).isEqualTo(OfferAnswer.DONE);
        assertThat(heard.all()).isEmpty();

        stepped.advance(Offers.LIFE);
        assertThat(keptFiles()).isEmpty();
    }

    @Test
    void alwaysIsTakenBackForAllProgramsAndToldOf() throws Exception {
        verified.add(BOB);
        offered(BOB, "b1");
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), true));
        answered();
        Beside beside = new Beside();
        stepped.run(() -> offers.askAgain(Optional.empty()));
        assertThat(heard.await(QueueEvent.OffersSaid.class).sentence()).contains("bob (to " + folder + ")");
        stepped.run(() -> offers.askAgain(Optional.of(EVE)));
        assertThat(heard.await(QueueEvent.OffersSaid.class).sentence())
                .isEqualTo("You are asked about what eve offers anyway.");

        stepped.run(() -> offers.askAgain(Optional.of(BOB)));

        assertThat(heard.await(QueueEvent.OffersSaid.class).sentence())
                .isEqualTo("From now on you are asked about what bob offers.");
        beside.bothHearOf("b2");
        assertThat(beside.states(beside.firstHeard)).endsWith(OfferView.State.OPEN);
        assertThat(beside.states(heard)).endsWith(OfferView.State.OPEN);
        assertThat(ordered).hasSize(1);
        stepped.run(() -> offers.askAgain(Optional.empty()));
        assertThat(heard.await(QueueEvent.OffersSaid.class).sentence())
                .isEqualTo("Nobody's offers are taken without asking.");
    }

    @Test
    void whoIsntVerifiedIsNeverAcceptedAlways() throws Exception {
        offered(BOB, "b1");
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), true));
        assertThat(answered()).isEqualTo(OfferAnswer.ACCEPTED);
        verified.add(BOB);
        start();
        offered(BOB, "b2");
        assertThat(sent.count()).isZero();
        assertThat(kept().resolve("always")).doesNotExist();
    }

    @Test
    void anOfferThatIsTooOldIsGoneAndNotKept() throws Exception {
        RequestId id = send(Files.writeString(folder.resolve("x"), "words"));
        offered(BOB, "b1");
        awaitChange();
        start();
        assertThat(awaitChange().state()).isEqualTo(OfferView.State.OPEN);
        stepped.advance(Offers.LIFE);
        assertThat(awaitChange().state()).isEqualTo(OfferView.State.GONE);
        assertThatThrownBy(() -> own.open(BOB, path(id, "x"))).isInstanceOf(NoSuchFileException.class);
        assertThat(keptFiles()).isEmpty();

        send(folder.resolve("x"));
        assertThat(keptFiles()).hasSize(1);
        OfferFiles files = new OfferFiles(kept());
        assertThat(files.read(stepped.clock().now()).sent()).hasSize(1);
        assertThat(files.read(stepped.clock().now().plus(Offers.LIFE)).sent()).isEmpty();
        assertThat(keptFiles()).isEmpty();
    }

    @Test
    void anotherAccountsOffersAreItsOwn() throws Exception {
        RequestId id = send(Files.writeString(folder.resolve("x"), "words"));
        offered(BOB, "b1");
        stepped.run(() -> offers.open(Optional.of(folder.resolve("other/offers")), true));
        assertThatThrownBy(() -> own.open(BOB, path(id, "x"))).isInstanceOf(NoSuchFileException.class);
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), false));
        assertThat(ordered).isEmpty();
        stepped.run(() -> offers.open(Optional.of(kept()), true));
        stepped.run(() -> {});
        own.open(BOB, path(id, "x")).close();
    }

    @Test
    void whatIsKeptIsNobodyElsesToRead() throws Exception {
        verified.add(BOB);
        send(Files.writeString(folder.resolve("x"), "words"));
        offered(BOB, "b1");
        stepped.run(() -> offers.answer(BOB, new RequestId("b1"), Optional.of(folder), true));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                .isEqualTo("rwx------");
        for (Path each : keptFiles()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().resolve("always"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCantBeReadIsPutAsideInWordsAndTheRestIsThere() throws Exception {
        offered(BOB, "b1");
        Path damaged = keptFiles().get(0);
        offered(BOB, "b2");
        Files.writeString(damaged, "naru offer 1\nnonsense\n");
        Files.writeString(kept().resolve("always"), "nonsense\n");
        start();
        assertThat(heard.await(EngineEvent.RequestRefused.class).sentence()).contains(damaged.toString(), "kept as");
        assertThat(heard.await(EngineEvent.RequestRefused.class).sentence()).contains("always", "can't be read");
        assertThat(awaitChange().id().value()).isEqualTo("b2");
        assertThat(damaged).doesNotExist();
    }
}
