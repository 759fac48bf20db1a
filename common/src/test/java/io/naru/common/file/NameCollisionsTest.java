package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameCollisionsTest {
    @Test
    void differentNamesDontCollide() {
        assertThat(NameCollisions.in(List.of("a", "b", "d/a", "d/b", "e/a", "straße", "strasse")))
                .isEmpty();
    }

    @Test
    void caseCollides() {
        assertThat(NameCollisions.in(List.of("README", "x", "Readme", "readme")))
                .containsExactly(List.of("README", "Readme", "readme"));
        assertThat(NameCollisions.in(List.of("ÉTÉ", "été", "ΣΑΣ", "σας"))).hasSize(2);
    }

    @Test
    void normalFormCollides() {
        assertThat(NameCollisions.in(List.of("한", "\u1112\u1161\u11ab", "\u212b", "A\u030a")))
                .containsExactly(List.of("한", "\u1112\u1161\u11ab"), List.of("\u212b", "A\u030a"));
    }

    @Test
    void foldersCollideToo() {
        assertThat(NameCollisions.in(List.of("Music/a", "Music/b", "music/c")))
                .containsExactly(List.of("Music/", "music/"));
        assertThat(NameCollisions.in(List.of("a/b", "A"))).containsExactly(List.of("a/", "A"));
    }

    @Test
    void sameNameTwiceCollides() {
        assertThat(NameCollisions.in(List.of("a/b", "a/b"))).containsExactly(List.of("a/b", "a/b"));
    }
}
