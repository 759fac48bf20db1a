package io.naru.client.state;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.text.SafeText;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeekedTest {
    private static Peeked whole(byte[] octets) {
        return Peeked.of(octets, OptionalLong.of(octets.length));
    }

    private static List<String> lines(Peeked peeked) {
        return peeked.lines(16).stream().skip(2).map(SafeText::value).toList();
    }

    private static byte[] hex(String octets) {
        return Arrays.copyOf(HexFormat.of().parseHex(octets.replace(" ", "")), 64);
    }

    @Test
    void textIsShownLineByLineAndSafely() {
        Peeked peeked = whole("first\r\n\tsecond \u001b[2Jx\n한글\n".getBytes(UTF_8));
        assertThat(peeked.about()).isEqualTo("text in UTF-8, 28 B");
        assertThat(lines(peeked)).containsExactly("first", "    second ␛[2Jx", "한글");
    }

    @Test
    void aCharacterThatIsCutOffIsNoReasonForHexadecimal() {
        byte[] octets = "한글".getBytes(UTF_8);
        Peeked peeked = Peeked.of(Arrays.copyOf(octets, 4), OptionalLong.of(1_000_000));
        assertThat(peeked.isText()).isTrue();
        assertThat(lines(peeked)).containsExactly("한");
        assertThat(peeked.about()).isEqualTo("text in UTF-8, 1.0 MB, the beginning");
        assertThat(whole(Arrays.copyOf(octets, 4)).isText()).as("all of a file").isFalse();
    }

    @Test
    void marksOfOtherEncodingsAreKnown() {
        byte[] utf16 = ("\ufeff" + "안녕\nhi").getBytes(UTF_16LE);
        assertThat(lines(whole(utf16))).containsExactly("안녕", "hi");
        assertThat(lines(whole("\ufeffhi".getBytes(UTF_8)))).containsExactly("hi");
    }

    @Test
    void textInTheOldEncodingOfKoreanIsRead() {
        byte[] octets = "안녕하세요, 반갑습니다.\n똠방각하\n".getBytes(Charset.forName("x-windows-949"));
        Peeked peeked = whole(octets);
        assertThat(peeked.about()).startsWith("text in CP949");
        assertThat(lines(peeked)).containsExactly("안녕하세요, 반갑습니다.", "똠방각하");
    }

    @Test
    void picturesTellKindAndSize() {
        assertThat(whole(hex("89504e470d0a1a0a 0000000d 49484452 00000780 00000438 08060000"))
                        .about())
                .isEqualTo("PNG picture, 1920 x 1080, 64 B");
        assertThat(whole(hex("474946383961 4001 c800")).about()).startsWith("GIF picture, 320 x 200");
        assertThat(whole(hex("ffd8 ffe00004 0000 ffc4 0003 00 ffc0 0011 08 0258 0320 03"))
                        .about())
                .startsWith("JPEG picture, 800 x 600");
        assertThat(whole(hex("52494646 00000000 57454250 56503858 0a000000 10000000 7f0700 370400"))
                        .about())
                .startsWith("WebP picture, 1920 x 1080");
        assertThat(whole(hex("52494646 00000000 57454250 5650384c 0a000000 2f 7fc2c700"))
                        .about())
                .startsWith("WebP picture, 640 x 800");
        assertThat(whole(hex("52494646 00000000 57454250 56503820 0a000000 000000 9d012a 8002 e001"))
                        .about())
                .startsWith("WebP picture, 640 x 480");
    }

    @Test
    void whatIsNoTextIsShownInHexadecimal() {
        Peeked peeked = whole(new byte[] {0, 1, 'a', (byte) 0xFF});
        assertThat(peeked.about()).isEqualTo("octets, 4 B");
        assertThat(lines(peeked)).hasSize(1);
        assertThat(lines(peeked).get(0)).startsWith("0000  00 01 61 ff").endsWith("..a.");
        assertThat(whole("%PDF-1.7 and text".getBytes(UTF_8)).about()).startsWith("PDF document");
        assertThat(whole(new byte[0]).about()).isEqualTo("an empty file");
    }

    @Test
    void anythingAtAllCanBeLookedAt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[][] beginnings = {
            {},
            {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            {(byte) 0x89, 'P', 'N', 'G'},
            "GIF89a".getBytes(UTF_8),
            "RIFF....WEBPVP8 ".getBytes(UTF_8),
            {(byte) 0xFF, (byte) 0xFE},
            "hello".getBytes(UTF_8)
        };
        for (int run = 0; run < 5_000; run++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            byte[] beginning = beginnings[random.nextInt(beginnings.length)];
            System.arraycopy(beginning, 0, octets, 0, Math.min(beginning.length, octets.length));
            OptionalLong total = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(400));
            Peeked peeked = Peeked.of(octets, total);
            for (SafeText line : peeked.lines(1 + random.nextInt(20))) {
                assertThat(SafeText.line(line.value()).value())
                        .as("seed " + seed)
                        .isEqualTo(line.value());
            }
        }
    }
}
