package io.naru.common.original;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How octets are cut into writes. Each piece is one write, and with TCP_NODELAY usually one segment. */
@FunctionalInterface
public interface Cut {
    /** Every run of octets in one write. */
    Cut NONE = octets -> List.of(octets);

    /** The pieces, which together are the octets. */
    List<byte[]> pieces(byte[] octets);

    /** Pieces of a size; the last may be shorter. */
    static Cut every(int pieceOctets) {
        return octets -> {
            List<byte[]> pieces = new ArrayList<>();
            for (int at = 0; at < octets.length; at += pieceOctets) {
                pieces.add(Arrays.copyOfRange(octets, at, Math.min(octets.length, at + pieceOctets)));
            }
            return pieces;
        };
    }

    /** Pieces of 1 to 9 octets, by chance. */
    static Cut atRandom(long seed) {
        Random random = new Random(seed);
        return octets -> {
            List<byte[]> pieces = new ArrayList<>();
            int at = 0;
            while (at < octets.length) {
                int end = Math.min(octets.length, at + 1 + random.nextInt(9));
                pieces.add(Arrays.copyOfRange(octets, at, end));
                at = end;
            }
            return pieces;
        };
    }
}
