package io.naru.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.identity.IdentityFile;
import io.naru.common.message.InviteLink;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.RelayIdentity;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts.Admission;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InviteCommandTest extends CommandFixture {

    private int invite(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("invite", command, "--data", data().toString()));
        arguments.addAll(List.of(more));
        return run("", arguments.toArray(String[]::new));
    }

    private InviteLink created(String... more) {
        int status = invite("create", more);
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        return InviteLink.parse(out.toString());
    }

    private Admission register(String name, InviteLink link, Instant time) throws IOException {
        Account account = new Account(UserName.of(name), Role.MEMBER, "$hash", time);
        try (Store store = Store.open(DataFolder.openExisting(data()))) {
            return AccountCommand.await(answer -> store.accounts()
                    .register(account, Optional.of(link.code()), Optional.empty(), Runnable::run, answer));
        }
    }

    @Test
    void linkLetsOneUserInWithinAWeek() throws IOException {
        InviteLink link = created();

        assertThat(register("late", link, NOW.plus(Duration.ofDays(7)))).isEqualTo(Admission.INVITE_EXPIRED);
        assertThat(register("minsu", link, NOW.plus(Duration.ofDays(6)))).isEqualTo(Admission.CREATED);
        assertThat(register("second", link, NOW)).isEqualTo(Admission.INVITE_USED_UP);
    }

    @Test
    void linkNamesTheKeyThatTheRelayWillHave() throws IOException {
        InviteLink link = created();
        Path file = RelayIdentity.file(data());

        assertThat(link.fingerprint()).isEqualTo(IdentityFile.load(file).fingerprint());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(created().fingerprint()).isEqualTo(link.fingerprint());
    }

    @Test
    void linkNamesTheCertificateThatTheRelayWasGiven() {
        InviteLink own = created();
        String other = RelayIdentity.file(temp.resolve("other")).toString();
        int status = run("", "invite", "create", "--data", temp.resolve("other").toString());
        InviteLink others = InviteLink.parse(out.toString());

        assertThat(status).isZero();
        assertThat(created("--tls-certificate", other, "--tls-key", other).fingerprint())
                .isEqualTo(others.fingerprint())
                .isNotEqualTo(own.fingerprint());
        fails(
                invite("create", "--tls-key", other),
                RelayProgram.USAGE,
                "naru-relay: A certificate and its key come together. See: naru-relay invite create --help");
    }

    @Test
    void usesAndEndCanBeSaid() throws IOException {
        InviteLink link = created("--uses", "2", "--expires", "90m");

        assertThat(register("a-one", link, NOW.plusSeconds(90 * 60 - 1))).isEqualTo(Admission.CREATED);
        assertThat(register("a-two", link, NOW)).isEqualTo(Admission.CREATED);
        assertThat(register("a-three", link, NOW)).isEqualTo(Admission.INVITE_USED_UP);
        assertThat(register("a-late", link, NOW.plusSeconds(90 * 60))).isEqualTo(Admission.INVITE_EXPIRED);
    }

    @Test
    void placeIsWhereTheRelayListensUnlessItIsSaid() throws IOException {
        assertThat(created().text()).startsWith("naru://127.0.0.1:7411/");
        assertThat(created("--listen", "[::1]:7000").text()).startsWith("naru://[::1]:7000/");
        assertThat(created("--listen", "10.1.2.3:7000,127.0.0.1:7411").text()).startsWith("naru://10.1.2.3:7000/");
        assertThat(created("--host", "lab.example").text()).startsWith("naru://lab.example:7411/");
        assertThat(created("--host", "lab.example:99", "--listen", "0.0.0.0:7000")
                        .text())
                .startsWith("naru://lab.example:99/");
        assertThat(created("--host", "lab.example", "--listen", "0.0.0.0:7000").text())
                .startsWith("naru://lab.example:7000/");
        assertThat(created("--host", "2001:db8::1").text()).startsWith("naru://[2001:db8::1]:7411/");
        assertThat(created("--host", "[2001:db8::1]").text()).startsWith("naru://[2001:db8::1]:7411/");
        assertThat(created("--host", "[2001:db8::1]:99").text()).startsWith("naru://[2001:db8::1]:99/");
        Path config = Files.writeString(temp.resolve("c"), "host = chat.example\nlisten = 0.0.0.0:7000\n");
        assertThat(created("--config", config.toString()).text()).startsWith("naru://chat.example:7000/");
    }

    @Test
    void placeThatNobodyCanKnowIsAskedFor() {
        fails(
                invite("create", "--listen", "127.0.0.1:0"),
                RelayProgram.FAILURE,
                "naru-relay: The relay takes any free port, so nobody can know it; say --host HOST:PORT.");
        fails(
                invite("create", "--host", "호스트"),
                RelayProgram.FAILURE,
                "naru-relay: The host 호스트 can't stand in a link: A host is a name of letters, digits, dots and dashes,"
                        + " or an address.");
        assertThat(data().resolve("naru.db")).doesNotExist();
    }

    @Test
    void wrongOptionsGetASentence() {
        fails(
                invite("create", "--expires", "soon"),
                RelayProgram.USAGE,
                "naru-relay: Invalid value for option '--expires': a span is a number and a unit (s, m, h, d or w), for"
                        + " example 90m, 24h or 7d, not 'soon'. See: naru-relay invite create --help");
        fails(
                invite("create", "--uses", "0"),
                RelayProgram.USAGE,
                "naru-relay: An invite has 1 to 100000 uses. See: naru-relay invite create --help");
        fails(
                invite("create", "--note", "x".repeat(257)),
                RelayProgram.USAGE,
                "naru-relay: The note of an invite is longer than the 256 octets allowed. See: naru-relay invite create"
                        + " --help");
        fails(
                run("", "invite"),
                RelayProgram.USAGE,
                "naru-relay: Say what to do with invites. See: naru-relay invite --help");
    }

    @Test
    void listShowsWhatIsLeftOfEach() throws IOException {
        InviteLink link = created("--uses", "2", "--note", "친구 \u202E");
        created("--expires", "1h");
        InviteLink used = created();
        register("minsu", link, NOW);
        register("jiyoung", used, NOW);
        now = NOW.plus(Duration.ofHours(1));

        succeeds(invite("list"), """
                  ID  STATE    USES LEFT      EXPIRES (UTC)     NOTE
                   1  open     1 of 2         2026-03-08 12:34  친구 \uFFFD
                   2  expired  1 of 1         2026-03-01 13:34
                   3  used up  0 of 1         2026-03-08 12:34
                """);
        invite("list", "--json");
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString().lines().findFirst())
                .contains("{\"id\":1,\"state\":\"open\",\"uses\":2,\"uses_left\":1,"
                        + "\"created\":\"2026-03-01T12:34:56Z\",\"created_by\":null,"
                        + "\"expires\":\"2026-03-08T12:34:56Z\",\"note\":\"친구 \\u202e\"}");
        assertThat(out.toString()).doesNotContain(link.code().text());
    }

    @Test
    void revokedInviteIsGone() throws IOException {
        InviteLink link = created();

        succeeds(invite("revoke", "1"), "Revoked invite 1.\n");

        succeeds(invite("list"), "No invites.\n");
        assertThat(register("minsu", link, NOW)).isEqualTo(Admission.INVITE_UNKNOWN);
        fails(
                invite("revoke", "1"),
                RelayProgram.FAILURE,
                "naru-relay: There is no invite 1; \"invite list\" shows all.");
    }

    @Test
    void auditTellsWhatWasDoneByCommand() throws IOException {
        account("x\n", "add", "owner");
        InviteLink link = created("--note", "for minsu");
        register("minsu", link, NOW);
        now = NOW.plus(Duration.ofHours(2));
        account("", "role", "minsu", "operator");
        account("y\n", "password", "minsu");
        account("", "remove", "minsu");
        invite("revoke", "1");

        succeeds(run("", "audit", "--data", data().toString()), """
                2026-03-01 12:34  command-line  account-add  owner: owner
                2026-03-01 12:34  command-line  invite-create  #1: for minsu
                2026-03-01 12:34  minsu (login)  invite-use  #1: for minsu
                2026-03-01 14:34  command-line  role  minsu: operator
                2026-03-01 14:34  command-line  password  minsu
                2026-03-01 14:34  command-line  account-remove  minsu
                2026-03-01 14:34  command-line  invite-revoke  #1
                """);
        run("", "audit", "--data", data().toString(), "--since", "1h", "--json");
        assertThat(out.toString().lines()).hasSize(4);
        assertThat(out.toString().lines().findFirst())
                .contains("{\"at\":\"2026-03-01T14:34:56Z\",\"by\":null,\"via\":\"command-line\","
                        + "\"action\":\"role\",\"target\":\"minsu\",\"detail\":\"operator\"}");
    }
}
