package io.naru.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import java.util.List;

/** Text of others on its way to a screen or a log. */
enum TextFuzz implements FuzzTarget {
    /** Text of several lines. */
    SAFE_TEXT(false),
    /** Text that must stay on one line. */
    SAFE_LINE(true);

    /** How much longer a text may get by being made safe. */
    private static final int GROWTH = 4;

    private final boolean isLine;

    TextFuzz(boolean isLine) {
        this.isLine = isLine;
    }

    @Override
    public List<String> words() {
        return List.of(
                "\u001b[2J", "\r\n", "\u0301", "\u200d", "\ufe0f", "\u202e", "\ud83d\ude00", "\ud83c\uddf0", "\u1112");
    }

    @Override
    public String outcome(byte[] octets) {
        String raw = FuzzText.of(octets);
        SafeText safe = made(raw);
        String value = safe.value();
        assertThat(made(value)).isEqualTo(safe);
        assertThat(value.codePoints().allMatch(this::mayBeShown)).isTrue();
        assertThat(value.length()).isLessThanOrEqualTo(GROWTH * raw.length());
        StringBuilder joined = new StringBuilder();
        int columns = 0;
        for (Cluster cluster : safe.clusters()) {
            joined.append(cluster.text());
            columns += cluster.columns();
        }
        assertThat(joined.toString()).isEqualTo(value);
        assertThat(columns).isEqualTo(safe.columns());
        return value.codePoints()
                        .map(Character::getType)
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList() + " " + raw.equals(value);
    }

    private SafeText made(String raw) {
        return isLine ? SafeText.line(raw) : SafeText.of(raw);
    }

    private boolean mayBeShown(int codePoint) {
        boolean isBreak = codePoint == '\n' || codePoint == '\t';
        return isBreak
                ? !isLine
                : switch (Character.getType(codePoint)) {
                    case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
                    case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
