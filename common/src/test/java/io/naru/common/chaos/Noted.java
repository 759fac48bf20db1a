package io.naru.common.chaos;

/** A line of a client's diary: what it did, or what its screen was told. Rooms are as the client's user knows them. */
public sealed interface Noted {
    /** Calls the handler's method for this line. */
    void accept(Handler handler);

    /** One method for each kind of line. */
    interface Handler {
        void onStarted(Started line);

        void onSaid(Said line);

        void onResent(Resent line);

        void onShown(Shown line);

        void onGap(Gap line);

        void onLost(Lost line);

        void onEntered(Entered line);

        void onLeft(Left line);

        void onPending(Pending line);

        void onRefused(Refused line);

        void onDropped(Dropped line);

        void onKilled(Killed line);
    }

    /** The program began, with an empty screen. */
    record Started() implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onStarted(this);
        }
    }

    /** The user said something, at a moment of the machine's wall clock. */
    record Said(long atMillis, String id, String room, String text) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onSaid(this);
        }
    }

    /** The user had a message sent again. */
    record Resent(String id) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onResent(this);
        }
    }

    /**
     * A message came on the screen.
     *
     * @param id empty where its author gave none
     * @param isOwn whether the user said it, which makes this the receipt
     */
    record Shown(String room, long seq, String author, String id, String text, boolean isOwn) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onShown(this);
        }
    }

    /** The screen said that messages aren't shown here, both ends included; gone are those that the relay doesn't keep. */
    record Gap(String room, long fromSeq, long toSeq, boolean isGone) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onGap(this);
        }
    }

    /** The screen said that the relay's history isn't the one that was known. */
    record Lost(String room, String sentence) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onLost(this);
        }
    }

    /** The user is in a room. */
    record Entered(String room) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onEntered(this);
        }
    }

    /** The user isn't in a room any more. */
    record Left(String room) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onLeft(this);
        }
    }

    /** A message without a receipt was shown as such; one that is held waits for the user. */
    record Pending(String id, boolean isHeld) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onPending(this);
        }
    }

    /** A message was shown as not sent. */
    record Refused(String id, String sentence) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onRefused(this);
        }
    }

    /** A message was forgotten because the user wanted that. */
    record Dropped(String id) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onDropped(this);
        }
    }

    /** The program was killed, at a moment of the machine's wall clock; the harness notes it afterwards. */
    record Killed(long atMillis) implements Noted {
        @Override
        public void accept(Handler handler) {
            handler.onKilled(this);
        }
    }
}
