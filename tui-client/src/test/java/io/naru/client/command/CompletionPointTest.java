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
