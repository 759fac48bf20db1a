package io.naru.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void whatSomebodySaysIsASentenceBeforeOursFollows() {
        assertThat(Texts.sentence("The relay is being moved")).isEqualTo("The relay is being moved.");
        assertThat(Texts.sentence("Stopped.")).isEqualTo("Stopped.");
        assertThat(Texts.sentence("Is it there?")).isEqualTo("Is it there?");
        assertThat(Texts.sentence("")).isEmpty();
    }
}
