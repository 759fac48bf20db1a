package io.naru.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.message.ClientMessage;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.RequestId;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.relay.control.ControlAnswer;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.store.MemoryStore;
import io.naru.relay.testkit.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A relay whose owner is olive and whose operator is omar; kim and lee are members. All of them are online. */
abstract class ModerationStage {
    static final Fingerprint KEY = KeyLoginTest.key("kim's laptop");
    static final RequestId REQUEST = new RequestId("m1");

    final MemoryStore store = new MemoryStore();
    SteppedRelay relay;
    ScriptedPeer olive;
    ScriptedPeer omar;
    ScriptedPeer kim;
    ScriptedPeer lee;

    @BeforeEach
    void start() throws IOException {
        relay = new SteppedRelay(RelayConfig.temporary(), store);
        olive = relay.extended("olive");
        omar = relay.extended("omar");
        kim = relay.extended("kim", KEY);
        lee = relay.extended("lee");
        order(roleOrder("olive", Role.OWNER));
        order(roleOrder("omar", Role.OPERATOR));
        settle();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    void settle() throws IOException {
        for (ScriptedPeer peer : List.of(olive, omar, kim, lee)) {
            peer.barrier();
        }
    }

    ControlAnswer order(ModerationOrder order) throws IOException {
        CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
        relay.relay().control().moderate(order, answer::complete);
        relay.until("the order is answered", answer::isDone);
        return answer.join();
    }

    static OptionalLong none() {
        return OptionalLong.empty();
    }

    static ModerationTarget user(String name) {
        return new ModerationTarget.User(UserName.of(name));
    }

    static ClientMessage moderate(ModerationVerb verb, String target, long seconds, String reason) {
        return new ClientMessage.Moderate(
                verb,
                REQUEST,
                ModerationTarget.parse(target),
                seconds == 0 ? none() : OptionalLong.of(seconds),
                Optional.empty(),
                reason);
    }

    static ClientMessage role(String target, Role role) {
        return new ClientMessage.Moderate(ModerationVerb.ROLE, REQUEST, user(target), none(), Optional.of(role), "");
    }

    static ModerationOrder roleOrder(String target, Role role) {
        return new ModerationOrder(ModerationVerb.ROLE, user(target), none(), Optional.of(role), "");
    }

    static ClientMessage chat(String text) {
        return new ClientMessage.Chat(text, Optional.empty(), Optional.empty());
    }

    RelayMessage.Error refusal(ScriptedPeer actor, ClientMessage message) throws IOException {
        actor.barrier();
        actor.send(message);
        RelayMessage.Error refusal = actor.expect(RelayMessage.Error.class);
        assertThat(refusal.id()).isEqualTo("m1");
        return refusal;
    }

    RelayMessage.Moderated done(ScriptedPeer actor, ClientMessage message) throws IOException {
        actor.send(message);
        return actor.skipTo(RelayMessage.Moderated.class, done -> done.request().isPresent());
    }

    static List<String> notices(List<RelayMessage> messages) {
        return messages.stream()
                .filter(RelayMessage.Notice.class::isInstance)
                .map(message -> ((RelayMessage.Notice) message).text())
                .toList();
    }
}
