package io.naru.common.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiaryTextTest {
    private static final List<Noted> ALL = List.of(
            new Noted.Started(),
            new Noted.Said(12, "m1", "#a", "tab\tline\nback\\slash 안녕"),
            new Noted.Resent("m1"),
            new Noted.Shown("@kim", 7, "kim", "", "words", false),
            new Noted.Shown("@kim", 8, "lee", "m2", "", true),
            new Noted.Gap("#a", 3, 9, false),
            new Noted.Gap("#a", 10, 11, true),
            new Noted.Lost("#a", "It is shorter."),
            new Noted.Entered("#a"),
            new Noted.Left("#a"),
            new Noted.Pending("m1", true),
            new Noted.Pending("m1", false),
            new Noted.Refused("m1", "No."),
            new Noted.Dropped("m1"),
            new Noted.Killed(13));

    @TempDir
    private Path folder;

    @Test
    void everyLineIsReadAsItWasWritten() throws IOException {
        Path file = folder.resolve("diary");
        try (DiaryText diary = new DiaryText(file)) {
            for (Noted line : ALL) {
                diary.add(line);
            }
        }

        assertThat(DiaryText.read(file)).isEqualTo(ALL);
    }

    @Test
    void theHalfLineOfAKilledProgramIsTakenAway() throws IOException {
        Path file = folder.resolve("diary");
        try (DiaryText diary = new DiaryText(file)) {
            diary.add(ALL.get(0));
        }
        Files.writeString(file, "said\t12\tm", StandardOpenOption.APPEND);
        assertThat(DiaryText.read(file)).containsExactly(ALL.get(0));

        try (DiaryText diary = new DiaryText(file)) {
            diary.add(ALL.get(2));
        }

        assertThat(DiaryText.read(file)).containsExactly(ALL.get(0), ALL.get(2));
    }
}
