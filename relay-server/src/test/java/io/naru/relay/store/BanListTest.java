package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.UserName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BanListTest {
    private static final UserName MINSU = UserName.of("minsu");
    private static final Fingerprint LAPTOP = StoreContract.fingerprint("laptop");
    private static final long NOW = 1_000_000;

    private final BanList list = new BanList();

    private static Ban ban(String target, Optional<Instant> until) {
        return new Ban(
                Ban.Kind.BAN, ModerationTarget.parse(target), Optional.empty(), Instant.ofEpochMilli(NOW), until, "");
    }

    private static Ban ban(String target) {
        return ban(target, Optional.empty());
    }

    private static Ban mute(String name) {
        return new Ban(
                Ban.Kind.MUTE,
                ModerationTarget.parse(name),
                Optional.empty(),
                Instant.ofEpochMilli(NOW),
                Optional.empty(),
                "");
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Ban> banOf(String address) {
        return list.banOf(Optional.of(MINSU), Optional.of(LAPTOP), address(address), NOW);
    }

    @Test
    void nobodyIsBannedByAnEmptyList() {
        assertThat(banOf("192.0.2.1")).isEmpty();
        assertThat(list.muteOf(MINSU, NOW)).isEmpty();
    }

    @Test
    void userKeyAndAddressAreEachEnough() {
        list.put(ban("MINSU"));
        assertThat(banOf("192.0.2.1")).contains(ban("minsu"));
        list.lift(Ban.Kind.BAN, ModerationTarget.parse("minsu"));
        list.put(ban("key:" + LAPTOP));
        assertThat(banOf("192.0.2.1")).contains(ban("key:" + LAPTOP));
        list.lift(Ban.Kind.BAN, ModerationTarget.parse("key:" + LAPTOP));
        list.put(ban("addr:192.0.2.1"));
        assertThat(banOf("192.0.2.1")).contains(ban("addr:192.0.2.1"));
        assertThat(banOf("192.0.2.2")).isEmpty();
    }

    @Test
    void addressAloneIsEnoughBeforeLogin() {
        list.put(ban("addr:192.0.2.0/24"));

        assertThat(list.banOf(Optional.empty(), Optional.empty(), address("192.0.2.77"), NOW))
                .isPresent();
        assertThat(list.banOf(Optional.empty(), Optional.empty(), address("192.0.3.77"), NOW))
                .isEmpty();
    }

    @Test
    void narrowestNetIsTheOneThatIsFound() {
        list.put(ban("addr:192.0.0.0/16"));
        list.put(ban("addr:192.0.2.0/24"));

        assertThat(banOf("192.0.2.1")).contains(ban("addr:192.0.2.0/24"));
        assertThat(banOf("192.0.9.1")).contains(ban("addr:192.0.0.0/16"));
    }

    @Test
    void familiesDoNotMix() {
        list.put(ban("addr:2001:db8::1"));

        assertThat(banOf("2001:db8::ffff")).as("the same 64 bits").isPresent();
        assertThat(banOf("2001:db8:0:1::1")).isEmpty();
        assertThat(banOf("32.1.13.184")).as("the same first octets").isEmpty();
        list.put(ban("addr:0.0.0.0/1"));
        assertThat(banOf("127.0.0.1")).isPresent();
        assertThat(banOf("::1")).isEmpty();
    }

    @Test
    void endedBanIsNotFoundAndForgotten() {
        list.put(ban("minsu", Optional.of(Instant.ofEpochMilli(NOW + 5))));

        assertThat(list.banOf(Optional.of(MINSU), Optional.empty(), address("192.0.2.1"), NOW + 4))
                .isPresent();
        assertThat(list.banOf(Optional.of(MINSU), Optional.empty(), address("192.0.2.1"), NOW + 5))
                .isEmpty();
        assertThat(list.active(NOW)).isEmpty();
    }

    @Test
    void muteKeepsNobodyOut() {
        list.put(mute("minsu"));

        assertThat(list.muteOf(MINSU, NOW)).contains(mute("minsu"));
        assertThat(list.muteOf(UserName.of("jiyoung"), NOW)).isEmpty();
        assertThat(banOf("192.0.2.1")).isEmpty();
    }

    @Test
    void whatIsLiftedIsToldSoThatItCanBePutBack() {
        list.put(ban("addr:192.0.2.0/24"));
        ModerationTarget target = ModerationTarget.parse("addr:192.0.2.0/24");

        Ban lifted = list.lift(Ban.Kind.BAN, target).orElseThrow();
        assertThat(banOf("192.0.2.1")).isEmpty();
        assertThat(list.lift(Ban.Kind.BAN, target)).isEmpty();
        list.put(lifted);

        assertThat(banOf("192.0.2.1")).contains(lifted);
    }

    @Test
    void newListReplacesTheOldOne() {
        list.put(ban("addr:192.0.2.0/24"));
        list.put(mute("minsu"));

        list.replaceAll(List.of(ban("minsu")));

        assertThat(list.active(NOW)).containsExactly(ban("minsu"));
    }
}
