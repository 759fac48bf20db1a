package io.naru.common.message;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A net of addresses: all that begin with the same bits.
 *
 * @param address numeric, of either family; its bits behind the first ones are zero
 * @param bits how many bits count, 1 to 32 for IPv4, 1 to 128 for IPv6
 */
public record AddressNet(InetAddress address, int bits) {
    /** A provider gives a household that many bits of IPv6, so a single address says nothing. */
    private static final int HOUSEHOLD_BITS = 64;

    private static final int V4_BITS = 32;

    public AddressNet {
        int most = 8 * address.getAddress().length;
        if (bits < 1 || bits > most) {
            throw new InvalidValueException("A net of such addresses has 1 to " + most + " bits.");
        }
        address = NumericAddress.of(cleared(address.getAddress(), bits));
    }

    /**
     * The net of {@code ADDRESS} or {@code ADDRESS/BITS}; without bits a single IPv4 address, or 64 bits of IPv6.
     *
     * @throws InvalidValueException if it is neither; a sentence for people
     */
    public static AddressNet parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return around(NumericAddress.parse(text));
        }
        return new AddressNet(NumericAddress.parse(text.substring(0, slash)), (int)
                Numbers.parse("The number of bits of a net", text.substring(slash + 1), 8 * 16));
    }

    /** What {@link #parse} makes of a bare address. */
    public static AddressNet around(InetAddress address) {
        return new AddressNet(address, address instanceof Inet4Address ? V4_BITS : HOUSEHOLD_BITS);
    }

    /** Whether an address belongs to it. */
    public boolean contains(InetAddress other) {
        byte[] octets = other.getAddress();
        return octets.length == address.getAddress().length
                && Arrays.equals(cleared(octets, bits), address.getAddress());
    }

    private static byte[] cleared(byte[] octets, int bits) {
        byte[] cleared = octets.clone();
        for (int bit = bits; bit < 8 * cleared.length; bit++) {
            cleared[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return cleared;
    }

    /** {@code ADDRESS/BITS}. */
    @Override
    public String toString() {
        return NumericAddress.text(address) + "/" + bits;
    }
}
