package io.naru.client.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.googlecode.lanterna.TextColor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThemeTest {
    @Test
    void everyRoleHasAStyleInEveryTheme() {
        for (Theme theme : List.of(Theme.dark(), Theme.light(), Theme.mono())) {
            for (Role role : Role.values()) {
                assertThat(theme.style(role)).as("%s in %s", role, theme.name()).isNotNull();
            }
        }
    }

    @Test
    void noColorTakesAllColoursWhateverThemeIsAskedFor() {
        for (String name : Theme.names()) {
            Theme theme = Theme.named(name, Map.of("NO_COLOR", "1", "COLORTERM", "truecolor"));
            assertThat(theme.name()).isEqualTo("mono");
            for (Role role : Role.values()) {
                assertThat(theme.style(role).foreground()).isEqualTo(TextColor.ANSI.DEFAULT);
            }
            assertThat(theme.nameStyle("alice").foreground()).isEqualTo(TextColor.ANSI.DEFAULT);
        }
        assertThat(Theme.named("dark", Map.of("NO_COLOR", "")).name()).isEqualTo("dark");
    }

    @Test
    void sixteenColoursUnlessTheTerminalSaysThatItHasMore() {
        assertThat(IntStream.range(0, 100).mapToObj(n -> Theme.dark().nameStyle("user" + n)))
                .allMatch(style -> style.foreground() instanceof TextColor.ANSI);
        for (Map<String, String> environment :
                List.of(Map.of("TERM", "xterm-256color"), Map.of("COLORTERM", "truecolor"))) {
            Theme rich = Theme.named("dark", environment);
            assertThat(rich.nameStyle("alice").foreground()).isInstanceOf(TextColor.Indexed.class);
        }
    }

    @Test
    void autoFollowsWhatTheTerminalSaysOfItsBackground() {
        assertThat(Theme.named("auto", Map.of("COLORFGBG", "0;15")).name()).isEqualTo("light");
        assertThat(Theme.named("auto", Map.of("COLORFGBG", "15;default;0")).name())
                .isEqualTo("dark");
        assertThat(Theme.named("auto", Map.of()).name()).isEqualTo("dark");
    }

    @Test
    void nameHasOneColourAndNamesHaveMany() {
        Theme theme = Theme.dark();
        assertThat(theme.nameStyle("alice")).isEqualTo(theme.nameStyle("alice"));
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> theme.nameStyle("user" + n))
                        .distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    void unknownThemeIsRefused() {
        assertThatThrownBy(() -> Theme.named("pink", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
