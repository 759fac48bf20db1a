package io.naru.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.command.Parameter.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionPointTest {
    private static CompletionPoint in(String text) {
        return CompletionPoint.in(text).orElseThrow();
    }

    @Test
    void theNameOfACommandIsCompleted() {
        assertThat(in("/fi")).isEqualTo(new CompletionPoint(Optional.empty(), 1, "fi", List.of()));
        assertThat(in("/file")).isEqualTo(new CompletionPoint(Optional.empty(), 1, "file", List.of()));
        assertThat(in("/file d")).isEqualTo(new CompletionPoint(Optional.empty(), 1, "file d", List.of()));
        assertThat(in("/get")).isEqualTo(new CompletionPoint(Optional.empty(), 1, "get", List.of()));
    }

    @Test
    void anArgumentIsCompletedByItsKind() {
        assertThat(in("/get b")).isEqualTo(new CompletionPoint(Optional.of(Kind.USER), 5, "b", List.of()));
        assertThat(in("/get ")).isEqualTo(new CompletionPoint(Optional.of(Kind.USER), 5, "", List.of()));
        assertThat(in("/file dn bob my fi"))
                .isEqualTo(new CompletionPoint(Optional.of(Kind.REMOTE_FILE), 13, "my fi", List.of("bob")));
        assertThat(in("/set bell o"))
                .isEqualTo(new CompletionPoint(Optional.of(Kind.SETTING_VALUE), 10, "o", List.of("bell")));
        assertThat(in("/share ~/my f"))
                .isEqualTo(new CompletionPoint(Optional.of(Kind.LOCAL_FOLDER), 7, "~/my f", List.of()));
    }

    private static CompletionPoint share(Kind kind, int start, String typed, String... there) {
        return new CompletionPoint(Optional.of(kind), start, typed, List.of(there));
    }

    @Test
    void behindTheFolderOfAShareItsWordsAreCompleted() {
        assertThat(in("/share ~/m as x o")).isEqualTo(share(Kind.SHARE_WORD, 16, "o", "as"));
        assertThat(in("/share ~/m as x ")).isEqualTo(share(Kind.SHARE_WORD, 16, "", "as"));
        assertThat(in("/share ~/m as x for bob,#t"))
                .isEqualTo(share(Kind.SHARE_AUDIENCE, 24, "#t", "as", "for", "only", "except"));
        assertThat(in("/share ~/m for bob on")).isEqualTo(share(Kind.SHARE_AUDIENCE, 19, "on", "for"));
        assertThat(in("/share \"a for b")).isEqualTo(share(Kind.LOCAL_FOLDER, 7, "\"a for b"));
        assertThat(in("/share as")).isEqualTo(share(Kind.LOCAL_FOLDER, 7, "as"));
        assertThat(CompletionPoint.in("/share ~/m as ")).isEmpty();
        assertThat(CompletionPoint.in("/share ~/m as x")).isEmpty();
        assertThat(ShareWords.behindFolder("/share ~/m ", 7)).contains(share(Kind.SHARE_WORD, 11, ""));
        assertThat(ShareWords.behindFolder("/share ", 7)).isEmpty();
    }

    @Test
    void nothingIsCompletedBehindTheLastArgument() {
        assertThat(CompletionPoint.in("/bye x")).isEmpty();
        assertThat(CompletionPoint.in("/whois bob c")).isEmpty();
    }

    @Test
    void namesAreCompletedInAMessage() {
        assertThat(in("thanks, ca")).isEqualTo(new CompletionPoint(Optional.of(Kind.USER), 8, "ca", List.of()));
        assertThat(in("//al")).isEqualTo(new CompletionPoint(Optional.of(Kind.USER), 0, "//al", List.of()));
        assertThat(in("")).isEqualTo(new CompletionPoint(Optional.of(Kind.USER), 0, "", List.of()));
    }
}
