package io.naru.relay.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.naru.common.message.ClientMessage.Credentials;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.InviteCode;
import io.naru.common.message.LoginMode;
import io.naru.common.message.Password;
import io.naru.common.message.Registration;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.testkit.FakeClock;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Level;
import io.naru.relay.crypto.PasswordHasher;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.KeyBinding;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of whom for a login, with a hasher that never answers: a queue of passwords without an end. */
final class AuthenticatorTest {
    private static final Fingerprint KEY = Fingerprint.ofKey("key".getBytes(StandardCharsets.UTF_8));
    private static final UserName ALICE = UserName.of("alice");

    private final FakeClock clock = new FakeClock();
    private final PasswordHasher hasher = mock(PasswordHasher.class);
    private final MemoryStore store = new MemoryStore();
    private final Accounts accounts = spy(store.accounts());
    private final List<Verdict> verdicts = new ArrayList<>();
    private Authenticator authenticator;

    @BeforeEach
    void start() {
        Account alice = new Account(ALICE, Role.MEMBER, "hash", Instant.EPOCH);
        store.accounts()
                .register(
                        alice,
                        Optional.empty(),
                        Optional.of(new KeyBinding(KEY, "", Instant.EPOCH)),
                        Runnable::run,
                        outcome -> {});
        Store seen = mock(Store.class);
        when(seen.accounts()).thenReturn(accounts);
        when(seen.keys()).thenReturn(store.keys());
        when(seen.invites()).thenReturn(store.invites());
        authenticator = new Authenticator(seen, hasher, Registration.INVITE, Runnable::run, clock);
    }

    private void judge(LoginMode mode, String name, String invite) {
        Credentials credentials = new Credentials(UserName.of(name), Password.of("secret"), mode, invite);
        authenticator.judge(credentials, Optional.of(KEY), Level.EXTENDED, verdicts::add);
    }

    @Test
    void aKeyDoesNotWaitForThePasswordsThatAreHashed() {
        for (int i = 0; i < 1_000; i++) {
            judge(LoginMode.LOGIN, "alice", "");
        }
        assertThat(verdicts).isEmpty();

        authenticator.judgeKey(ALICE, Optional.of(KEY), verdicts::add);

        assertThat(verdicts).singleElement().isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whoComesWithAKeyHasNoAccountLookedUpWhateverIsNamed() {
        authenticator.judgeKey(UserName.of("nobody"), Optional.of(KEY), verdicts::add);
        authenticator.judgeKey(
                ALICE, Optional.of(Fingerprint.ofKey("other".getBytes(StandardCharsets.UTF_8))), verdicts::add);
        authenticator.judgeKey(ALICE, Optional.empty(), verdicts::add);

        assertThat(verdicts).hasSize(3).hasOnlyElementsOfType(Verdict.KeyUnknown.class);
        verifyNoInteractions(hasher);
        verify(accounts, never()).find(any(), any(), any());
    }

    @Test
    void nothingIsHashedAndNoNameLookedUpForAnInviteThatIsNone() {
        judge(LoginMode.REGISTER, "bob", "");
        judge(LoginMode.REGISTER, "bob", "nonsense");
        judge(LoginMode.REGISTER, "alice", InviteCode.create(new SecureRandom()).text());

        assertThat(verdicts)
                .extracting(verdict -> ((Verdict.Refused) verdict).code())
                .containsExactly(ErrorCode.REGISTRATION_REFUSED, ErrorCode.INVITE_REFUSED, ErrorCode.INVITE_REFUSED);
        verifyNoInteractions(hasher);
        verify(accounts, never()).find(any(), any(), any());
    }
}
