package io.naru.common.original;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A frame as the original has it: a type, for FILE frames a subtype, and a text that ends with a NUL on the wire.
 *
 * @param type 0 CHAT, 1 CRED, 2 FILE, 3 CLOSE
 * @param subtype of a FILE frame, else -1
 * @param text without its NUL
 */
public record OriginalFrame(int type, int subtype, String text) {
    static final int CHAT = 0;
    static final int CRED = 1;
    static final int FILE = 2;
    static final int CLOSE = 3;
    static final int LS_REQ = 0;
    static final int LS_START = 1;
    static final int LS_BODY = 2;
    static final int LS_END = 3;
    static final int DN_REQ = 4;
    static final int DN_ACK = 5;
    static final int DN_NACK = 6;

    static OriginalFrame of(int type, String text) {
        return new OriginalFrame(type, -1, text);
    }

    static OriginalFrame file(int subtype, String text) {
        return new OriginalFrame(FILE, subtype, text);
    }

    byte[] octets() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(type);
        if (type == FILE) {
            octets.write(subtype);
        }
        octets.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        octets.write(0);
        return octets.toByteArray();
    }

    /** Whether it is a FILE frame of a subtype. */
    public boolean isFile(int wanted) {
        return type == FILE && subtype == wanted;
    }

    /** The first word of the text. */
    public String user() {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    /** What follows the first word and its space. */
    public String rest() {
        return text.substring(Math.min(text.length(), user().length() + 1));
    }
}
