package io.naru.common.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF. */
final class Utf8 {
    private static final int SCRATCH_CHARS = 1024;

    private Utf8() {}

    /** Whether the octets are UTF-8 from first to last. */
    static boolean isValid(byte[] octets) {
        int ascii = 0;
        while (ascii < octets.length && octets[ascii] >= 0) {
            ascii++;
        }
        return ascii == octets.length || decodes(ByteBuffer.wrap(octets, ascii, octets.length - ascii));
    }

    private static boolean decodes(ByteBuffer octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer scratch = CharBuffer.allocate(Math.min(SCRATCH_CHARS, octets.remaining()));
        CoderResult result;
        do {
            scratch.clear();
            result = decoder.decode(octets, scratch, true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }
}
