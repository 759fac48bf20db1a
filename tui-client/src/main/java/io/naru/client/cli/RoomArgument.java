package io.naru.client.cli;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.RoomName;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * The room that a command is about.
 *
 * <p>Threading: the main thread.
 */
final class RoomArgument {
    private final PositionalParamSpec room = Specs.needed(
            0,
            "ROOM",
            "A room, #dev or just dev: many shells take what begins with # for a comment unless it is quoted. Or"
                    + " @USER, for what you and that user say to each other alone.");

    PositionalParamSpec spec() {
        return room;
    }

    /** The room that was typed; a name without a sign is that of a room. */
    RoomName typed(CommandLine command) {
        String written = Specs.text(room)
                .orElseThrow(() -> new ParameterException(command, "Say which room: lobby, another room, or @USER."));
        boolean hasSign = written.startsWith("#") || written.startsWith("@");
        try {
            return RoomName.of(hasSign ? written : "#" + written);
        } catch (InvalidValueException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }
}
