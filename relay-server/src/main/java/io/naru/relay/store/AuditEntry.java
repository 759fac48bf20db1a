package io.naru.relay.store;

import io.naru.common.message.FreeText;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.UserName;
import io.naru.common.wire.Limits;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who did what to whom, and why.
 *
 * @param at when; kept in milliseconds
 * @param by who did it, absent for whoever runs the relay
 * @param via by which way
 * @param action what was done
 * @param target to whom or what, one line of at most {@value #TARGET_OCTETS} octets; may be empty
 * @param detail the reason, or what else belongs to it, one line of at most {@value Limits#SENTENCE_OCTETS} octets; may be empty
 */
public record AuditEntry(Instant at, Optional<UserName> by, Via via, Action action, String target, String detail) {
    /** The longest target. */
    public static final int TARGET_OCTETS = 256;

    /** By which way something was done. */
    public enum Via {
        /** By somebody who was logged in. */
        CHAT,
        /** By somebody who registered. */
        LOGIN,
        /** By the control socket of the running relay. */
        CTL,
        /** By a command on the database. */
        COMMAND_LINE
    }

    /** What can be done. */
    public enum Action {
        KICK,
        BAN,
        UNBAN,
        MUTE,
        UNMUTE,
        ROLE,
        ACCOUNT_ADD,
        ACCOUNT_REMOVE,
        PASSWORD,
        KEY_ADD,
        KEY_REMOVE,
        INVITE_CREATE,
        INVITE_REVOKE,
        INVITE_USE,
        SAY,
        DRAIN,
        RELOAD,
        STOP,
        NEW_EPOCH;

        /** What a verb of moderation is called here. */
        public static Action of(ModerationVerb verb) {
            return valueOf(verb.name());
        }
    }

    public AuditEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(via, "via");
        Objects.requireNonNull(action, "action");
        FreeText.checkedLine("The target of an action", target, TARGET_OCTETS);
        FreeText.checkedLine("The reason of an action", detail, Limits.SENTENCE_OCTETS);
    }

    /** Something that whoever runs the relay did by a command. */
    public static AuditEntry ofCommandLine(Instant at, Action action, String target, String detail) {
        return new AuditEntry(at, Optional.empty(), Via.COMMAND_LINE, action, target, detail);
    }

    /** The same, about something that got its name only then. */
    AuditEntry withTarget(String other) {
        return new AuditEntry(at, by, via, action, other, detail);
    }
}
