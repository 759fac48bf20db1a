package io.naru.relay.session;

import io.naru.common.message.FreeText;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.UserName;
import io.naru.common.wire.ErrorCode;
import io.naru.common.wire.Limits;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.RelayStatus;
import io.naru.relay.control.SessionView;
import io.naru.relay.control.SpliceView;
import io.naru.relay.hub.Member;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Ban;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The relay's sessions, for whoever runs it.
 *
 * <p>Threading: confined to the relay's loop.
 */
final class Controls implements RelayControl {
    private final Environment environment;
    private final AccountWatch accountWatch;

    Controls(Environment environment, AccountWatch accountWatch) {
        this.environment = environment;
        this.accountWatch = accountWatch;
    }

    @Override
    public RelayStatus status() {
        return new RelayStatus(
                environment.hub().size(),
                environment.limits().maxUsers(),
                environment.sessions().size(),
                environment.limits().maxConnections(),
                environment.door().isClosed());
    }

    @Override
    public List<SessionView> who() {
        return environment.sessions().all().stream().map(this::view).toList();
    }

    private SessionView view(Session session) {
        Optional<Member> member = session.member();
        long nowMillis = environment.loop().nowMillis();
        return new SessionView(
                member.map(Member::name),
                member.map(Member::role),
                stage(session.state()),
                session.connection().remote(),
                session.level(),
                session.connection().isEncrypted(),
                session.key(),
                member.flatMap(user -> environment.bans().muteOf(user.name(), nowMillis))
                        .isPresent(),
                Instant.ofEpochMilli(session.connectedAtMillis()),
                Duration.ofNanos(session.idleNanos()),
                session.connection().queuedOctets());
    }

    private static SessionView.Stage stage(SessionState state) {
        return switch (state) {
            case CONNECTED -> SessionView.Stage.CONNECTED;
            case AUTH -> SessionView.Stage.LOGGING_IN;
            case GRANT -> SessionView.Stage.ONLINE;
            case CLOSING, CLOSED -> SessionView.Stage.CLOSING;
        };
    }

    @Override
    public List<SpliceView> splices() {
        return environment.splices().all().stream()
                .map(way -> new SpliceView(way.asker(), way.other(), way.since(), way.isComplete(), way.octets()))
                .toList();
    }

    @Override
    public List<Ban> bans() {
        return environment.bans().active(environment.loop().nowMillis());
    }

    @Override
    public void moderate(ModerationOrder order, Consumer<ControlAnswer> answer) {
        environment.moderation().act(Actor.OF_RELAY, order, new Moderation.Reply() {
            @Override
            public void onDone(RelayMessage.Moderated done) {
                answer.accept(ControlAnswer.done(BanWords.toRoom(done)));
            }

            @Override
            public void onRefused(ErrorCode code, String sentence) {
                answer.accept(ControlAnswer.refused(code, sentence));
            }
        });
    }

    @Override
    public void say(String text, Consumer<ControlAnswer> answer) {
        keep(AuditEntry.Action.SAY, text.replace('\n', ' ').replace('\t', ' '), answer, () -> {
            int listeners = environment.hub().size();
            environment.moderation().announce(text, Optional.empty());
            return "Said to " + listeners + (listeners == 1 ? " user." : " users.");
        });
    }

    @Override
    public void drain(String sentence, Consumer<ControlAnswer> answer) {
        FreeText.checkedLine("What is told to those who come", sentence, Limits.SENTENCE_OCTETS);
        keep(AuditEntry.Action.DRAIN, sentence, answer, () -> {
            environment.door().close(sentence);
            return "Nobody is let in any more; " + environment.hub().size() + " are online.";
        });
    }

    @Override
    public void undrain(Consumer<ControlAnswer> answer) {
        keep(AuditEntry.Action.DRAIN, "ended", answer, () -> {
            environment.door().open();
            return "Whoever comes is let in again.";
        });
    }

    private void keep(
            AuditEntry.Action action, String detail, Consumer<ControlAnswer> answer, Supplier<String> effect) {
        AuditEntry entry = new AuditEntry(
                Instant.ofEpochMilli(environment.loop().nowMillis()),
                Optional.empty(),
                AuditEntry.Via.CTL,
                action,
                "",
                detail);
        environment
                .store()
                .audit()
                .add(
                        entry,
                        environment.loop(),
                        environment
                                .steps()
                                .then(
                                        (code, sentence) -> answer.accept(ControlAnswer.refused(code, sentence)),
                                        kept -> answer.accept(ControlAnswer.done(effect.get()))));
    }

    @Override
    public void onAccountRemoved(UserName name) {
        accountWatch.look(name);
    }
}
