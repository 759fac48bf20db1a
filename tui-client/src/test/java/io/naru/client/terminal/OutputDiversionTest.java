package io.naru.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputDiversionTest {
    @Test
    void printedLinesGoElsewhereUntilTheEnd() {
        PrintStream outputBefore = System.out;
        PrintStream errorBefore = System.err;
        List<String> lines = new ArrayList<>();
        OutputDiversion diversion = OutputDiversion.begin(line -> {
            lines.add(line);
            System.err.println("what the log itself prints doesn't come back");
        });
        try {
            System.out.println("안녕");
            System.err.print("two\nthree\nunfinished");
        } finally {
            diversion.end();
        }

        assertThat(lines).containsExactly("안녕", "two", "three");
        assertThat(System.out).isSameAs(outputBefore);
        assertThat(System.err).isSameAs(errorBefore);
    }
}
