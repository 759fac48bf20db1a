package io.naru.common.identity;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The few pieces of ASN.1's distinguished encoding that a certificate is made of. Each method gives one whole value:
 * tag, length, content.
 *
 * <p>Threading: stateless.
 */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int EXPLICIT = 0xA0;

    /** UTCTime has two digits for the year; RFC 5280 wants it until the end of 2049 and the longer form after. */
    private static final int FIRST_YEAR_OF_LONG_FORM = 2050;

    private static final int SHORT_LENGTH_MAX = 0x7F;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, joined(parts));
    }

    static byte[] set(byte[] only) {
        return value(SET, only);
    }

    static byte[] explicit(int number, byte[] content) {
        return value(EXPLICIT | number, content);
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    static byte[] utf8(String text) {
        return value(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A string of whole octets. */
    static byte[] bits(byte[] octets) {
        return value(BIT_STRING, joined(new byte[] {0}, octets));
    }

    /** An object identifier from its numbers, of which the first two are those of a standard body. */
    static byte[] identifier(int... numbers) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(numbers[0] * 40 + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            int septets = Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(numbers[i]) + 6) / 7);
            for (int left = septets - 1; left >= 0; left--) {
                content.write((numbers[i] >>> (7 * left)) & 0x7F | (left == 0 ? 0 : 0x80));
            }
        }
        return value(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** A point in time, to the second. */
    static byte[] time(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        boolean isLong = time.getYear() >= FIRST_YEAR_OF_LONG_FORM;
        String pattern = isLong ? "uuuuMMddHHmmss'Z'" : "uuMMddHHmmss'Z'";
        String digits = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
        return value(isLong ? GENERALIZED_TIME : UTC_TIME, digits.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.length <= SHORT_LENGTH_MAX) {
            value.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skipped = length[0] == 0 ? 1 : 0;
            value.write(0x80 | (length.length - skipped));
            value.write(length, skipped, length.length - skipped);
        }
        value.writeBytes(content);
        return value.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
