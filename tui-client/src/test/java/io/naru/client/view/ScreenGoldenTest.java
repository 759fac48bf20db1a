package io.naru.client.view;

import io.naru.client.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenGoldenTest {
    @ParameterizedTest
    @CsvSource({"120,40", "80,24", "40,12", "250,70", "60,16", "20,6"})
    void ordinaryDay(int columns, int rows) {
        Golden.checkWithStyles(
                "chat-" + columns + "x" + rows, Samples.ordinary(columns, rows).drawn());
    }
}
