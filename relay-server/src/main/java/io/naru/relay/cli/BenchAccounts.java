package io.naru.relay.cli;

import io.naru.common.identity.Identity;
import io.naru.common.message.Password;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.crypto.PasswordCost;
import io.naru.relay.crypto.PasswordFunction;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts.Admission;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.KeyBinding;
import io.naru.relay.store.Store;
import io.naru.relay.work.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Identities of many users, and the accounts that they open; made before anything is measured.
 *
 * <p>Threading: immutable once made.
 */
final class BenchAccounts {
    private static final int ASKED_AT_ONCE = 100;

    private final Map<String, Identity> identities = new HashMap<>();
    private final List<String> names;

    /** New identities. */
    BenchAccounts(List<String> names, Instant now) {
        this.names = List.copyOf(names);
        SecureRandom random = new SecureRandom();
        for (String name : names) {
            identities.put(name, Identity.create(random, now));
        }
    }

    /** What somebody shows. */
    Identity identity(String name) {
        return identities.get(name);
    }

    /** Writes an account with its key for everybody; all have the password {@code secret}. */
    void store(Path data, PasswordCost cost, Instant now) throws IOException {
        String hash = PasswordFunction.argon2id(cost).hash(Password.of("secret"));
        try (Store store = Store.open(DataFolder.open(data))) {
            for (int i = 0; i < names.size(); i += ASKED_AT_ONCE) {
                store(store, names.subList(i, Math.min(names.size(), i + ASKED_AT_ONCE)), hash, now);
            }
        }
    }

    private void store(Store store, List<String> some, String hash, Instant now) throws IOException {
        Map<String, CompletableFuture<Outcome<Admission>>> answers = new HashMap<>();
        for (String name : some) {
            CompletableFuture<Outcome<Admission>> answer = new CompletableFuture<>();
            answers.put(name, answer);
            KeyBinding key = new KeyBinding(identity(name).fingerprint(), "", now);
            Account account = new Account(UserName.of(name), Role.MEMBER, hash, now);
            store.accounts().register(account, Optional.empty(), Optional.of(key), Runnable::run, answer::complete);
        }
        for (Map.Entry<String, CompletableFuture<Outcome<Admission>>> answer : answers.entrySet()) {
            Admission admission = answer.getValue().join().orThrow();
            if (admission != Admission.CREATED) {
                throw new IllegalStateException("a new account of a new folder: " + answer.getKey() + " " + admission);
            }
        }
    }
}
