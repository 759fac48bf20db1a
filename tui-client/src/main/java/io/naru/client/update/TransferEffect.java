package io.naru.client.update;

import io.naru.client.event.TransferLimits;
import io.naru.client.state.Wanted;
import io.naru.common.message.RequestId;
import io.naru.common.message.UserName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the reducer wants done about transfers, offers, searches in everybody's files, and looks at them. */
public sealed interface TransferEffect extends Effect {
    /** Calls the handler's method for this effect. */
    void accept(Handler handler);

    @Override
    default void accept(Effect.Handler handler) {
        handler.onTransfer(this);
    }

    /** One method for each effect. */
    interface Handler {
        void onDownload(Download effect);

        void onPause(Pause effect);

        void onResume(Resume effect);

        void onRaise(Raise effect);

        void onLower(Lower effect);

        void onTop(Top effect);

        void onTakeQueue(TakeQueue effect);

        void onSend(Send effect);

        void onAnswerOffer(AnswerOffer effect);

        void onAskAgain(AskAgain effect);

        void onFind(Find effect);

        void onEndFind(EndFind effect);

        void onPeek(Peek effect);

        void onLimit(Limit effect);
    }

    /**
     * Queues a download.
     *
     * @param into the folder to write to, as the person typed it ({@code ~} allowed); empty for the usual one
     * @param isAgain whether it is fetched though it is there already
     */
    record Download(Wanted wanted, Optional<String> into, boolean isAgain) implements TransferEffect {
        public Download {
            Objects.requireNonNull(wanted);
            Objects.requireNonNull(into);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDownload(this);
        }

        /** What isn't there yet. */
        public Download(Wanted wanted, Optional<String> into) {
            this(wanted, into, false);
        }
    }

    /** Leaves a download alone until it is resumed. */
    record Pause(long id) implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onPause(this);
        }
    }

    /** Goes on with a download that was paused. */
    record Resume(long id) implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onResume(this);
        }
    }

    /** Lets a download go before others. */
    record Raise(long id) implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onRaise(this);
        }
    }

    /** Lets a download go behind others. */
    record Lower(long id) implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onLower(this);
        }
    }

    /** Lets a download go before all others. */
    record Top(long id) implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onTop(this);
        }
    }

    /** Takes over the queue that another program of this install has. */
    record TakeQueue() implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onTakeQueue(this);
        }
    }

    /**
     * Offers files of this machine to somebody.
     *
     * @param files as the person typed them ({@code ~} allowed), one or more
     */
    record Send(UserName user, List<String> files) implements TransferEffect {
        public Send {
            Objects.requireNonNull(user);
            files = List.copyOf(files);
        }

        @Override
        public void accept(Handler handler) {
            handler.onSend(this);
        }
    }

    /** What somebody may answer to an offer. */
    enum OfferAnswer {
        /** Fetch the files. */
        ACCEPT,
        /** Leave them. */
        DECLINE,
        /** Fetch them, and whatever that user offers from here on. */
        ALWAYS
    }

    /** Answers an offer. */
    record AnswerOffer(UserName peer, RequestId id, OfferAnswer answer) implements TransferEffect {
        public AnswerOffer {
            Objects.requireNonNull(peer);
            Objects.requireNonNull(id);
            Objects.requireNonNull(answer);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAnswerOffer(this);
        }
    }

    /** Asks about a user's offers again; without a user, whose offers are taken without asking. */
    record AskAgain(Optional<UserName> user) implements TransferEffect {
        public AskAgain {
            Objects.requireNonNull(user);
        }

        @Override
        public void accept(Handler handler) {
            handler.onAskAgain(this);
        }
    }

    /** Searches in everybody's files. */
    record Find(String words) implements TransferEffect {
        public Find {
            Objects.requireNonNull(words);
        }

        @Override
        public void accept(Handler handler) {
            handler.onFind(this);
        }
    }

    /** Wants no more of a search. */
    record EndFind(long search) implements TransferEffect {
        @Override
        public void accept(Handler handler) {
            handler.onEndFind(this);
        }
    }

    /** Looks at the beginning of somebody's file. */
    record Peek(UserName owner, String path) implements TransferEffect {
        public Peek {
            Objects.requireNonNull(owner);
            Objects.requireNonNull(path);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPeek(this);
        }
    }

    /** Moves so much at once and no more. */
    record Limit(TransferLimits limits) implements TransferEffect {
        public Limit {
            Objects.requireNonNull(limits);
        }

        @Override
        public void accept(Handler handler) {
            handler.onLimit(this);
        }
    }
}
