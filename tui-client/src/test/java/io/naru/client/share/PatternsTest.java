package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which paths fit which patterns. */
class PatternsTest {
    private static boolean fit(String pattern, String path, boolean isFolder) {
        return new Patterns(List.of(pattern)).fit(path, isFolder);
    }

    @Test
    void aNameWithoutASlashFitsAtAnyDepth() {
        assertThat(fit("*.jpg", "a.jpg", false)).isTrue();
        assertThat(fit("*.jpg", "x/y/a.JPG", false)).isTrue();
        assertThat(fit("*.jpg", "a.jpg.txt", false)).isFalse();
        assertThat(fit("a?c", "x/abc", false)).isTrue();
        assertThat(fit("a?c", "x/a/c", false)).isFalse();
    }

    @Test
    void aSlashInsideOrInFrontCountsFromTheTop() {
        assertThat(fit("/notes.txt", "notes.txt", false)).isTrue();
        assertThat(fit("/notes.txt", "x/notes.txt", false)).isFalse();
        assertThat(fit("x/*.txt", "x/a.txt", false)).isTrue();
        assertThat(fit("x/*.txt", "x/y/a.txt", false)).isFalse();
        assertThat(fit("x/**/a.txt", "x/y/z/a.txt", false)).isTrue();
        assertThat(fit("x/**/a.txt", "x/a.txt", false)).isTrue();
        assertThat(fit("x/**", "x/y/z", false)).isTrue();
    }

    @Test
    void aSlashAtTheEndIsForFoldersAndAllInThem() {
        assertThat(fit("drafts/", "drafts", true)).isTrue();
        assertThat(fit("drafts/", "drafts", false)).isFalse();
        assertThat(fit("drafts/", "x/drafts/a/b.txt", false)).isTrue();
        assertThat(fit("drafts", "x/drafts/a/b.txt", false)).isTrue();
    }

    @Test
    void normalFormsAreTheSameAndNothingElseIsSyntax() {
        String decomposed = Normalizer.normalize("사진*", Normalizer.Form.NFD);
        assertThat(fit(decomposed, "사진1/a", false)).isTrue();
        assertThat(fit("a+(b)[c].😀", "a+(b)[c].😀", false)).isTrue();
        assertThat(fit("a.b", "axb", false)).isFalse();
        assertThat(fit("?", "😀", false)).isTrue();
    }
}
