package io.naru.client.app;

import io.naru.client.event.EngineEvent;
import io.naru.common.message.MessageId;
import io.naru.common.message.PresenceState;
import io.naru.common.message.UserName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The two users of the demo. One shares files, one speaks Korean; they greet the guest, say what to try, go on talking
 * now and then, and answer when they are spoken to.
 *
 * <p>Threading: what they say is timed on a thread {@code demo-talk}; closed by the one who let them in.
 */
public final class DemoCompany implements AutoCloseable {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Set<String> SHARER_HEARS = Set.of("bob", "hello", "hi");
    private static final Set<String> TALKER_HEARS = Set.of("하나", "안녕", "안녕하세요", "hana");
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private record Said(boolean isSharer, int afterSeconds, String text) {}

    private static final List<Said> GREETING = List.of(
            new Said(true, 1, "Hi %s! Press F3, then Enter on my name, to look into my share."),
            new Said(false, 3, "안녕하세요 %s 님! 반가워요 👋"),
            new Said(
                    true,
                    7,
                    "In my files, Enter downloads: try test.txt, or big.bin to see a progress bar. F5 is the queue."),
            new Said(false, 14, "F1은 도움말이에요. 저에게 말을 걸어 보세요!"),
            new Said(true, 24, "Type a message and Enter. /bye leaves, Ctrl+C twice too."));

    private static final List<Said> TALK = List.of(
            new Said(false, 45, "밥, 새 사진 올렸어요?"),
            new Said(true, 6, "Yes, ferry.png. The timetable in notes/ is new as well."),
            new Said(false, 50, "고마워요! 받을게요."),
            new Said(true, 60, "The afternoon ferry is ten minutes late."),
            new Said(false, 8, "그럼 천천히 갈게요."));

    private final Engine sharer;
    private final Engine talker;
    private final ScheduledExecutorService schedule;
    private final AtomicLong nextId = new AtomicLong();
    private final AtomicBoolean isGreeted = new AtomicBoolean();
    private final UserName guest;

    /** Lets both in, to wait for the guest. */
    DemoCompany(Demo demo, UserName guest) {
        this.guest = guest;
        this.schedule = new ScheduledThreadPoolExecutor(1, DemoCompany::talkThread, new DiscardPolicy());
        this.sharer = demo.engines(Demo.SHARER).apply(this::onSharerHears);
        this.talker = demo.engines(Demo.TALKER).apply(this::onTalkerHears);
        sharer.share(demo.share());
        sharer.connect(demo.login(Demo.SHARER));
        talker.connect(demo.login(Demo.TALKER));
    }

    private void onSharerHears(EngineEvent event) {
        boolean isGuestHere = event instanceof EngineEvent.UserSeen seen
                && seen.user().equals(guest)
                && seen.state() == PresenceState.ONLINE;
        if (isGuestHere && isGreeted.compareAndSet(false, true)) {
            say(GREETING, 0, () -> say(TALK, 0, this::goOn));
        }
        if (event instanceof EngineEvent.ChatReceived chat && isForMe(chat, SHARER_HEARS)) {
            answer(sharer, "Hi! I am only a demo, but my files are real: /file ls bob");
        }
    }

    private void onTalkerHears(EngineEvent event) {
        if (event instanceof EngineEvent.ChatReceived chat && isForMe(chat, TALKER_HEARS)) {
            answer(talker, "네, 잘 보여요! 한글도 이모지도 🙂");
        }
    }

    private static Thread talkThread(Runnable task) {
        Thread thread = new Thread(task, "demo-talk");
        thread.setDaemon(true);
        return thread;
    }

    private boolean isForMe(EngineEvent.ChatReceived chat, Set<String> words) {
        return chat.sender().equals(guest)
                && NO_LETTERS
                        .splitAsStream(chat.text().toLowerCase(Locale.ROOT))
                        .anyMatch(words::contains);
    }

    private void goOn() {
        say(TALK, 0, this::goOn);
    }

    /** Says one line after the other, each so long after the one before. */
    private void say(List<Said> lines, int index, Runnable then) {
        if (index == lines.size()) {
            then.run();
            return;
        }
        Said line = lines.get(index);
        int before = index == 0 || lines == TALK ? 0 : lines.get(index - 1).afterSeconds();
        schedule.schedule(
                () -> {
                    speak(line.isSharer() ? sharer : talker, line.text().formatted(guest));
                    say(lines, index + 1, then);
                },
                line.afterSeconds() - before,
                TimeUnit.SECONDS);
    }

    private void answer(Engine speaker, String text) {
        schedule.schedule(() -> speak(speaker, text), 1, TimeUnit.SECONDS);
    }

    private void speak(Engine speaker, String text) {
        speaker.say(new MessageId("demo-" + nextId.incrementAndGet()), text);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        for (Engine engine : List.of(sharer, talker)) {
            try {
                engine.close(false).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                System.getLogger(DemoCompany.class.getName())
                        .log(System.Logger.Level.DEBUG, "A user of the demo didn't leave in time", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
