package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each mode once, with few users and for a moment: that it runs to its end, and says what it is there for. */
final class BenchCommandIT extends CommandFixture {
    private static final String MOMENT = "--seconds=1";

    private void measures(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = MOMENT;
        all[all.length - 1] = "--warm-up-seconds=0";
        int status = run("", all);
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
    }

    @Test
    void fanoutComparesTlsWithPlain() {
        measures("fanout", "--users", "5", "--senders", "2", "--tls");

        assertThat(out.toString()).contains("relay to bare loop ", "TLS to plain ", "deliveries/core-second");
    }

    @Test
    void pacedTellsPercentiles() {
        measures("paced", "--users", "5", "--tls", "--base");

        assertThat(out.toString()).contains("5 users (base)", "relay, TLS", "p99");
    }

    @Test
    void idleTellsTheMemoryOfAConnection() {
        measures("idle", "--users", "5", "--tls", "--idle-seconds", "1");

        assertThat(out.toString()).contains("KiB a connection", "idle: ");
    }

    @Test
    void stormBringsAllInByKey() {
        measures("storm", "--users", "5", "--witnesses", "2", "--password-cost", "low");

        assertThat(out.toString()).contains("log in by key at once over TLS", "all in after", "0 had to come again");
    }

    @Test
    void stormBringsAllInByPassword() {
        measures("storm", "--users", "5", "--witnesses", "2", "--login", "password", "--password-cost", "low");

        assertThat(out.toString()).contains("log in by password at once,", "all in after");
    }

    @Test
    void slowFindsThoseWhoDoNotRead() {
        measures("slow", "--users", "5", "--rate", "150", "--text-octets", "16000");

        assertThat(out.toString()).contains("1 of 1 who don't read were closed after");
    }

    @Test
    void durableComparesDiskWithMemory() {
        measures("durable", "--users", "5", "--senders", "2", "--authors", "3", "--folder", temp.toString());

        assertThat(out.toString())
                .contains("1 author with 1 under way", "3 authors", "added ", "on disk to in memory ");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        fails(run("", "bench", "storm", "--base"), 1, "naru-relay: Base clients have no keys; say --login password.");
        assertThat(run("", "bench", "durable", "--connect", "127.0.0.1:7411")).isEqualTo(1);
        assertThat(err.toString()).contains("leave out --connect");
    }
}
