package io.naru.client.command;

import static io.naru.client.command.CommandTable.row;
import static io.naru.client.command.Parameter.optionalRest;
import static io.naru.client.command.Parameter.optionalWord;
import static io.naru.client.command.Parameter.rest;
import static io.naru.client.command.Parameter.word;

import io.naru.client.command.Parameter.Kind;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.time.SpanText;
import io.naru.common.wire.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The commands about who somebody is and what somebody may do.
 *
 * <p>Threading: immutable.
 */
final class TrustRows {
    private static final List<CommandRow> ROWS = List.of(
            row(
                            "verify",
                            "",
                            "shows the number to compare with somebody; with yes, remembers that it was the same",
                            a -> new TrustCommand.Verify(CommandTable.user(a.get(0)), a.size() > 1 && isYes(a.get(1))))
                    .taking(word("USER", Kind.USER), optionalWord("yes", Kind.YES)),
            row(
                            "accept",
                            "",
                            "takes somebody's new key, too, without comparing",
                            a -> new TrustCommand.AcceptKey(CommandTable.user(a.get(0))))
                    .taking(word("USER", Kind.USER)),
            row(
                            "keys list",
                            "keys",
                            "lists the keys that open your account",
                            a -> new TrustCommand.Keys(KeysVerb.LIST, Optional.empty(), OptionalInt.empty(), ""))
                    .taking(),
            row(
                            "keys add",
                            "",
                            "lets this computer log in without a password from here on",
                            a -> new TrustCommand.Keys(KeysVerb.ADD, Optional.empty(), OptionalInt.empty(), label(a)))
                    .taking(optionalRest("LABEL", Kind.TEXT)),
            row("keys remove", "", "takes a key from your account", a -> removeKey(a.get(0)))
                    .taking(rest("NUMBER|FINGERPRINT", Kind.FINGERPRINT)),
            row("kick", "", "ends somebody's session", a -> moderate(ModerationVerb.KICK, userTarget(a), reason(a, 1)))
                    .forRole(Role.OPERATOR)
                    .taking(word("USER", Kind.USER), optionalRest("REASON", Kind.TEXT)),
            row("ban", "", "lets a user, a key or a net in no more, for good or for a time", a -> ban(a))
                    .forRole(Role.OPERATOR)
                    .taking(
                            word("USER|key:FINGERPRINT|addr:NET", Kind.TARGET),
                            optionalWord("SPAN", Kind.SPAN),
                            optionalRest("REASON", Kind.TEXT)),
            row("unban", "", "takes a ban back", a -> moderate(ModerationVerb.UNBAN, target(a), ""))
                    .forRole(Role.OPERATOR)
                    .taking(word("USER|key:FINGERPRINT|addr:NET", Kind.BANNED)),
            row("mute", "", "lets somebody read and not speak, for good or for a time", a -> mute(a))
                    .forRole(Role.OPERATOR)
                    .taking(
                            word("USER", Kind.USER),
                            optionalWord("SPAN", Kind.SPAN),
                            optionalRest("REASON", Kind.TEXT)),
            row("unmute", "", "lets somebody speak again", a -> moderate(ModerationVerb.UNMUTE, userTarget(a), ""))
                    .forRole(Role.OPERATOR)
                    .taking(word("USER", Kind.MUTED)),
            row("bans", "", "lists who is banned or muted", a -> new TrustCommand.ListBans())
                    .forRole(Role.OPERATOR)
                    .taking(),
            row("op", "", "makes somebody an operator", a -> role(a, Role.OPERATOR))
                    .forRole(Role.OWNER)
                    .taking(word("USER", Kind.USER)),
            row("deop", "", "makes an operator a member again", a -> role(a, Role.MEMBER))
                    .forRole(Role.OWNER)
                    .taking(word("USER", Kind.USER)));

    private static final int NUMBER_DIGITS_MAX = 4;

    private TrustRows() {}

    static List<CommandRow> rows() {
        return ROWS;
    }

    private static boolean isYes(String argument) {
        if (argument.toLowerCase(Locale.ROOT).equals("yes")) {
            return true;
        }
        throw new InvalidValueException("Behind the user comes yes, once the numbers have been compared, or nothing.");
    }

    private static String label(List<String> arguments) {
        return arguments.isEmpty() ? "" : CommandTable.line("A label", arguments.get(0), Limits.LABEL_OCTETS);
    }

    /** By its number in the list, as far as it looks like one. */
    private static Command removeKey(String written) {
        boolean isNumber =
                written.length() <= NUMBER_DIGITS_MAX && written.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber
                ? new TrustCommand.Keys(
                        KeysVerb.REMOVE, Optional.empty(), OptionalInt.of(Integer.parseInt(written)), "")
                : new TrustCommand.Keys(
                        KeysVerb.REMOVE, Optional.of(Fingerprint.parse(written)), OptionalInt.empty(), "");
    }

    private static Command ban(List<String> arguments) {
        return timed(ModerationVerb.BAN, target(arguments), arguments);
    }

    private static Command mute(List<String> arguments) {
        return timed(ModerationVerb.MUTE, userTarget(arguments), arguments);
    }

    /** What stands at the place of the span and isn't one begins the reason. */
    private static Command timed(ModerationVerb verb, ModerationTarget target, List<String> arguments) {
        Optional<Duration> span = arguments.size() > 1 ? span(arguments.get(1)) : Optional.empty();
        String reason = span.isPresent() || arguments.size() < 3
                ? reason(arguments, span.isPresent() ? 2 : 1)
                : checkedReason(arguments.get(1) + " " + arguments.get(2));
        return new TrustCommand.Moderate(verb, target, span, Optional.empty(), reason);
    }

    private static Command role(List<String> arguments, Role role) {
        return new TrustCommand.Moderate(
                ModerationVerb.ROLE, userTarget(arguments), Optional.empty(), Optional.of(role), "");
    }

    private static Command moderate(ModerationVerb verb, ModerationTarget target, String reason) {
        return new TrustCommand.Moderate(verb, target, Optional.empty(), Optional.empty(), reason);
    }

    private static ModerationTarget userTarget(List<String> arguments) {
        return new ModerationTarget.User(CommandTable.user(arguments.get(0)));
    }

    private static ModerationTarget target(List<String> arguments) {
        String written = arguments.get(0);
        return written.indexOf(':') < 0 ? userTarget(arguments) : ModerationTarget.parse(written);
    }

    private static String reason(List<String> arguments, int place) {
        return arguments.size() > place ? checkedReason(arguments.get(place)) : "";
    }

    private static String checkedReason(String written) {
        return CommandTable.line("A reason", written, Limits.REASON_OCTETS);
    }

    private static Optional<Duration> span(String written) {
        return SpanText.isSpan(written) ? Optional.of(SpanText.parse(written)) : Optional.empty();
    }
}
