package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentQueryTest {
    private static final RootHash ROOT = new RootHash("ab".repeat(32));

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1L << 40, Numbers.MAX})
    void aQueryReadsBackAsItself(long octets) {
        ContentQuery query = new ContentQuery(ROOT, octets);
        assertThat(ContentQuery.of(query.text())).contains(query);
        assertThat(new FileExchange.FindRequest(UserName.of("kim"), Optional.of(new RequestId("f1")), query.text())
                        .query())
                .isEqualTo(query.text());
    }

    @Test
    void whatIsOneCharacterOffIsAWordLikeAnyOther() {
        String text = new ContentQuery(ROOT, 12).text();
        assertThat(ContentQuery.of(text)).isPresent();
        for (String other : new String[] {
            "",
            "root",
            text + " ",
            " " + text,
            text + " key",
            text + "x",
            text.replace("root:", "Root:"),
            text.replace("ab:", "AB:"),
            text.substring(0, text.length() - 2),
            text.replace(":12", ":-1"),
            text.replace(":12", ":" + (Numbers.MAX + 1)),
            text.replace(":12", ":99999999999999999")
        }) {
            assertThat(ContentQuery.of(other)).as(other).isEmpty();
        }
    }

    @Test
    void aSizeIsANumberOfTheWire() {
        assertThatThrownBy(() -> new ContentQuery(ROOT, Numbers.MAX + 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new ContentQuery(ROOT, -1)).isInstanceOf(InvalidValueException.class);
    }
}
