package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"#lobby", "#한국어", "#a.b-c", "@kim", "@김하늘"})
    void aSignAndANameAreARoom(String name) {
        assertThat(RoomName.of(name)).hasToString(name);
        assertThat(RoomName.of(name).display()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lobby", "#", "@", "##a", "#@a", "#1", "# a", "&a", "#a b", "#kіm"})
    void anythingElseIsNone(String name) {
        assertThatThrownBy(() -> RoomName.of(name))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("A room name ");
    }

    @Test
    void theSignCountsAndCaseDoesNot() {
        assertThat(RoomName.of("#Lobby")).isEqualTo(RoomName.LOBBY).hasSameHashCodeAs(RoomName.LOBBY);
        assertThat(RoomName.of("#Lobby")).isEqualByComparingTo(RoomName.LOBBY);
        assertThat(RoomName.of("#kim")).isNotEqualTo(RoomName.of("@kim")).isNotEqualTo("#kim");
        assertThat(RoomName.of("#KIM").canonical()).isEqualTo("#kim");
        assertThat(RoomName.of("#KIM").display()).isEqualTo("#KIM");
    }

    @Test
    void onlyTheAtSignMeansDirectMessages() {
        assertThat(RoomName.of("@kim").isDirect()).isTrue();
        assertThat(RoomName.of("#kim").isDirect()).isFalse();
    }
}
