package io.naru.relay.cli;

import io.naru.relay.bench.LoadClient;
import io.naru.relay.bench.LoadUser;
import io.naru.relay.bench.ProcessFigures;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * The mode {@code storm}: everybody comes at once, as after a restart, while some are there already and chat. Accounts
 * and keys are made before.
 *
 * <p>Threading: the main thread has those who come; those who chat are on a thread of their own, so that it isn't their
 * own machine's work that delays what they get.
 */
final class BenchStorm {
    private static final int USERS = 1_000;
    private static final int TEXT_OCTETS = 32;
    private static final long SETTLE_MILLIS = 300;

    private final BenchOptions options;
    private final Instant now;
    private final boolean usesTls;
    private final boolean usesKeys;

    BenchStorm(BenchOptions options, Instant now) {
        this.options = options;
        this.now = now;
        this.usesKeys = options.login() == BenchOptions.Login.KEY;
        this.usesTls = usesKeys || options.isTls();
    }

    void run() throws IOException {
        if (options.connect() != null) {
            throw new CommandException("A storm needs a relay of its own; leave out --connect");
        }
        boolean isExtended = options.isExtended();
        if (usesKeys && !isExtended) {
            throw new CommandException("Base clients have no keys; say --login password");
        }
        int count = options.users(USERS);
        List<LoadUser> users = named("u", count, isExtended);
        List<LoadUser> witnesses = named("w", options.witnesses(), true);
        options.say(
                "%d users (%s) log in by %s at once%s, while %d chat with %d messages a second",
                count,
                options.level(),
                usesKeys ? "key" : "password",
                usesTls ? " over TLS" : "",
                witnesses.size(),
                options.rate());
        List<String> names = new ArrayList<>();
        users.forEach(user -> names.add(user.name()));
        witnesses.forEach(user -> names.add(user.name()));
        BenchAccounts accounts = new BenchAccounts(names, now);
        List<String> more = List.of("--registration", "closed");
        try (BenchSubject subject = BenchSubject.relay(
                        options, names.size(), more, data -> accounts.store(data, options.passwordCost(), now));
                LoadClient witnessing = client(subject, accounts);
                LoadClient storming = client(subject, accounts)) {
            witnessing.logIn(witnesses);
            witnessing.settle(SETTLE_MILLIS);
            measure(subject, witnessing, storming, users);
        }
    }

    private List<LoadUser> named(String prefix, int count, boolean isExtended) {
        return IntStream.range(0, count)
                .mapToObj(i -> new LoadUser(prefix + i, isExtended, usesKeys, isExtended))
                .toList();
    }

    private LoadClient client(BenchSubject subject, BenchAccounts accounts) throws IOException {
        return usesTls ? subject.tlsClient(accounts::identity) : subject.plainClient();
    }

    private void measure(BenchSubject subject, LoadClient witnessing, LoadClient storming, List<LoadUser> users)
            throws IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "bench-witnesses"));
        AtomicBoolean isOver = new AtomicBoolean();
        try {
            LoadClient.Run quiet = result(thread.submit(chatting(witnessing, null)));
            ProcessFigures before = subject.figures();
            Future<LoadClient.Run> chat = thread.submit(chatting(witnessing, isOver));
            long start = System.nanoTime();
            int again = storming.storm(users);
            double took = (System.nanoTime() - start) / 1e9;
            ProcessFigures after = subject.figures();
            isOver.set(true);
            LoadClient.Run during = result(chat);
            options.say("before   %s", BenchRates.percentiles(quiet.latencies()));
            options.say("during   %s", BenchRates.percentiles(during.latencies()));
            options.say("all in after %.2f s: %.0f logins/s; %d had to come again", took, users.size() / took, again);
            options.say(
                    "%.2f s of processor time, %.0f %% of a core; %d MiB resident, %d before",
                    after.cpuSeconds() - before.cpuSeconds(),
                    (after.cpuSeconds() - before.cpuSeconds()) * 100 / took,
                    BenchOptions.mebibytes(after.residentOctets()),
                    BenchOptions.mebibytes(before.residentOctets()));
        } finally {
            isOver.set(true);
            thread.shutdown();
        }
    }

    /** Chats for the time that is to be measured, or until it is over. */
    private Callable<LoadClient.Run> chatting(LoadClient witnessing, AtomicBoolean isOver) {
        int talkers = options.witnesses();
        int octets = options.textOctets(TEXT_OCTETS);
        return () -> isOver == null
                ? witnessing.paced(talkers, options.rate(), octets, options.warmUpSeconds(), options.seconds())
                : witnessing.pacedUntil(talkers, options.rate(), octets, isOver::get);
    }

    private static LoadClient.Run result(Future<LoadClient.Run> run) throws IOException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException("witnessing failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The measurement was interrupted", e);
        }
    }
}
