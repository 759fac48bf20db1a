package io.naru.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.agent.FileSender;
import io.naru.client.agent.RequestIds;
import io.naru.client.event.OfferView;
import io.naru.client.event.QueueEvent;
import io.naru.client.testkit.Heard;
import io.naru.client.testkit.Stepped;
import io.naru.common.message.FileExchange;
import io.naru.common.message.FileMessage;
import io.naru.common.message.UserName;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Offers whose link breaks between the question and the answer. */
@Timeout(60)
class OffersTest {
    private static final UserName ALICE = UserName.of("alice");
    private static final UserName BOB = UserName.of("bob");

    @TempDir
    private Path folder;

    private final Stepped stepped = new Stepped();
    private final Side alice = new Side();
    private final Side bob = new Side();

    /** One of the two, and what it sends. */
    private final class Side implements FileSender {
        private final Heard heard = new Heard();
        private final Deque<FileMessage> sent = new ArrayDeque<>();
        private boolean isUp = true;
        private Offers offers;

        private Offers make() {
            offers = new Offers(
                    stepped.agent(),
                    this,
                    new RequestIds(""),
                    heard,
                    Runnable::run,
                    new OfferedFiles((who, path) -> {
                        throw new NoSuchFileException(path);
                    }),
                    user -> false,
                    (order, id) -> {});
            return offers;
        }

        @Override
        public boolean offer(FileMessage message) {
            return isUp && sent.add(message);
        }

        @Override
        public boolean put(FileMessage message) {
            return offer(message);
        }

        private OfferView await(OfferView.State state) {
            return heard.await(
                            QueueEvent.OfferChanged.class,
                            changed -> changed.offer().state() == state)
                    .offer();
        }
    }

    @BeforeEach
    void start() throws Exception {
        alice.make();
        bob.make();
        Path gift = Files.write(folder.resolve("gift"), new byte[3]);
        stepped.run(() -> alice.offers.send(BOB, List.of(gift)));
        alice.await(OfferView.State.OPEN);
    }

    @AfterEach
    void stop() {
        stepped.stop();
    }

    private void toBob() {
        stepped.run(() -> {
            FileExchange.Offer offer = (FileExchange.Offer) alice.sent.remove();
            bob.offers.onOffer(new FileExchange.Offer(
                    ALICE, offer.name(), offer.requestId(), offer.files(), offer.octets(), offer.firstPath()));
        });
    }

    private void toAlice() {
        stepped.run(() -> {
            FileExchange.OfferReply reply = (FileExchange.OfferReply) bob.sent.remove();
            alice.offers.onReply(new FileExchange.OfferReply(BOB, reply.requestId(), reply.answer()));
        });
    }

    private void answer(Optional<Path> into) {
        OfferView offer = bob.await(OfferView.State.OPEN);
        stepped.run(() -> bob.offers.answer(ALICE, offer.id(), into, false));
    }

    @Test
    void anAnswerThatWasLostIsToldAgainOverTheNextLink() {
        toBob();
        answer(Optional.empty());
        bob.sent.clear();
        stepped.run(alice.offers::onUp);
        toBob();
        toAlice();
        assertThat(alice.await(OfferView.State.DECLINED).name()).isEqualTo("gift");
        stepped.run(alice.offers::onUp);
        assertThat(alice.sent).isEmpty();
    }

    @Test
    void whatIsAcceptedIsNotAskedForTwice() {
        toBob();
        answer(Optional.of(folder));
        toAlice();
        alice.await(OfferView.State.ACCEPTED);
        stepped.run(alice.offers::onUp);
        toBob();
        toAlice();
        assertThat(bob.heard.all(QueueEvent.OfferChanged.class).stream()
                        .filter(each -> each.offer().state() == OfferView.State.OPEN))
                .hasSize(1);
        assertThat(alice.heard.all(QueueEvent.OfferChanged.class).stream()
                        .filter(each -> each.offer().state() == OfferView.State.ACCEPTED))
                .hasSize(1);
    }

    @Test
    void whoHasForgottenTheOfferSaysAllTheSameThatItIsThere() {
        FileExchange.Offer offer = (FileExchange.Offer) alice.sent.peek();
        String path = ".offer/" + offer.requestId().orElseThrow().value() + "/gift";
        stepped.run(() -> bob.offers.onDownloaded(ALICE, path));
        toAlice();
        alice.await(OfferView.State.DONE);
    }

    @Test
    void withoutALinkItIsOfferedOverTheNext() throws Exception {
        alice.isUp = false;
        Path other = Files.write(folder.resolve("other"), new byte[3]);
        stepped.run(() -> alice.offers.send(BOB, List.of(other)));
        assertThat(alice.await(OfferView.State.OPEN).sentence()).contains("no connection");
        alice.sent.clear();
        alice.isUp = true;
        stepped.run(alice.offers::onUp);
        assertThat(alice.sent).hasSize(2);
    }
}
