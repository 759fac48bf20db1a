package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.Agent;
import io.naru.client.agent.FileSender;
import io.naru.client.agent.Pace;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.EngineEvent;
import io.naru.client.event.ListingEvent;
import io.naru.client.event.ListingFault;
import io.naru.client.event.RemoteEntry;
import io.naru.common.message.EntryKind;
import io.naru.common.message.FileMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import io.naru.common.wire.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Listings that were asked for, and answers that weren't; without threads. */
class RemoteSharesTest {
    private static final UserName BOB = UserName.of("bob");
    private static final UserName MALLORY = UserName.of("mallory");

    private final FakeClock clock = new FakeClock();
    private final Agent agent = new Agent(clock);
    private final List<EngineEvent> events = new ArrayList<>();
    private final List<FileMessage> sent = new ArrayList<>();
    private boolean isDown;
    private final Pace pace = RemoteShares.pace(agent);
    private final RemoteShares shares = made();

    private RemoteShares made() {
        FileSender sender = new FileSender() {
            @Override
            public boolean offer(FileMessage message) {
                return !isDown && sent.add(message);
            }

            @Override
            public boolean put(FileMessage message) {
                return offer(message);
            }
        };
        return new RemoteShares(agent, sender, new RequestIds(""), events::add, pace);
    }

    private Optional<RequestId> ask(String folder) {
        shares.list(BOB, folder, "");
        return sent.get(sent.size() - 1).requestId();
    }

    private static FileMessage.ListEntry entry(UserName user, String name, Optional<RequestId> id) {
        return new FileMessage.ListEntry(
                user, name, id, OptionalLong.of(1), OptionalLong.empty(), EntryKind.FILE, Optional.empty());
    }

    private void answer(UserName user, Optional<RequestId> id, String... names) {
        shares.onStart(new FileMessage.ListStart(user, id, "", OptionalLong.of(names.length)));
        for (String name : names) {
            shares.onEntry(entry(user, name, id));
        }
        shares.onEnd(new FileMessage.ListEnd(user, id, "", ""));
    }

    private ListingEvent.ListingReceived received() {
        assertThat(events).hasSize(1);
        return (ListingEvent.ListingReceived) events.get(0);
    }

    @Test
    void anAnswerIsTakenByItsUserAndId() {
        Optional<RequestId> id = ask("");
        answer(MALLORY, id, "a");
        answer(BOB, Optional.of(new RequestId("l999")), "b");
        answer(MALLORY, Optional.empty(), "c");
        answer(BOB, id, "x", "y");
        answer(BOB, id, "z");
        assertThat(received().entries()).extracting(RemoteEntry::name).containsExactly("x", "y");
        assertThat(received().isFlat()).isFalse();
    }

    @Test
    void anAnswerWithoutAnIdIsABaseClientsAndFlat() {
        ask("");
        shares.onStart(new FileMessage.ListStart(BOB, Optional.empty(), "", OptionalLong.empty()));
        shares.onEntry(entry(BOB, "dir/x", Optional.empty()));
        shares.onEnd(new FileMessage.ListEnd(BOB, Optional.empty(), "", ""));
        assertThat(received().isFlat()).isTrue();
        assertThat(received().total()).isEmpty();
    }

    @Test
    void whatIsFromTheFirstDayOfComputersHasNoTime() {
        Optional<RequestId> id = ask("");
        for (long millis : new long[] {0, 1_000}) {
            shares.onEntry(new FileMessage.ListEntry(
                    BOB,
                    "at " + millis,
                    id,
                    OptionalLong.empty(),
                    OptionalLong.of(millis),
                    EntryKind.FOLDER,
                    Optional.empty()));
        }
        shares.onEnd(new FileMessage.ListEnd(BOB, id, "", ""));
        assertThat(received().entries())
                .extracting(RemoteEntry::modified)
                .containsExactly(Optional.empty(), Optional.of(Instant.ofEpochSecond(1)));
    }

    @Test
    void aLongFlatListComesInPiecesByItself() {
        ask("");
        for (int i = 0; i < RemoteShares.FLAT_PIECE + 1; i++) {
            shares.onEntry(entry(BOB, "f" + i, Optional.empty()));
        }
        ListingEvent.ListingReceived first = received();
        assertThat(first.isFirst()).isTrue();
        assertThat(first.nextCursor()).isEqualTo(RemoteShares.MORE_COMES);
        shares.list(BOB, "", first.nextCursor());
        assertThat(sent).hasSize(1);
        shares.onEnd(new FileMessage.ListEnd(BOB, Optional.empty(), "", ""));
        ListingEvent.ListingReceived last = (ListingEvent.ListingReceived) events.get(1);
        assertThat(last.isFirst()).isFalse();
        assertThat(last.nextCursor()).isEmpty();
        assertThat(last.entries()).hasSize(1);
    }

    @Test
    void aListOfEndlessNamesIsCutToo() {
        Optional<RequestId> id = ask("");
        String name = "n".repeat(4_000);
        for (int i = 0; i < RemoteShares.CHARACTERS_MAX / 4_000 + 1; i++) {
            shares.onEntry(entry(BOB, name, id));
        }
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(ListingEvent.ListingFailed.class, failed -> {
            assertThat(failed.sentence()).contains("more than fits");
        });
    }

