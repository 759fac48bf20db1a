package io.naru.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The commands about keys and moderation, as typed. */
class TrustRowsTest {
    private static final UserName BOB = UserName.of("bob");
    private static final ModerationTarget TARGET = new ModerationTarget.User(BOB);
    private static final Fingerprint KEY = Fingerprint.ofKey("key".getBytes(StandardCharsets.UTF_8));

    private static Command understood(String line) {
        assertThat(CommandParser.parse(line)).as(line).isInstanceOf(TypedLine.Understood.class);
        return ((TypedLine.Understood) CommandParser.parse(line)).command();
    }

    private static String refused(String line) {
        assertThat(CommandParser.parse(line)).as(line).isInstanceOf(TypedLine.Refused.class);
        return ((TypedLine.Refused) CommandParser.parse(line)).sentence();
    }

    private static Command moderate(ModerationVerb verb, ModerationTarget target, Duration span, String reason) {
        return new TrustCommand.Moderate(verb, target, Optional.ofNullable(span), Optional.empty(), reason);
    }

    @Test
    void comparingAndAccepting() {
        assertThat(understood("/verify bob")).isEqualTo(new TrustCommand.Verify(BOB, false));
        assertThat(understood("/verify bob YES")).isEqualTo(new TrustCommand.Verify(BOB, true));
        assertThat(refused("/verify bob no")).contains("comes yes");
        assertThat(understood("/accept bob")).isEqualTo(new TrustCommand.AcceptKey(BOB));
    }

    @Test
    void keysAreListedAddedUnderALabelAndRemovedByTheirFingerprint() {
        assertThat(understood("/keys"))
                .isEqualTo(new TrustCommand.Keys(KeysVerb.LIST, Optional.empty(), OptionalInt.empty(), ""));
        assertThat(understood("/keys add at the lab"))
                .isEqualTo(new TrustCommand.Keys(KeysVerb.ADD, Optional.empty(), OptionalInt.empty(), "at the lab"));
        String typed = KEY.toString().toLowerCase(Locale.ROOT).replace('-', ' ');
        assertThat(understood("/keys remove " + typed))
                .isEqualTo(new TrustCommand.Keys(KeysVerb.REMOVE, Optional.of(KEY), OptionalInt.empty(), ""));
        assertThat(understood("/keys remove 2"))
                .isEqualTo(new TrustCommand.Keys(KeysVerb.REMOVE, Optional.empty(), OptionalInt.of(2), ""));
        assertThat(understood("/keys list")).isEqualTo(understood("/keys"));
        assertThat(refused("/keys remove ABC")).contains("56 letters");
        assertThat(refused("/keys add " + "x".repeat(65))).contains("64 octets");
    }

    @Test
    void aSpanMayStandBeforeTheReasonAndMayBeLeftOut() {
        assertThat(understood("/ban bob")).isEqualTo(moderate(ModerationVerb.BAN, TARGET, null, ""));
        assertThat(understood("/ban bob 2h")).isEqualTo(moderate(ModerationVerb.BAN, TARGET, Duration.ofHours(2), ""));
        assertThat(understood("/ban bob 2h too loud"))
                .isEqualTo(moderate(ModerationVerb.BAN, TARGET, Duration.ofHours(2), "too loud"));
        assertThat(understood("/mute bob too loud")).isEqualTo(moderate(ModerationVerb.MUTE, TARGET, null, "too loud"));
        assertThat(understood("/mute bob loud")).isEqualTo(moderate(ModerationVerb.MUTE, TARGET, null, "loud"));
    }

    @Test
    void keysAndNetsAreBannedAndNobodyElseIsKickedThanUsers() {
        assertThat(understood("/ban addr:192.0.2.0/24 1w"))
                .isEqualTo(moderate(
                        ModerationVerb.BAN, ModerationTarget.parse("addr:192.0.2.0/24"), Duration.ofDays(7), ""));
        assertThat(understood("/unban key:" + KEY))
                .isEqualTo(moderate(ModerationVerb.UNBAN, new ModerationTarget.Key(KEY), null, ""));
        assertThat(refused("/ban addr:300.1.1.1")).contains("Usage: /ban");
        assertThat(refused("/kick addr:192.0.2.7")).contains("No user can be called that");
        assertThat(understood("/kick bob bye then")).isEqualTo(moderate(ModerationVerb.KICK, TARGET, null, "bye then"));
    }

    @Test
    void rolesAreGivenAndTheHelpSaysWhoMay() {
        assertThat(understood("/op bob"))
                .isEqualTo(new TrustCommand.Moderate(
                        ModerationVerb.ROLE, TARGET, Optional.empty(), Optional.of(Role.OPERATOR), ""));
        assertThat(understood("/deop bob"))
                .isEqualTo(new TrustCommand.Moderate(
                        ModerationVerb.ROLE, TARGET, Optional.empty(), Optional.of(Role.MEMBER), ""));
        assertThat(understood("/bans")).isEqualTo(new TrustCommand.ListBans());
        assertThat(CommandTable.named("kick").orElseThrow().explanation()).endsWith("(operators)");
        assertThat(CommandTable.named("op").orElseThrow().explanation()).endsWith("(owners)");
        assertThat(CommandTable.named("verify").orElseThrow().explanation()).doesNotContain("(");
    }
}
