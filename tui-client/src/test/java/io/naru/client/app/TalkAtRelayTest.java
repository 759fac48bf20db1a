package io.naru.client.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.RoomEvent;
import io.naru.client.testkit.Person;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import io.naru.relay.RelayConfig;
import io.naru.relay.RelayServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engines that keep their chat on disk, and a relay that does too. */
@Timeout(120)
class TalkAtRelayTest {
    private static final RoomName DEV = RoomName.of("#dev");
    private static final RoomName WITH_BOB = RoomName.of("@bob");

    @TempDir
    private Path folder;

    private final List<Person> people = new ArrayList<>();
    private RelayServer relay;
    private int count;

    @BeforeEach
    void start() throws IOException {
        relay = RelayServer.start(RelayConfig.temporary().withData(folder.resolve("relay")));
    }

    @AfterEach
    void end() {
        people.forEach(Person::close);
        relay.close();
    }

    /** Somebody's program, with the files of an install of that name. */
    private Person on(String install, String user) {
        Person person = Person.of(user, EngineSettings.standard("test", folder.resolve(install)));
        people.add(person);
        person.connect(relay.address());
        caughtUp(person, RoomName.LOBBY);
        return person;
    }

    private static long caughtUp(Person person, RoomName room) {
        return person.log()
                .await(RoomEvent.CaughtUp.class, caught -> caught.room().equals(room))
                .missed();
    }

    private MessageId say(Person person, RoomName room, String text) {
        count++;
        MessageId id = new MessageId("m" + count);
        person.engine().talk().say(id, room, text, OptionalLong.empty());
        return id;
    }

    private static EngineEvent.ChatReceived hears(Person person, String text) {
        return person.log()
                .await(EngineEvent.ChatReceived.class, chat -> chat.text().equals(text));
    }

    private void restart(Path data) throws IOException {
        InetSocketAddress address = relay.address();
        relay.close();
        for (Person person : people) {
            person.log().await(EngineEvent.LinkLost.class);
        }
        relay = RelayServer.start(RelayConfig.temporary().withData(data).withListen(List.of(address)));
    }

    @Test
    void receiptsHaveTheirSeqAndAReplyItsAim() {
        Person alice = on("a", "alice");
        Person bob = on("b", "bob");

        MessageId id = say(alice, RoomName.LOBBY, "first");
        bob.log().await(EngineEvent.ChatReceived.class);
        bob.engine().talk().say(new MessageId("r"), RoomName.LOBBY, "answer", OptionalLong.of(1));

        EngineEvent.ChatReceived receipt = hears(alice, "first");
        assertThat(receipt.id()).contains(id);
        assertThat(receipt.isOwn()).isTrue();
        assertThat(receipt.seq()).hasValue(1);
        assertThat(hears(alice, "answer").replyTo()).hasValue(1);
    }

    @Test
    void whoComesBackIsToldWhatWasMissedBehindSomeKnownLines() {
        Person alice = on("a", "alice");
        Person bob = on("b", "bob");
        say(alice, RoomName.LOBBY, "known");
        hears(bob, "known");
        bob.close();
        say(alice, RoomName.LOBBY, "missed");
        hears(alice, "missed");

        Person again = Person.of("bob", EngineSettings.standard("test", folder.resolve("b")));
        people.add(again);
        again.connect(relay.address());

        assertThat(hears(again, "known").isReplayed()).isTrue();
        assertThat(hears(again, "missed").isReplayed()).isTrue();
        assertThat(caughtUp(again, RoomName.LOBBY)).isEqualTo(1);
    }

    @Test
    void whatIsSaidWhileTheRelayIsAwayComesWhenItIsBackAndAllOfItOnce() throws IOException {
        Person alice = on("a", "alice");
        Person bob = on("b", "bob");
        for (int i = 0; i < 300; i++) {
            say(alice, RoomName.LOBBY, "line " + i);
        }
        hears(bob, "line 40");

        restart(folder.resolve("relay"));

        say(bob, RoomName.LOBBY, "last of bob");
        hears(alice, "last of bob");
        hears(bob, "line 299");
        hears(alice, "line 299");
        for (Person person : people) {
            List<EngineEvent.ChatReceived> told = person.log().all(EngineEvent.ChatReceived.class);
            assertThat(told).extracting(chat -> chat.seq().orElseThrow()).doesNotHaveDuplicates();
            assertThat(told.stream().filter(chat -> chat.sender().equals(alice.user())))
                    .hasSize(300)
                    .extracting(EngineEvent.ChatReceived::text)
                    .startsWith("line 0", "line 1")
                    .endsWith("line 299");
        }
        assertThat(alice.log().all(EngineEvent.ChatRefused.class)).isEmpty();
    }

