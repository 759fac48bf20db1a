package io.naru.client.command;

import java.util.Objects;

/**
 * One parameter of a command.
 *
 * @param name as the usage shows it, in capitals
 * @param kind what it is, for completion
 * @param isOptional whether it may be left out
 * @param isRest whether it takes the rest of the line, blanks and all; only the last one does
 */
public record Parameter(String name, Kind kind, boolean isOptional, boolean isRest) {
    /** What a parameter is. */
    public enum Kind {
        /** Free text. */
        TEXT,
        /** Somebody who is online. */
        USER,
        /** A file of the user named before. */
        REMOTE_FILE,
        /** A folder of the user named before. */
        REMOTE_FOLDER,
        /** A folder of this machine. */
        LOCAL_FOLDER,
        /** The name of a command. */
        COMMAND,
        /** The number of a transfer. */
        TRANSFER,
        /** The name of a setting. */
        SETTING,
        /** A value of the setting named before. */
        SETTING_VALUE,
        /** Somebody who is online, or a key or a net. */
        TARGET,
        /** Somebody who is banned. */
        BANNED,
        /** Somebody who is muted, or online. */
        MUTED,
        /** A span of time, such as {@code 2h}. */
        SPAN,
        /** The fingerprint of a key of one's account. */
        FINGERPRINT,
        /** The word {@code yes}. */
        YES,
        /** Files and folders of this machine, as words. */
        LOCAL_FILES,
        /** A word of {@link TransferCommand.Verb}. */
        QUEUE_VERB,
        /** A word of {@link TransferCommand.Reply}. */
        REPLY,
        /** The number of an offer; behind {@code ask} somebody who is online. */
        OFFER_OR_USER,
        /** One of the words that follow the folder in {@code /share}; the arguments before are those that are there. */
        SHARE_WORD,
        /** For whom in {@code /share}, or one of the words that follow. */
        SHARE_AUDIENCE,
        /** A folder of one's own share. */
        SHARE,
        /** A room, or a conversation. */
        ROOM,
        /** The word {@code private}. */
        PRIVATE
    }

    public Parameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
    }

    static Parameter word(String name, Kind kind) {
        return new Parameter(name, kind, false, false);
    }

    static Parameter optionalWord(String name, Kind kind) {
        return new Parameter(name, kind, true, false);
    }

    static Parameter rest(String name, Kind kind) {
        return new Parameter(name, kind, false, true);
    }

    static Parameter optionalRest(String name, Kind kind) {
        return new Parameter(name, kind, true, true);
    }

    /** As the usage shows it: in brackets when it may be left out. */
    @Override
    public String toString() {
        return isOptional ? "[" + name + "]" : name;
    }
}
