package io.naru.client.state;

import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** What lies over the panes and takes the keys. */
public sealed interface Overlay
        permits Overlay.Help,
                Overlay.Details,
                Overlay.Confirm,
                Overlay.Prompt,
                Overlay.Search,
                Overlay.PasswordPrompt,
                Overlay.Rooms,
                HitList,
                FindList,
                PeekPage,
                OfferPage {
    /** Calls the handler's method for this overlay. */
    void accept(Handler handler);

    /** One method for each overlay. */
    interface Handler {
        void onHelp(Help help);

        void onDetails(Details details);

        void onConfirm(Confirm confirm);

        void onPrompt(Prompt prompt);

        void onSearch(Search search);

        void onPassword(PasswordPrompt prompt);

        void onRooms(Rooms rooms);

        void onHits(HitList hits);

        void onFound(FindList found);

        void onPeek(PeekPage page);

        void onOffers(OfferPage page);
    }

    /** Whether there is no link until it is answered, so that no pane can be gone to. */
    default boolean isGate() {
        return false;
    }

    /** The help, if it's that. */
    default Optional<Help> asHelp() {
        return Optional.empty();
    }

    /** The details, if it's those. */
    default Optional<Details> asDetails() {
        return Optional.empty();
    }

    /** The question with answers to choose from, if it's one. */
    default Optional<Confirm> asConfirm() {
        return Optional.empty();
    }

    /** The question that is answered by a text, if it's one. */
    default Optional<Prompt> asPrompt() {
        return Optional.empty();
    }

    /** The question for a password, if it's that. */
    default Optional<PasswordPrompt> asPassword() {
        return Optional.empty();
    }

    /** The search, if it's that. */
    default Optional<Search> asSearch() {
        return Optional.empty();
    }

    /** What a search found, if it's that. */
    default Optional<HitList> asHits() {
        return Optional.empty();
    }

    /** What a search in everybody's files found, if it's that. */
    default Optional<FindList> asFound() {
        return Optional.empty();
    }

    /** The look at a file, if it's that. */
    default Optional<PeekPage> asPeek() {
        return Optional.empty();
    }

    /** What others offer, if it's that. */
    default Optional<OfferPage> asOffers() {
        return Optional.empty();
    }

    /** The list of rooms, if it's that. */
    default Optional<Rooms> asRooms() {
        return Optional.empty();
    }

    /**
     * The help page; its lines come from the tables of keys and commands.
     *
     * @param top index of the line in the first row; may be too far down after the window changed
     */
    record Help(int top) implements Overlay {
        @Override
        public void accept(Handler handler) {
            handler.onHelp(this);
        }

        @Override
        public Optional<Help> asHelp() {
            return Optional.of(this);
        }
    }

    /**
     * All that is known of something; {@link DetailLines#of} makes the lines.
     *
     * @param subject of what
     * @param top index of the line in the first row
     */
    record Details(Subject subject, int top) implements Overlay {
        public Details {
            Objects.requireNonNull(subject);
        }

        @Override
        public void accept(Handler handler) {
            handler.onDetails(this);
        }

        @Override
        public Optional<Details> asDetails() {
            return Optional.of(this);
        }
    }

    /**
     * A question with a few answers, each of which has a letter.
     *
     * @param question a sentence
     * @param detail lines to look at before answering, such as what was pasted; may be empty
     * @param choices two or more
     * @param selected index of the one that Enter takes
     * @param purpose what it's about
     */
    record Confirm(SafeText question, SafeText detail, List<Choice> choices, int selected, Purpose purpose)
            implements Overlay {
        public Confirm {
            Objects.requireNonNull(question);
            Objects.requireNonNull(detail);
            Objects.requireNonNull(purpose);
            choices = List.copyOf(choices);
            Objects.checkIndex(selected, choices.size());
        }

        /** Whether it's the one about leaving. */
        public boolean isAboutLeaving() {
            return purpose.equals(new Purpose.Quit());
        }

        @Override
        public boolean isGate() {
            return purpose.isGate();
        }

        /** With another answer selected. */
        public Confirm withSelected(int newSelected) {
            return new Confirm(question, detail, choices, newSelected, purpose);
        }

        @Override
        public void accept(Handler handler) {
            handler.onConfirm(this);
        }

        @Override
        public Optional<Confirm> asConfirm() {
            return Optional.of(this);
        }
    }

    /**
     * A question that is answered by a line of text.
     *
     * @param question a sentence
     * @param field the answer so far
     * @param files what will be downloaded to the folder that is asked for
     */
    record Prompt(SafeText question, TextField field, Downloads files) implements Overlay {
        public Prompt {
            Objects.requireNonNull(question);
            Objects.requireNonNull(field);
            Objects.requireNonNull(files);
        }

        /** With another text. */
        public Prompt withField(TextField newField) {
            return new Prompt(question, newField, files);
        }

        @Override
        public void accept(Handler handler) {
            handler.onPrompt(this);
        }

        @Override
        public Optional<Prompt> asPrompt() {
            return Optional.of(this);
        }
    }

    /**
     * Searching the lines of the room: stands in the composer's place, the chat shows the hit.
     *
     * @param query what is searched
     * @param hits numbers of the lines that hold it, ascending
     * @param current index of the hit that is shown; -1 without one
     * @param before how the chat was scrolled, for giving up
     */
    record Search(TextField query, List<Long> hits, int current, Scroll before) implements Overlay {
        public Search {
            Objects.requireNonNull(query);
            Objects.requireNonNull(before);
            hits = List.copyOf(hits);
        }

        /** The line that is shown. */
        public OptionalLong currentLine() {
            return current < 0 ? OptionalLong.empty() : OptionalLong.of(hits.get(current));
        }

        @Override
        public void accept(Handler handler) {
            handler.onSearch(this);
        }

        @Override
        public Optional<Search> asSearch() {
            return Optional.of(this);
        }
    }

    /**
     * Asks for the password.
     *
     * @param person whose
     * @param relay which relay wants it
     * @param refusal why the one before wasn't taken; may be empty
     * @param field what is typed so far
     */
    record PasswordPrompt(Person person, SafeText relay, SafeText refusal, SecretField field) implements Overlay {
        public PasswordPrompt {
            Objects.requireNonNull(person);
            Objects.requireNonNull(relay);
            Objects.requireNonNull(refusal);
            Objects.requireNonNull(field);
        }

        /** With another secret. */
        public PasswordPrompt with(SecretField newField) {
            return new PasswordPrompt(person, relay, refusal, newField);
        }

        /** Empty again, and why. */
        public PasswordPrompt refused(SafeText why) {
            return new PasswordPrompt(person, relay, why, SecretField.EMPTY);
        }

        @Override
        public boolean isGate() {
            return true;
        }

        @Override
        public void accept(Handler handler) {
            handler.onPassword(this);
        }

        @Override
        public Optional<PasswordPrompt> asPassword() {
            return Optional.of(this);
        }
    }

    /**
     * The rooms that there are; Enter goes into one.
     *
     * @param rooms in the relay's order
     * @param cursor in them
     */
    record Rooms(List<RoomListing> rooms, ListCursor cursor) implements Overlay {
        public Rooms {
            rooms = List.copyOf(rooms);
            cursor = cursor.within(rooms.size());
        }

        /** With the cursor elsewhere. */
        public Rooms withCursor(ListCursor newCursor) {
            return new Rooms(rooms, newCursor);
        }

        /** The room under the cursor. */
        public Optional<RoomListing> selected() {
            return rooms.isEmpty() ? Optional.empty() : Optional.of(rooms.get(cursor.index()));
        }

        @Override
        public void accept(Handler handler) {
            handler.onRooms(this);
        }

        @Override
        public Optional<Rooms> asRooms() {
            return Optional.of(this);
        }
    }

    /**
     * An answer.
     *
     * @param letter the key that gives it
     * @param label what it says: {@code send}
     * @param answer what it means
     */
    record Choice(char letter, String label, Answer answer) {
        public Choice {
            Objects.requireNonNull(label);
            Objects.requireNonNull(answer);
        }
    }

    /** What an answer means. */
    enum Answer {
        /** Do it. */
        YES,
        /** Leave everything as it is. */
        NO,
        /** Do it once the transfers are through. */
        AFTER_TRANSFERS
    }

    /** Files and folders that were chosen together, one or more. */
    record Downloads(List<Wanted> wanted) {
        public Downloads {
            wanted = List.copyOf(wanted);
        }
    }
}