    @Test
    void aStoreThatWasMadeAnewIsSaidAndNotMixedUp() throws IOException {
        Person alice = on("a", "alice");
        say(alice, RoomName.LOBBY, "before");
        hears(alice, "before");

        restart(folder.resolve("another"));

        assertThat(alice.log().await(RoomEvent.HistoryLost.class).room()).isEqualTo(RoomName.LOBBY);
        caughtUp(alice, RoomName.LOBBY);
        say(alice, RoomName.LOBBY, "after");
        assertThat(hears(alice, "after").seq()).hasValue(1);
    }

    @Test
    void roomsAreEnteredListedAndLeft() {
        Person alice = on("a", "alice");
        Person bob = on("b", "bob");
        alice.engine().talk().join(DEV, false);
        assertThat(alice.log()
                        .await(
                                RoomEvent.Entered.class,
                                entered -> entered.room().equals(DEV))
                        .isAsked())
                .isTrue();
        bob.engine().talk().join(DEV, false);
        assertThat(alice.log().await(RoomEvent.MemberSeen.class).user()).isEqualTo(bob.user());
        caughtUp(bob, DEV);
        say(bob, DEV, "hello dev");
        hears(alice, "hello dev");
        alice.engine().talk().setTopic(DEV, "the build");
        assertThat(bob.log().await(RoomEvent.TopicSet.class).text()).isEqualTo("the build");
        bob.engine().talk().listRooms();
        assertThat(bob.log().await(RoomEvent.RoomsListed.class).rooms())
                .extracting(RoomEvent.ListedRoom::room)
                .contains(DEV);
        bob.engine().talk().leaveRoom(DEV);
        bob.log().await(RoomEvent.Left.class);
        assertThat(alice.log().await(RoomEvent.MemberLeft.class).user()).isEqualTo(bob.user());
        say(bob, DEV, "still there?");
        assertThat(bob.log().await(EngineEvent.ChatRefused.class).sentence()).contains("/join #dev");
    }

    @Test
    void whatIsSaidToSomebodyAloneIsKeptUntilTheyCome() {
        on("b", "bob").close();
        people.clear();
        Person alice = on("a", "alice");
        say(alice, WITH_BOB, "psst");
        assertThat(hears(alice, "psst").room()).isEqualTo(WITH_BOB);

        Person bob = Person.of("bob", EngineSettings.standard("test", folder.resolve("b")));
        people.add(bob);
        bob.connect(relay.address());

        EngineEvent.ChatReceived heard = hears(bob, "psst");
        assertThat(heard.room()).isEqualTo(RoomName.of("@alice"));
        assertThat(heard.isReplayed()).isTrue();
        assertThat(caughtUp(bob, RoomName.of("@alice"))).isEqualTo(1);
    }

    @Test
    void twoInstallsOfAUserHearTheSameAndReadMarksFollow() {
        Person first = on("a", "alice");
        Person second = on("a2", "alice");
        MessageId id = say(first, RoomName.LOBBY, "from the first");
        EngineEvent.ChatReceived heard = hears(second, "from the first");
        assertThat(heard.isOwn()).isTrue();
        assertThat(heard.id()).contains(id);

        second.engine().talk().markRead(RoomName.LOBBY, 1);

        assertThat(first.log().await(RoomEvent.ReadElsewhere.class))
                .isEqualTo(new RoomEvent.ReadElsewhere(RoomName.LOBBY, 1));
    }

    @Test
    void thePastIsPagedAndSearched() {
        Person alice = on("a", "alice");
        for (int i = 1; i <= 120; i++) {
            say(alice, RoomName.LOBBY, "number " + i + (i % 40 == 0 ? " 고마워요" : ""));
        }
        hears(alice, "number 120 고마워요");

        alice.engine().talk().past(RoomName.LOBBY, 7, OptionalLong.of(21), 15);
        RoomEvent.Past past = alice.log().await(RoomEvent.Past.class);
        assertThat(past.request()).isEqualTo(7);
        assertThat(past.messages()).hasSize(15);
        assertThat(past.messages().get(14).text()).isEqualTo("number 20");
        assertThat(past.hasOlder()).isTrue();
        alice.engine().talk().search(8, "고마", Optional.empty(), OptionalLong.empty());
        RoomEvent.Found found = alice.log().await(RoomEvent.Found.class);
        assertThat(found.hits())
                .extracting(hit -> hit.message().text())
                .containsExactly("number 120 고마워요", "number 80 고마워요", "number 40 고마워요");
        alice.engine().talk().around(RoomName.LOBBY, 9, 80);
        RoomEvent.Past around = alice.log().await(RoomEvent.Past.class);
        assertThat(around.messages().get(0).seq()).isEqualTo(21);
        assertThat(around.messages()).hasSize(100);
        assertThat(around.hasNewer()).isFalse();
    }
}
