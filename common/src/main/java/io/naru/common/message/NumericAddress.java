package io.naru.common.message;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Addresses from their digits, without the JDK's parser: that one asks the name service about what it can't read,
 * {@code 999.1.1.1} for one, and a peer mustn't be able to make us ask it anything.
 *
 * <p>Threading: stateless.
 */
final class NumericAddress {
    private static final int V4_OCTETS = 4;
    private static final int V6_OCTETS = 16;
    private static final int GROUPS = V6_OCTETS / 2;

    private NumericAddress() {}

    /**
     * The address of {@code 192.0.2.1}, {@code 2001:db8::1} or {@code ::ffff:192.0.2.1}; the last one is the same as
     * {@code 192.0.2.1}.
     *
     * @throws InvalidValueException if it is anything else
     */
    static InetAddress parse(String text) {
        boolean isV6 = text.indexOf(':') >= 0;
        ByteBuffer octets = ByteBuffer.allocate(isV6 ? V6_OCTETS : V4_OCTETS);
        if (isV6) {
            putV6(octets, text);
        } else {
            putV4(octets, text);
        }
        return of(octets.array());
    }

    /** The address of four or sixteen octets. */
    static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of four or sixteen octets is one", e);
        }
    }

    /**
     * The digits of an address, without a zone. IPv6 is in its short form, which RFC 5952 wants everybody to write: lower
     * case, no zeros in front, and the longest run of two or more groups of zeros, the first of equally long ones, left
     * out.
     */
    static String text(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == V4_OCTETS ? address.getHostAddress() : shortened(ByteBuffer.wrap(octets));
    }

    private static String shortened(ByteBuffer octets) {
        int gapFirst = GROUPS;
        int gapEnd = GROUPS;
        for (int first = 0; first < GROUPS; first++) {
            int end = first;
            while (end < GROUPS && octets.getShort(2 * end) == 0) {
                end++;
            }
            if (end - first >= 2 && end - first > gapEnd - gapFirst) {
                gapFirst = first;
                gapEnd = end;
            }
        }
        String head = groups(octets, 0, gapFirst);
        return gapFirst == GROUPS ? head : head + "::" + groups(octets, gapEnd, GROUPS);
    }

    private static String groups(ByteBuffer octets, int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(group -> Integer.toHexString(octets.getShort(2 * group) & 0xFFFF))
                .collect(Collectors.joining(":"));
    }

    private static void putV4(ByteBuffer octets, String text) {
        String[] numbers = text.split("\\.", -1);
        if (numbers.length != V4_OCTETS || octets.remaining() < V4_OCTETS) {
            throw notNumeric();
        }
        for (String number : numbers) {
            // 010 is 8 to some and 10 to others.
            boolean isAmbiguous = number.length() > 1 && number.charAt(0) == '0';
            octets.put((byte) digits(number, 3, 10, isAmbiguous ? -1 : 255));
        }
    }

    private static void putV6(ByteBuffer octets, String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            putGroups(octets, text, true);
            if (octets.hasRemaining()) {
                throw notNumeric();
            }
            return;
        }
        ByteBuffer tail = ByteBuffer.allocate(V6_OCTETS);
        putGroups(octets, text.substring(0, gap), false);
        putGroups(tail, text.substring(gap + 2), true);
        tail.flip();
        if (octets.remaining() < tail.remaining() + 2) {
            throw notNumeric();
        }
        octets.position(V6_OCTETS - tail.remaining()).put(tail);
    }

    private static void putGroups(ByteBuffer octets, String text, boolean mayEndInV4) {
        if (text.isEmpty()) {
            return;
        }
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            boolean mayBeV4 = mayEndInV4 && i == groups.length - 1;
            if (mayBeV4 && groups[i].indexOf('.') >= 0) {
                putV4(octets, groups[i]);
            } else if (octets.remaining() >= 2) {
                octets.putShort((short) digits(groups[i], 4, 16, 0xFFFF));
            } else {
                throw notNumeric();
            }
        }
    }

    private static int digits(String digits, int maxLength, int radix, int max) {
        boolean areDigits = digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
        if (digits.isEmpty() || digits.length() > maxLength || !areDigits) {
            throw notNumeric();
        }
        int value = Integer.parseInt(digits, radix);
        if (value > max) {
            throw notNumeric();
        }
        return value;
    }

    private static InvalidValueException notNumeric() {
        return new InvalidValueException("That isn't a numeric address.");
    }
}
