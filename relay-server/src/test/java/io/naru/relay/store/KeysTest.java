package io.naru.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.naru.common.message.InvalidValueException;
import io.naru.common.message.UserName;
import io.naru.relay.store.Keys.Binding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeysTest extends StoreContract {

    @BeforeEach
    void addAccounts() {
        create(account("minsu"));
        create(account("jiyoung"));
    }

    private boolean unbind(String account, String key) {
        AuditEntry entry = entry(AuditEntry.Action.KEY_REMOVE, key);
        return ask(answer -> store.keys().unbind(UserName.of(account), fingerprint(key), entry, Runnable::run, answer));
    }

    @Test
    void boundKeyIsFoundWithItsAccount() {
        assertThat(bind("MINSU", key("laptop"))).isEqualTo(Binding.BOUND);

        assertThat(keyOwner("laptop"))
                .contains(new KeyOwner(account("minsu"), new BoundKey(key("laptop"), Optional.empty())));
        assertThat(audit())
                .last()
                .isEqualTo(
                        entry(AuditEntry.Action.KEY_ADD, fingerprint("laptop").toString()));
    }

    @Test
    void unknownKeyIsNotFound() {
        assertThat(keyOwner("laptop")).isEmpty();
    }

    @Test
    void keyBelongsToOneAccountOnly() {
        bind("minsu", key("laptop"));

        assertThat(bind("jiyoung", key("laptop"))).isEqualTo(Binding.KEY_TAKEN);

        assertThat(keyOwner("laptop").orElseThrow().account().name()).isEqualTo(UserName.of("minsu"));
        assertThat(keys("jiyoung")).isEmpty();
    }

    @Test
    void keyThatIsBoundAgainGetsTheNewLabelOnly() {
        bind("minsu", key("laptop"));
        int entries = audit().size();
        KeyBinding again = new KeyBinding(fingerprint("laptop"), "the old one", Instant.EPOCH);

        assertThat(bind("minsu", again)).isEqualTo(Binding.BOUND);

        assertThat(keys("minsu"))
                .containsExactly(
                        new BoundKey(new KeyBinding(fingerprint("laptop"), "the old one", CREATED), Optional.empty()));
        assertThat(audit()).hasSize(entries);
    }

    @Test
    void accountHasABoundedNumberOfKeys() {
        for (int i = 0; i < Keys.PER_ACCOUNT; i++) {
            assertThat(bind("minsu", key("key" + i))).isEqualTo(Binding.BOUND);
        }

        assertThat(bind("minsu", key("one more"))).isEqualTo(Binding.TOO_MANY);
        assertThat(bind("minsu", key("key3"))).as("a known one").isEqualTo(Binding.BOUND);
        assertThat(bind("jiyoung", key("one more"))).isEqualTo(Binding.BOUND);
        assertThat(keys("minsu")).hasSize(Keys.PER_ACCOUNT);
    }

    @Test
    void keyOfNobodyIsRefused() {
        assertThat(bind("nobody", key("laptop"))).isEqualTo(Binding.ACCOUNT_UNKNOWN);
        assertThat(keyOwner("laptop")).isEmpty();
    }

    @Test
    void unboundKeyIsFree() {
        bind("minsu", key("laptop"));

        assertThat(unbind("minsu", "laptop")).isTrue();

        assertThat(keyOwner("laptop")).isEmpty();
        assertThat(bind("jiyoung", key("laptop"))).isEqualTo(Binding.BOUND);
    }

    @Test
    void nobodyUnbindsTheKeyOfAnother() {
        bind("minsu", key("laptop"));
        int entries = audit().size();

        assertThat(unbind("jiyoung", "laptop")).isFalse();
        assertThat(unbind("minsu", "box")).isFalse();

        assertThat(keyOwner("laptop")).isPresent();
        assertThat(audit()).hasSize(entries);
    }

    @Test
    void keysAreListedAsTheyWereBound() {
        bind("minsu", key("z"));
        bind("jiyoung", key("other"));
        bind("minsu", key("a"));
        bind("minsu", key("m"));

        assertThat(keys("minsu")).extracting(BoundKey::binding).containsExactly(key("z"), key("a"), key("m"));
        assertThat(keys("nobody")).isEmpty();
    }

    @Test
    void countsNameWhoHasKeys() {
        create(account("nokeys"));
        bind("minsu", key("a"));
        bind("minsu", key("b"));
        bind("jiyoung", key("c"));

        Map<UserName, Integer> counts = ask(answer -> store.keys().counts(Runnable::run, answer));

        assertThat(counts).containsOnly(Map.entry(UserName.of("minsu"), 2), Map.entry(UserName.of("jiyoung"), 1));
    }

    @Test
    void labelIsOneLineOfABoundedLength() {
        assertThatThrownBy(() -> new KeyBinding(fingerprint("a"), "열".repeat(22), CREATED))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("The label of a key is longer than the 64 octets allowed.");
        assertThatThrownBy(() -> new KeyBinding(fingerprint("a"), "two\nlines", CREATED))
                .isInstanceOf(InvalidValueException.class);
    }
}