    @Test
    void anEndlessListIsCutWithASentence() {
        ask("");
        for (int i = 0; i < RemoteShares.ENTRIES_MAX + 100; i++) {
            shares.onEntry(entry(BOB, "f", Optional.empty()));
        }
        EngineEvent last = events.get(events.size() - 1);
        assertThat(((ListingEvent.ListingFailed) last).sentence()).contains("more than fits in one list");
        assertThat(events.stream().filter(ListingEvent.ListingFailed.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aFolderOfThousandsOfPagesIsAskedForNoFasterThanRelaysLike() {
        long begunNanos = clock.nanos();
        int pages = 0;
        while (pages < 2_000) {
            int before = sent.size();
            shares.list(BOB, "", Integer.toString(pages));
            while (sent.size() == before) {
                clock.advance(Duration.ofMillis(1));
                agent.runPending();
            }
            FileMessage.ListRequest asked = (FileMessage.ListRequest) sent.get(before);
            shares.onEnd(new FileMessage.ListEnd(BOB, asked.requestId(), "", "more"));
            pages++;
        }
        Duration took = Duration.ofNanos(clock.nanos() - begunNanos);
        assertThat(sent).hasSize(2_000);
        assertThat(took).isBetween(Duration.ofSeconds(43), Duration.ofSeconds(45));
        assertThat(events).noneMatch(ListingEvent.ListingFailed.class::isInstance);
    }

    @Test
    void whatWaitsToBeAskedIsAskedOnceAndEndsWithTheLink() {
        for (int i = 0; i <= RemoteShares.PAGES_AT_ONCE; i++) {
            shares.list(BOB, "folder " + i, "");
        }
        assertThat(sent).hasSize(RemoteShares.PAGES_AT_ONCE);
        shares.list(BOB, "folder " + RemoteShares.PAGES_AT_ONCE, "");
        shares.onDown();
        assertThat(events).hasSize(RemoteShares.PAGES_AT_ONCE + 1);
        clock.advance(Duration.ofSeconds(20));
        agent.runPending();
        assertThat(sent).hasSize(RemoteShares.PAGES_AT_ONCE);
    }

    @Test
    void allWhoAskOverOneLinkKeepToOnePaceTogether() {
        RemoteShares others = made();
        for (int i = 0; i < RemoteShares.PAGES_AT_ONCE; i++) {
            shares.list(BOB, "mine " + i, "");
            others.list(BOB, "other " + i, "");
        }
        assertThat(sent).hasSize(RemoteShares.PAGES_AT_ONCE);
        clock.advance(Duration.ofSeconds(1));
        agent.runPending();
        assertThat(sent).hasSize(RemoteShares.PAGES_AT_ONCE + RemoteShares.PAGES_A_SECOND);
    }

    @Test
    void askingTwiceAsksOnce() {
        ask("images");
        ask("images");
        ask("other");
        assertThat(sent).hasSize(2);
    }

    @Test
    void silenceFails() {
        ask("");
        clock.advance(Duration.ofSeconds(14));
        agent.runPending();
        assertThat(events).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        agent.runPending();
        assertThat(((ListingEvent.ListingFailed) events.get(0)).sentence()).contains("within 15 seconds");
        ask("");
        assertThat(sent).hasSize(2);
    }

    @Test
    void aListThatKeepsComingIsWaitedFor() {
        Optional<RequestId> id = ask("");
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(10));
            agent.runPending();
            for (int j = 0; j < 50; j++) {
                shares.onEntry(entry(BOB, "f" + i + "." + j, id));
            }
        }
        shares.onEnd(new FileMessage.ListEnd(BOB, id, "", ""));
        assertThat(events).noneMatch(ListingEvent.ListingFailed.class::isInstance);
    }

    @Test
    void refusalsBreaksAndLeavingFailInWords() {
        Optional<RequestId> id = ask("a");
        assertThat(shares.onRefused(new FileMessage.DownloadRefuse(MALLORY, "a", id, "not-found", "spoofed")))
                .isFalse();
        assertThat(shares.onRefused(new FileMessage.DownloadRefuse(BOB, "a", id, "not-found", "No such folder.")))
                .isTrue();
        ask("b");
        shares.onGone(BOB);
        ask("c");
        shares.onDown();
        String last = ask("d").orElseThrow().value();
        assertThat(shares.onRefused("d1", ErrorCode.UNKNOWN_USER, "unknown")).isFalse();
        assertThat(shares.onRefused(last, ErrorCode.UNKNOWN_USER, "bob isn't online."))
                .isTrue();
        isDown = true;
        shares.list(BOB, "e", "");
        assertThat(events)
                .extracting(event -> ((ListingEvent.ListingFailed) event).sentence())
                .containsExactly(
                        "No such folder.",
                        "bob has left.",
                        "The connection to the relay broke before the list came.",
                        "bob isn't online.",
                        "There is no connection to the relay just now.");
        assertThat(events)
                .extracting(event -> ((ListingEvent.ListingFailed) event).fault())
                .containsExactly(
                        ListingFault.ABSENT,
                        ListingFault.ABSENT,
                        ListingFault.FAILED,
                        ListingFault.ABSENT,
                        ListingFault.FAILED);
    }

    @Test
    void whyThereIsNoListIsToldForPrograms() {
        Map<String, ListingFault> faults = Map.of(
                "not-found", ListingFault.ABSENT,
                "busy", ListingFault.REFUSED,
                "not-permitted", ListingFault.REFUSED,
                "unreadable", ListingFault.FAILED,
                "of-tomorrow", ListingFault.REFUSED,
                "", ListingFault.REFUSED);
        faults.forEach((code, fault) -> {
            events.clear();
            shares.onRefused(new FileMessage.DownloadRefuse(BOB, "a", ask("a"), code, "No."));
            assertThat(events).containsExactly(new ListingEvent.ListingFailed(BOB, "a", "No.", fault));
        });
        events.clear();
        ask("b");
        clock.advance(RemoteShares.TIMEOUT);
        agent.runPending();
        assertThat(((ListingEvent.ListingFailed) events.get(0)).fault()).isEqualTo(ListingFault.FAILED);
    }
}
