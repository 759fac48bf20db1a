package io.naru.relay.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.Password;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {

    private final PasswordFunction low = PasswordFunction.argon2id(PasswordCost.LOW);

    /** Of the reference implementation's own tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg"
            })
    void hashesOfTheReferenceAreRecognised(String phc) throws IOException {
        assertThat(low.matches(Password.of("password"), phc)).isTrue();
        assertThat(low.matches(Password.of("passwore"), phc)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void costIsWrittenIntoTheHash(PasswordCost cost) throws IOException {
        String phc = PasswordFunction.argon2id(cost).hash(Password.of("비밀번호"));

        assertThat(phc)
                .startsWith("$argon2id$v=19$m=" + cost.memoryKibibytes() + ",t=" + cost.iterations() + ",p=1$")
                .hasSizeLessThan(128);
        assertThat(low.matches(Password.of("비밀번호"), phc)).isTrue();
    }

    @Test
    void saltIsNewEachTime() {
        assertThat(low.hash(Password.of("ferry"))).isNotEqualTo(low.hash(Password.of("ferry")));
    }

    @Test
    void unmatchableHashIsWellFormedAndLooksLikeAnyOther() throws IOException {
        String phc = low.unmatchable();

        assertThat(low.matches(Password.of("ferry"), phc)).isFalse();
        assertThat(phc).hasSameSizeAs(low.hash(Password.of("ferry"))).startsWith("$argon2id$v=19$m=32,t=1,p=1$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ferry",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
                "$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\n"
            })
    void damagedHashIsAFaultAndNotAWrongPassword(String phc) {
        assertThatThrownBy(() -> low.matches(Password.of("ferry"), phc))
                .isInstanceOf(IOException.class)
                .hasMessage("A stored password hash is damaged; set that account's password again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=1048577,t=1,p=1", "m=8,t=65,p=1"})
    void hashThatWouldExhaustTheProgramIsAFault(String parameters) {
        String phc = "$argon2id$v=19$" + parameters + "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThatThrownBy(() -> low.matches(Password.of("ferry"), phc))
                .isInstanceOf(IOException.class)
                .hasMessage("A stored password hash asks for too much work; set that account's password again");
    }
}
