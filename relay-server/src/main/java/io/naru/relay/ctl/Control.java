package io.naru.relay.ctl;

import io.naru.common.log.LogEvent;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.control.RelayControl;
import io.naru.relay.control.Restart;
import io.naru.relay.net.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The verbs of the control socket.
 *
 * <p>Threading: confined to the loop.
 */
public final class Control {
    private static final long MAX_SECONDS = Duration.ofDays(36_500).toSeconds();
    private static final Logger LOGGER = System.getLogger(Control.class.getName());

    private final ControlledRelay relay;
    private final Reports reports;
    private final Drainage drainage;
    private final Map<String, ControlClient.Listener> verbs = new HashMap<>();

    /** The verbs of a relay. */
    public Control(EventLoop loop, ControlledRelay relay) {
        this.relay = relay;
        this.reports = new Reports(relay, loop::nowMillis);
        this.drainage = new Drainage(loop, relay.control(), relay::stop);
        verbs.put("status", (request, reply) -> reply.done(reports.status()));
        verbs.put("who", (request, reply) -> reply.done(reports.who()));
        verbs.put("bans", (request, reply) -> reply.done(reports.bans()));
        verbs.put("splices", (request, reply) -> reply.done(reports.splices()));
        verbs.put("kick", moderation(ModerationVerb.KICK));
        verbs.put("ban", moderation(ModerationVerb.BAN));
        verbs.put("unban", moderation(ModerationVerb.UNBAN));
        verbs.put("mute", moderation(ModerationVerb.MUTE));
        verbs.put("unmute", moderation(ModerationVerb.UNMUTE));
        verbs.put("role", moderation(ModerationVerb.ROLE));
        verbs.put("say", (request, reply) -> relay.control().say(request.needed("text"), answered(reply)));
        verbs.put("drain", this::drain);
        verbs.put("undrain", this::undrain);
        verbs.put("reload", (request, reply) -> relay.reload(answered(reply)));
        verbs.put("stop", this::stop);
    }

    /** Tells it all once to nobody: the first request would have the loop wait for classes to be loaded. */
    void rehearse() {
        for (Document document : List.of(reports.status(), reports.who(), reports.splices(), reports.bans())) {
            LOGGER.log(Level.TRACE, document.text() + document.json());
        }
    }

    /** Does what is asked for, and answers. */
    void onRequest(ControlRequest request, Reply reply) {
        ControlClient.Listener verb = verbs.get(request.verb());
        if (verb == null) {
            reply.refused("There is no \"" + request.verb() + "\" here; this relay may be older than the program.");
            return;
        }
        LogEvent.of("ctl").with("verb", request.verb()).log(LOGGER, Level.DEBUG);
        try {
            verb.onRequest(request, reply);
        } catch (InvalidValueException e) {
            reply.refused(e.getMessage());
        }
    }

    private static Consumer<ControlAnswer> answered(Reply reply) {
        return answer -> {
            if (answer.isDone()) {
                reply.done(new Document().with("done", Value.text(answer.sentence())));
            } else {
                reply.refused(answer.sentence());
            }
        };
    }

    private ControlClient.Listener moderation(ModerationVerb verb) {
        return (request, reply) -> {
            ModerationOrder order = new ModerationOrder(
                    verb,
                    ModerationTarget.parse(request.needed("target")),
                    seconds(request)
                            .map(span -> OptionalLong.of(span.toSeconds()))
                            .orElse(OptionalLong.empty()),
                    request.argument("role").map(Control::role),
                    request.argument("reason").orElse(""));
            relay.control().moderate(order, answered(reply));
        };
    }

    private static Optional<Duration> seconds(ControlRequest request) {
        return seconds(request, "seconds");
    }

    private static Restart restart(ControlRequest request) {
        return seconds(request, "back").map(Restart::planned).orElse(Restart.SOON);
    }

    private static Optional<Duration> seconds(ControlRequest request, String key) {
        return request.argument(key).map(text -> {
            if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > MAX_SECONDS) {
                throw new InvalidValueException("A span is 0 to " + MAX_SECONDS + " seconds.");
            }
            return Duration.ofSeconds(Long.parseLong(text));
        });
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("A role is owner, operator or member."));
    }

    private void drain(ControlRequest request, Reply reply) {
        Optional<Duration> after = seconds(request);
        Restart restart = restart(request);
        String text = request.argument("text").orElse(RelayControl.DRAIN_SENTENCE);
        relay.control().drain(text, answer -> {
            if (answer.isDone()) {
                drainage.begin(after, restart);
                LogEvent event = LogEvent.of("drain").with("by", "ctl");
                after.ifPresent(span -> event.with("seconds", span.toSeconds()));
                event.log(LOGGER, Level.INFO);
                tellTheRoom(after, reply);
            } else {
                answered(reply).accept(answer);
            }
        });
    }

    private void tellTheRoom(Optional<Duration> after, Reply reply) {
        String end = after.map(span -> "in " + Unit.SECONDS.shown(span.toSeconds()))
                .map(span -> span + " at the latest")
                .orElse("once everybody has left");
        relay.control()
                .say(
                        "The relay stops " + end + ".",
                        told -> reply.done(new Document()
                                .with(
                                        "done",
                                        Value.text(
                                                "Nobody comes in any more; the relay stops when the last user has left"
                                                        + after.map(span -> ", " + end)
                                                                .orElse("") + "."))));
    }

    private void undrain(ControlRequest request, Reply reply) {
        drainage.cancel();
        LogEvent.of("undrain").with("by", "ctl").log(LOGGER, Level.INFO);
        relay.control().undrain(answered(reply));
    }

    private void stop(ControlRequest request, Reply reply) {
        Restart restart = restart(request);
        LogEvent.of("stop").with("by", "ctl").log(LOGGER, Level.INFO);
        reply.holdUntilEnd();
        reply.done(new Document().with("done", Value.text("The relay has stopped.")));
        relay.stop(restart);
    }
}
