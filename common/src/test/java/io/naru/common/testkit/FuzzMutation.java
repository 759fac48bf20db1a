package io.naru.common.testkit;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes new inputs out of old ones: octets and bits changed, ranges left out, doubled, moved, exchanged with those of
 * another input, and words put in that mean something to the parser.
 *
 * <p>Threading: confined to its search.
 */
final class FuzzMutation {
    private static final int MAX_OCTETS = 4096;

    /** Where parsers turn around. */
    private static final int[] OCTETS = {
        0, 1, 2, 9, 0x0A, 0x0D, 0x1B, 0x1F, ' ', '#', '%', '-', '.', '/', '0', '9', ':', '=', '@', '[', '\\', 0x7F,
        0x80, 0x9F, 0xC0, 0xED, 0xF4, 0xFF
    };

    private final Random random;
    private final List<byte[]> words;

    FuzzMutation(Random random, List<byte[]> words) {
        this.random = random;
        this.words = words;
    }

    /** A variation of an input with perhaps some of another. */
    byte[] of(byte[] input, byte[] other) {
        byte[] changed = input;
        // Mostly one or two changes; now and then many.
        int changes = 1 + random.nextInt(random.nextInt(8) == 0 ? 16 : 3);
        for (int i = 0; i < changes; i++) {
            changed = changed(changed, other);
        }
        return changed.length > MAX_OCTETS ? Arrays.copyOf(changed, MAX_OCTETS) : changed;
    }

    private byte[] changed(byte[] octets, byte[] other) {
        int from = random.nextInt(octets.length + 1);
        int to = from + random.nextInt(Math.min(octets.length - from, 1 << random.nextInt(10)) + 1);
        return switch (random.nextInt(9)) {
            case 0 -> put(octets, from, from + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> put(octets, from, from, new byte[] {(byte) OCTETS[random.nextInt(OCTETS.length)]});
            case 2 -> put(octets, from, from + 1, new byte[] {(byte) OCTETS[random.nextInt(OCTETS.length)]});
            case 3 -> flipped(octets, from);
            case 4 -> put(octets, from, to, new byte[0]);
            case 5 -> put(octets, from, from, Arrays.copyOfRange(octets, from, to));
            case 6 -> put(octets, from, to, piece(other));
            case 7 -> put(octets, from, random.nextBoolean() ? from : to, word());
            default -> put(octets, from, from, repeated());
        };
    }

    private byte[] flipped(byte[] octets, int at) {
        byte[] copy = octets.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] piece(byte[] octets) {
        int from = random.nextInt(octets.length + 1);
        return Arrays.copyOfRange(octets, from, from + random.nextInt(octets.length - from + 1));
    }

    private byte[] word() {
        boolean isKnown = !words.isEmpty() && random.nextInt(3) > 0;
        return isKnown ? words.get(random.nextInt(words.size())) : FuzzText.octets(NastyStrings.random(random));
    }

    /** Long runs of one thing, for what takes its time or its memory by length. */
    private byte[] repeated() {
        byte[] one = random.nextBoolean() || words.isEmpty()
                ? new byte[] {(byte) OCTETS[random.nextInt(OCTETS.length)]}
                : words.get(random.nextInt(words.size()));
        int count = random.nextInt(1 << random.nextInt(12));
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = 0; i < count && run.size() < MAX_OCTETS; i++) {
            run.writeBytes(one);
        }
        return run.toByteArray();
    }

    private static byte[] put(byte[] octets, int from, int to, byte[] between) {
        int end = Math.min(to, octets.length);
        byte[] changed = new byte[from + between.length + octets.length - end];
        System.arraycopy(octets, 0, changed, 0, from);
        System.arraycopy(between, 0, changed, from, between.length);
        System.arraycopy(octets, end, changed, from + between.length, octets.length - end);
        return changed;
    }
}
