package io.naru.common.message;

import io.naru.common.wire.Fields;
import io.naru.common.wire.Frame;
import io.naru.common.wire.FrameEncoder;
import io.naru.common.wire.FrameType;
import io.naru.common.wire.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A FILE frame as the relay sees it: for whom it is, and the rest unread. The relay keeps no state about listings and
 * downloads; it swaps the name and passes the frame on, fields that it doesn't know included.
 *
 * @param commandOctet the second octet, 0 to 255
 * @param user the first word as it was written: the receiver towards the relay, the sender from it; may be no name
 * @param rest everything behind that word, its separating space or unit separator included
 */
public record FileEnvelope(int commandOctet, String user, String rest) {
    public FileEnvelope {
        Objects.requireNonNull(user);
        Objects.requireNonNull(rest);
        boolean isOneWord = user.indexOf(' ') < 0 && user.indexOf(Fields.SEPARATOR) < 0;
        boolean isParted = rest.isEmpty() || rest.charAt(0) == ' ' || rest.charAt(0) == Fields.SEPARATOR;
        if (!isOneWord || !isParted || user.indexOf('\0') >= 0 || rest.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an envelope is one word and what is parted from it");
        }
    }

    /** The envelope of a frame of type FILE. */
    public static FileEnvelope of(Frame frame) {
        if (!frame.is(FrameType.FILE)) {
            throw new IllegalArgumentException("not a FILE frame");
        }
        String body = new String(frame.body(), StandardCharsets.UTF_8);
        int end = 0;
        while (end < body.length() && body.charAt(end) != ' ' && body.charAt(end) != Fields.SEPARATOR) {
            end++;
        }
        return new FileEnvelope(frame.commandOctet(), body.substring(0, end), body.substring(end));
    }

    /** The envelope of a message. */
    public static FileEnvelope of(FileMessage message) {
        return of(MessageWriter.frame(message));
    }

    /** The same frame with another name in it. */
    public FileEnvelope with(UserName other) {
        return new FileEnvelope(commandOctet, other.display(), rest);
    }

    /** The same frame with the field at an index set, fields before it left empty where there were none. */
    public FileEnvelope withField(int index, String value) {
        if (value.indexOf(Fields.SEPARATOR) >= 0) {
            throw new IllegalArgumentException("no field may hold the unit separator");
        }
        List<String> parts = new ArrayList<>(Arrays.asList(rest.split(String.valueOf(Fields.SEPARATOR), -1)));
        while (parts.size() < index + 2) {
            parts.add("");
        }
        parts.set(index + 1, value);
        return new FileEnvelope(commandOctet, user, String.join(String.valueOf(Fields.SEPARATOR), parts));
    }

    /** The id of the request, empty where there is none or something that isn't one. */
    public String requestId() {
        String[] parts = rest.split(String.valueOf(Fields.SEPARATOR), 3);
        return parts.length > 1 && Ids.isId(parts[1], Limits.ID_OCTETS) ? parts[1] : "";
    }

    /** The frame. */
    public Frame frame() {
        return new Frame(FrameType.FILE.octet(), commandOctet, (user + rest).getBytes(StandardCharsets.UTF_8));
    }

    /** The octets of the frame. */
    public byte[] octets() {
        return FrameEncoder.encode(frame());
    }

    /** The frame as the log shows it: without the token that it may carry. */
    @Override
    public String toString() {
        return frame().toString();
    }
}
