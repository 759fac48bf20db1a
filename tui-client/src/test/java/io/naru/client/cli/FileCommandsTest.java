package io.naru.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Breakdown;
import io.naru.client.app.EngineSettings;
import io.naru.client.app.Folders;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.event.TransferLimits;
import io.naru.client.link.Login;
import io.naru.client.link.Protection;
import io.naru.client.link.RelayAddress;
import io.naru.client.plain.Outcome;
import io.naru.client.terminal.TerminalDisplay;
import io.naru.client.testkit.Person;
import io.naru.common.file.LineFile;
import io.naru.common.message.Password;
import io.naru.common.time.Clock;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands about files, as scripts run them: a real relay, a real owner, in this process and over TLS. */
@Timeout(120)
class FileCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private RelayServer relay;
    private Person bob;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
        bobComes("data-bob");
    }

    /** With the key in that folder. */
    private void bobComes(String data) {
        bob = Person.of("bob", EngineSettings.standard("test", folder.resolve(data)));
        bob.engine()
                .connect(Login.of(
                        new RelayAddress("127.0.0.1", relay.address().getPort()),
                        bob.user(),
                        Optional.of(Password.of("secret of bob")),
                        Protection.pinned(relay.fingerprint())));
        bob.log().await(EngineEvent.LinkUp.class);
    }

    @AfterEach
    void stop() {
        bob.close();
        relay.close();
    }

    private CompletableFuture<Integer> begin(String... arguments) throws IOException {
        Path password = folder.resolve("password");
        if (Files.notExists(password)) {
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, "secret of alice\n", StandardCharsets.UTF_8);
        }
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        List<String> login = List.of(
                "--relay",
                "alice@127.0.0.1:" + relay.address().getPort(),
                "--fingerprint",
                relay.fingerprint().toString(),
                "--password-file",
                password.toString());
        all.addAll(arguments[0].equals("queue") ? List.of() : login);
        Environment environment = new Environment(
                Map.of(),
                new Folders(folder, folder.resolve("config"), folder.resolve("state"), folder.resolve("data")),
                folder,
                "alice",
                Optional.empty(),
                TerminalDisplay::open,
                new ByteArrayInputStream(new byte[0]),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Clock.system(),
                new Breakdown());
        return CompletableFuture.supplyAsync(() -> new ClientProgram(environment).run(all.toArray(String[]::new)));
    }

    private Outcome run(String... arguments) throws IOException {
        int status = begin(arguments).join();
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.status() == status)
                .findFirst()
                .orElseThrow(() -> new AssertionError("status " + status + ": " + err));
    }

    private Path shared() throws IOException {
        return Files.createDirectories(folder.resolve("shared"));
    }

    private void share(int files) throws IOException {
        bob.engine().share(shared());
        bob.log().await(EngineEvent.ShareCounted.class, counted -> !counted.isScanning() && counted.files() == files);
    }

    private Path downloads() {
        return folder.resolve("downloads");
    }

    private static byte[] random(int octets) {
        byte[] content = new byte[octets];
        new Random(octets).nextBytes(content);
        return content;
    }

    @Test
    void whoIsOnlineIsALineOrAnObjectEach() throws IOException {
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        share(1);

        assertThat(run("who")).as(err.toString()).isEqualTo(Outcome.DONE);
        assertThat(out.toString()).contains("bob, here, shares 1 file, 3 B\n");
        assertThat(run("who", "--json")).isEqualTo(Outcome.DONE);
        assertThat(out.toString())
                .contains("{\"user\":\"bob\",\"state\":\"online\",\"status\":\"\",\"files\":1,\"octets\":3,");
    }

    @Test
    void aFolderIsListedAndWhatIsNotThereIsTold() throws IOException {
        Files.createDirectories(shared().resolve("사진"));
        Files.writeString(shared().resolve("사진/one.png"), "png", StandardCharsets.UTF_8);
        share(1);

        assertThat(run("ls", "bob")).as(err.toString()).isEqualTo(Outcome.DONE);
        assertThat(out.toString()).endsWith("사진/\n");
        assertThat(run("ls", "bob:사진", "--json")).isEqualTo(Outcome.DONE);
        assertThat(out.toString()).contains("{\"user\":\"bob\",\"path\":\"사진/one.png\",\"kind\":\"file\",\"size\":3,");
        assertThat(run("ls", "bob:music")).isEqualTo(Outcome.ABSENT);
        assertThat(run("ls", "zoe")).isEqualTo(Outcome.ABSENT);
        assertThat(err.toString()).endsWith("naru: zoe isn't online.\n");
    }

    @Test
    void filesAndFoldersComeAsTheyAreAndNothingIsOverwritten() throws IOException {
        byte[] content = random(700_000);
        Files.write(shared().resolve("big.bin"), content);
        Files.createDirectories(shared().resolve("set/inner"));
        Files.writeString(shared().resolve("set/inner/x.txt"), "x", StandardCharsets.UTF_8);
        share(2);
        Files.createDirectories(downloads());
        Files.writeString(downloads().resolve("big.bin"), "mine", StandardCharsets.UTF_8);

        assertThat(run("get", "bob:big.bin", "bob:/set/", "-r", "-o", "downloads"))
                .as(err.toString())
                .isEqualTo(Outcome.DONE);

        assertThat(downloads().resolve("big.bin")).hasContent("mine");
        assertThat(downloads().resolve("big (1).bin")).hasBinaryContent(content);
        assertThat(downloads().resolve("set/inner/x.txt")).hasContent("x");
        assertThat(out.toString()).contains("big (1).bin");
        assertThat(folder.resolve("data/get")).isEmptyDirectory();
    }

    @Test
    void whatIsGotAgainAndAgainIsThereOnce() throws IOException {
        Files.createDirectories(shared().resolve("set"));
        Files.writeString(shared().resolve("set/x.txt"), "x", StandardCharsets.UTF_8);
        Files.writeString(shared().resolve("rep.csv"), "of bob", StandardCharsets.UTF_8);
        share(2);
        Files.createDirectories(downloads());
        Files.writeString(downloads().resolve("rep.csv"), "mine!!", StandardCharsets.UTF_8);

        for (int i = 0; i < 3; i++) {
            assertThat(run("get", "bob:set", "bob:rep.csv", "-r", "-o", "downloads"))
                    .as(err.toString())
                    .isEqualTo(Outcome.DONE);
        }
        assertThat(downloads().toFile().list()).containsExactlyInAnyOrder("set", "rep.csv", "rep (1).csv");
        assertThat(downloads().resolve("set").toFile().list()).containsExactly("x.txt");
        assertThat(downloads().resolve("rep.csv")).hasContent("mine!!");
        assertThat(out.toString())
                .contains("rep (1).csv  6 B  It was here already.")
                .doesNotContain("  0 B");
    }

    @Test
    void allThatSomebodySharesComesByNamingNoPath() throws IOException {
        Files.createDirectories(shared().resolve("set"));
        Files.writeString(shared().resolve("set/x.txt"), "x", StandardCharsets.UTF_8);
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        share(2);
        assertThat(run("get", "bob:", "-r", "-o", "downloads"))
                .as(err.toString())
                .isEqualTo(Outcome.DONE);
        assertThat(downloads().resolve("set/x.txt")).hasContent("x");
        assertThat(downloads().resolve("a.txt")).hasContent("abc");
        assertThat(begin("get", "bob:", "-o", "downloads").join()).isEqualTo(2);
        assertThat(err.toString()).contains("With -r, USER: is all that the user shares.");
    }

    @Test
    void eachFileOfAFolderThatCannotBeHadIsToldInASentence() throws IOException {
        for (String name : List.of("set/fine", "set/x/Same", "set/x/same")) {
            Files.createDirectories(shared().resolve(name).getParent());
            Files.writeString(shared().resolve(name), name, StandardCharsets.UTF_8);
        }
        Path here = Files.createDirectories(downloads().resolve("set"));
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(here.resolve("x"), folder.resolve("elsewhere"));
        share(3);
        assertThat(run("get", "bob:set", "-r", "-o", "downloads")).isEqualTo(Outcome.PARTIAL);
        assertThat(err.toString().lines().filter(line -> line.startsWith("naru: bob:set/")))
                .hasSize(2)
                .allMatch(line -> line.endsWith("."))
                .anyMatch(line -> line.startsWith("naru: bob:set/x/same: "));
        assertThat(run("get", "bob:set", "-r", "-o", "downloads", "--json")).isEqualTo(Outcome.PARTIAL);
        assertThat(out.toString())
                .contains("{\"event\":\"failed\",\"direction\":\"download\",\"user\":\"bob\","
                        + "\"path\":\"set/x/same\",\"size\":10,\"sentence\":\"")
                .contains("\"files_done\":1,\"files_failed\":");
    }

    @Test
    void whoSharesNothingHasNothingToGet() throws IOException {
        assertThat(run("get", "bob:", "-r", "-o", "downloads")).isEqualTo(Outcome.ABSENT);
        assertThat(err.toString()).contains("bob shares nothing with you.");
        assertThat(downloads()).doesNotExist();
    }

    @Test
    void whatFailsIsToldApart() throws IOException {
        Files.createDirectories(shared().resolve("set"));
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        share(1);

        assertThat(run("get", "bob:nothing.txt", "-o", "downloads")).isEqualTo(Outcome.ABSENT);
        assertThat(err.toString()).contains("naru: bob shares no nothing.txt.");
        assertThat(folder.resolve("data/get")).isEmptyDirectory();
        assertThat(run("get", "bob:set", "-o", "downloads")).isEqualTo(Outcome.FAILED);
        assertThat(err.toString()).contains("set is a folder; with -r it is fetched with all that is in it.");
        assertThat(run("get", "bob:a.txt", "zoe:a.txt", "-o", "downloads", "--json"))
                .isEqualTo(Outcome.PARTIAL);
        assertThat(out.toString())
                .contains("\"user\":\"zoe\",\"path\":\"a.txt\",\"state\":\"absent\"")
                .contains("\"user\":\"bob\",\"path\":\"a.txt\",\"state\":\"done\",\"done\":3,\"size\":3");
        assertThat(downloads().resolve("a.txt")).hasContent("abc");
    }

    @Test
    void aGetGoesOnWhereAnEarlierOneWasBrokenOff() throws IOException {
        byte[] content = random(6_000_000);
        Files.write(shared().resolve("big.bin"), content);
        share(1);
        bob.engine().limit(TransferLimits.DEFAULT.withRates(0, 2_000_000));
        CompletableFuture<Integer> broken = begin("get", "bob:big.bin", "-o", "downloads", "--timeout", "2s");
        bob.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().doneOctets() > 1_500_000);
        bob.close();
        assertThat(broken.join()).as(err.toString()).isEqualTo(Outcome.ABSENT.status());
        assertThat(err.toString()).contains("big.bin: ").contains("bob").contains("Gave up after 2");
        assertThat(downloads().resolve(".big.bin.naru-part")).exists();

        relay.close();
        start();
        share(1);
        assertThat(run("get", "bob:big.bin", "-o", "downloads", "--json"))
                .as(err.toString())
                .isEqualTo(Outcome.DONE);

        assertThat(downloads().resolve("big.bin")).hasBinaryContent(content);
        try (Stream<Path> left = Files.list(downloads())) {
            assertThat(left).containsExactly(downloads().resolve("big.bin"));
        }
    }

    @Test
    void anOwnersNoIsARefusal() throws IOException {
        Files.write(shared().resolve("big.bin"), random(6_000_000));
        share(1);
        bob.engine().limit(TransferLimits.DEFAULT.withRates(0, 1_000_000));
        CompletableFuture<Integer> refused = begin("get", "bob:big.bin", "-o", "downloads");
        long id = bob.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().doneOctets() > 100_000)
                .transfer()
                .id();
        bob.engine().cancel(id);
        assertThat(refused.join()).as(err.toString()).isEqualTo(Outcome.REFUSED.status());
        assertThat(err.toString()).contains("has ended that upload");
    }

    @Test
    void whoHasAnotherKeyThanTheKnownOneGivesAndGetsNothing() throws IOException {
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        share(1);
        assertThat(run("get", "bob:a.txt", "-o", "downloads")).isEqualTo(Outcome.DONE);
        bob.close();
        bobComes("data-of-somebody-else");
        share(1);

        assertThat(run("get", "bob:a.txt", "-o", "other")).as(err.toString()).isEqualTo(Outcome.REFUSED);
        assertThat(err.toString())
                .endsWith("naru: The key of bob isn't the one that is known here; nothing is fetched. In naru,"
                        + " /verify bob compares it.\n");
        assertThat(folder.resolve("other")).doesNotExist();
        assertThat(run("put", "bob", "shared/a.txt")).isEqualTo(Outcome.REFUSED);
        assertThat(err.toString())
                .endsWith("naru: The key of bob isn't the one that is known here; nothing is sent. In naru,"
                        + " /verify bob compares it.\n");
        assertThat(bob.log().all(QueueEvent.OfferChanged.class)).isEmpty();
    }

    @Test
    void whereNothingCanBeSentOrFetchedThatIsAFailureAndWithoutTheUserItIsAnAbsence() throws IOException {
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        assertThat(run("put", "zoe", "shared/a.txt")).isEqualTo(Outcome.ABSENT);
        assertThat(err.toString()).endsWith("naru: zoe isn't online.\n");
        assertThat(run("put", "bob", "nowhere.txt")).isEqualTo(Outcome.FAILED);
        relay.close();
        assertThat(run("put", "bob", "shared/a.txt", "--timeout", "1s")).isEqualTo(Outcome.FAILED);
        assertThat(run("get", "bob:a.txt", "--timeout", "1s")).isEqualTo(Outcome.FAILED);
        assertThat(run("ls", "bob", "--timeout", "1s")).isEqualTo(Outcome.FAILED);
        assertThat(run("find", "a", "--timeout", "1s")).isEqualTo(Outcome.FAILED);
        assertThat(run("who", "--timeout", "1s")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void whoLeavesWithSomeOfWhatWasSentHasAPart() throws IOException {
        Files.write(folder.resolve("gift.bin"), random(1000));
        Files.write(folder.resolve("big.bin"), random(6_000_000));
        bob.engine().limit(TransferLimits.DEFAULT.withRates(1_000_000, 0));
        CompletableFuture<Integer> sending = begin("put", "bob", "gift.bin", "big.bin", "--timeout", "2s");
        OfferView offer = bob.log().await(QueueEvent.OfferChanged.class).offer();
        bob.engine().answerOffer(offer.peer(), offer.id(), Optional.of(downloads()), false);
        bob.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().doneOctets() > 1_500_000);
        bob.close();
        assertThat(sending.join()).as(err.toString()).isEqualTo(Outcome.PARTIAL.status());
        assertThat(err.toString()).contains("naru: bob has left before having all of it. Gave up after 2");
        assertThat(downloads().resolve("gift.bin")).exists();
    }

    @Test
    void whatCameWhileTheRestDidNotIsPartialAndIsNotFetchedAgainUnlessItIsGone() throws IOException {
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        Files.writeString(shared().resolve("b.txt"), "abc", StandardCharsets.UTF_8);
        Files.write(shared().resolve("big.bin"), random(6_000_000));
        share(3);
        bob.engine().limit(TransferLimits.DEFAULT.withRates(0, 1_000_000));
        String[] command = {"get", "bob:a.txt", "bob:b.txt", "bob:big.bin", "-o", "downloads", "--timeout", "2s"};
        CompletableFuture<Integer> broken = begin(command);
        bob.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().doneOctets() > 1_000_000);
        bob.close();
        assertThat(broken.join()).as(err.toString()).isEqualTo(Outcome.PARTIAL.status());
        assertThat(downloads().resolve("a.txt")).hasContent("abc");
        Files.delete(downloads().resolve("a.txt"));
        Files.writeString(downloads().resolve("b.txt"), "something else", StandardCharsets.UTF_8);

        relay.close();
        start();
        share(3);
        assertThat(run(command)).as(err.toString()).isEqualTo(Outcome.DONE);
        assertThat(downloads().resolve("a.txt")).hasContent("abc");
        assertThat(downloads().resolve("b.txt")).hasContent("something else");
        assertThat(downloads().resolve("b (1).txt")).hasContent("abc");
        assertThat(downloads().resolve("big.bin")).hasBinaryContent(random(6_000_000));
        assertThat(folder.resolve("data/get")).isEmptyDirectory();
    }

    @Test
    void whatCannotBeKeptIsFetchedAllTheSameAndThatIsSaid() throws IOException {
        Files.writeString(shared().resolve("a.txt"), "abc", StandardCharsets.UTF_8);
        share(1);
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/get"), "in the way", StandardCharsets.UTF_8);
        assertThat(run("get", "bob:a.txt", "-o", "downloads"))
                .as(err.toString())
                .isEqualTo(Outcome.DONE);
        assertThat(err.toString()).contains("The queue isn't kept");
        assertThat(downloads().resolve("a.txt")).hasContent("abc");
    }

    @Test
    void whoDoesNotAnswerAnOfferIsNamed() throws IOException {
        Path gift = Files.write(folder.resolve("gift.bin"), random(1000));
        assertThat(run("put", "bob", gift.toString(), "--timeout", "1s")).isEqualTo(Outcome.ABSENT);
        assertThat(err.toString()).contains("bob hasn't answered the offer. Gave up after 1");
    }

    @Test
    void theKeptQueueIsPrinted() throws IOException {
        assertThat(run("queue")).isEqualTo(Outcome.DONE);
        assertThat(out.toString()).endsWith("The queue is empty.\n");
        Path queue = Files.createDirectories(folder.resolve("data/queue/relay/alice"));
        Files.writeString(
                queue.resolve("queue"),
                "naru queue 1\n"
                        + LineFile.line("+\t1\t0\t0\tfile\t\t3\t\t/in\tbob\tdir/a.txt")
                        + LineFile.line("t\t1\t/in/a.txt")
                        + LineFile.line("+\t2\t0\t0\tfile\t\t3\t\t/in\tbob\tb.txt")
                        + LineFile.line("r\t2\t2")
                        + LineFile.line("s\t2\tFAILED\tNo \u001b[31mway."),
                StandardCharsets.UTF_8);
        assertThat(run("queue")).isEqualTo(Outcome.DONE);
        assertThat(out.toString())
                .contains("Ordered in naru, which isn't running; it goes on with them when it is started:\n")
                .contains("  queued       0 %  3 B                bob:dir/a.txt  to /in/a.txt\n")
                .contains("  failed       0 %  3 B                bob:b.txt  priority +2  No ")
                .doesNotContain("\u001b");
        assertThat(run("queue", "--json")).isEqualTo(Outcome.DONE);
        assertThat(out.toString())
                .contains(
                        "{\"user\":\"bob\",\"path\":\"dir/a.txt\",\"state\":\"queued\",\"by\":\"naru\",\"running\":false,"
                                + "\"done\":0,\"size\":3,\"percent\":0,\"priority\":0,\"added\":\"1970-01-01T00:00:00Z\","
                                + "\"file\":\"/in/a.txt\"}\n");
    }

    @Test
    void aGetIsInTheQueueWhileItRunsAndWhenItWasKilled() throws IOException {
        Files.write(shared().resolve("big.bin"), random(6_000_000));
        share(1);
        bob.engine().limit(TransferLimits.DEFAULT.withRates(0, 1_000_000));
        CompletableFuture<Integer> getting = begin("get", "bob:big.bin", "-o", "downloads", "--timeout", "2s");
        bob.log()
                .await(
                        EngineEvent.TransferChanged.class,
                        changed -> changed.transfer().doneOctets() > 2_000_000);
        assertThat(run("queue")).isEqualTo(Outcome.DONE);
        assertThat(out.toString())
                .startsWith("Ordered by naru get, which is running:\n  running  ")
                .containsPattern(
                        " [1-9][0-9]? %  [0-9.]+ [kM]B of 6.0 MB +bob:big.bin  to " + downloads() + "/big.bin\n");
        bob.close();
        assertThat(getting.join()).isEqualTo(Outcome.ABSENT.status());

        assertThat(run("queue")).isEqualTo(Outcome.DONE);
        assertThat(out.toString())
                .contains("Ordered by naru get, which has ended; the same command goes on with them:\n  queued  ");
        assertThat(run("queue", "--json")).isEqualTo(Outcome.DONE);
        assertThat(out.toString()).contains("\"state\":\"queued\",\"by\":\"get\",\"running\":false,\"done\":");
    }

    @Test
    void whatTheUserHasSetOfRatesHoldsForCommandsToo() throws IOException {
        byte[] content = random(1_000_000);
        Files.write(shared().resolve("big.bin"), content);
        share(1);
        Path settings = Files.createDirectories(folder.resolve("config")).resolve("naru.properties");
        Files.writeString(settings, "download-rate = 400k\nupload-rate = 400k\n", StandardCharsets.UTF_8);

        long beganNanos = System.nanoTime();
        assertThat(run("get", "bob:big.bin", "-o", "downloads")).isEqualTo(Outcome.DONE);
        assertThat(System.nanoTime() - beganNanos).isGreaterThan(TimeUnit.SECONDS.toNanos(1));

        beganNanos = System.nanoTime();
        CompletableFuture<Integer> sending = begin("put", "bob", "shared/big.bin");
        OfferView offer = bob.log().await(QueueEvent.OfferChanged.class).offer();
        bob.engine().answerOffer(offer.peer(), offer.id(), Optional.of(folder.resolve("sent")), false);
        assertThat(sending.join()).as(err.toString()).isZero();
        assertThat(System.nanoTime() - beganNanos).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(folder.resolve("sent/big.bin")).hasBinaryContent(content);
    }

    @Test
    void whatIsSentWaitsForAYesAndANoIsARefusal() throws IOException {
        Path gift = Files.write(folder.resolve("gift.bin"), random(1000));
        CompletableFuture<Integer> first = begin("put", "bob", gift.toString());
        OfferView offer = bob.log().await(QueueEvent.OfferChanged.class).offer();
        bob.engine().answerOffer(offer.peer(), offer.id(), Optional.of(downloads()), false);
        assertThat(first.join()).as(err.toString()).isZero();
        assertThat(downloads().resolve("gift.bin")).hasBinaryContent(random(1000));
        assertThat(out.toString()).isEqualTo("gift.bin  1.0 kB  to bob\n");

        CompletableFuture<Integer> second = begin("put", "bob", "gift.bin");
        OfferView again = bob.log()
                .await(QueueEvent.OfferChanged.class, changed -> changed.offer().state() == OfferView.State.OPEN)
                .offer();
        bob.engine().answerOffer(again.peer(), again.id(), Optional.empty(), false);
        assertThat(second.join()).isEqualTo(Outcome.REFUSED.status());
    }

    @Test
    void severalFilesThatWereSentAreNamedByTheirFirst() throws IOException {
        Files.write(folder.resolve("gift.bin"), random(1000));
        Files.write(folder.resolve("card.txt"), random(100));
        CompletableFuture<Integer> sending = begin("put", "bob", "gift.bin", "card.txt", "--json");
        OfferView offer = bob.log().await(QueueEvent.OfferChanged.class).offer();
        bob.engine().answerOffer(offer.peer(), offer.id(), Optional.of(downloads()), false);
        assertThat(sending.join()).as(err.toString()).isZero();
        assertThat(downloads().resolve("card.txt")).hasBinaryContent(random(100));
        assertThat(out.toString())
                .contains(
                        "\"direction\":\"upload\",\"user\":\"bob\",\"path\":\"gift.bin and 1 more\",\"state\":\"done\"")
                .doesNotContain(".offer");
    }

    @Test
    void whatIsFoundIsPrintedAndNothingFoundIsAStatus() throws IOException {
        Files.writeString(shared().resolve("Über 보고서.txt"), "abc", StandardCharsets.UTF_8);
        share(1);

        assertThat(run("find", "보고서")).as(err.toString()).isEqualTo(Outcome.DONE);
        assertThat(out.toString()).contains("3 B  bob:Über 보고서.txt");
        assertThat(run("find", "nowhere")).isEqualTo(Outcome.ABSENT);
        assertThat(err.toString()).endsWith("Nobody who is online shares such a file.\n");
    }
}
