package io.naru.client.input;

import io.naru.client.state.AppState;
import io.naru.client.state.FindList;
import io.naru.client.state.Focus;
import io.naru.client.state.HitList;
import io.naru.client.state.ListFilter;
import io.naru.client.state.OfferPage;
import io.naru.client.state.Overlay;
import io.naru.client.state.PeekPage;
import java.util.List;

/** Where a key means something. */
public enum KeyContext {
    /** Whatever is shown. */
    EVERYWHERE("Everywhere"),
    /** The composer, with the chat above it. */
    COMPOSER("Writing, and the chat above"),
    /** Every text that can be edited. */
    EDITING("Editing text"),
    /** Every list. */
    LIST("In every list"),
    /** The list of users. */
    USERS("Users"),
    /** Somebody's files. */
    FILES("Files"),
    /** The Queue window. */
    QUEUE("Queue"),
    /** Typing what a list is narrowed to. */
    FILTER("Filter of a list"),
    /** A message that is picked out, while nothing is written. */
    MARKED("A marked message"),
    /** What a search found. */
    HITS("What a search found"),
    /** What was found in everybody's files. */
    FOUND("What was found in files"),
    /** A look at a file; a page, with more keys. */
    PEEK("A look at a file"),
    /** What others offer. */
    OFFERS("What others offer"),
    /** Searching the scrollback. */
    SEARCH("Search in the chat"),
    /** Searching the history of the composer. */
    HISTORY_SEARCH("Search in what you wrote"),
    /** The list of rooms. */
    ROOMS("List of rooms"),
    /** The help and the details. */
    PAGE("Help and details"),
    /** A question with answers to choose from. */
    CONFIRM("Questions"),
    /** A question that is answered by a text. */
    PROMPT("Questions for a folder"),
    /** The question for the password. */
    PASSWORD("The password"),
    /** A question without whose answer there is no link. */
    GATE("Questions before there is a connection");

    private final String heading;

    KeyContext(String heading) {
        this.heading = heading;
    }

    /** What the help page calls it. */
    public String heading() {
        return heading;
    }

    /** Where a key is looked up now, in this order. */
    public static List<KeyContext> of(AppState state) {
        if (state.overlay().isPresent()) {
            Overlays found = new Overlays();
            state.overlay().get().accept(found);
            return found.contexts;
        }
        return switch (state.focus()) {
            case COMPOSER ->
                isMarking(state)
                        ? List.of(MARKED, EDITING, EVERYWHERE)
                        : List.of(
                                state.composer().search().isPresent() ? HISTORY_SEARCH : COMPOSER, EDITING, EVERYWHERE);
            case USERS -> list(USERS, state.roster().filter());
            case FILES -> list(FILES, state.browser().filter());
            case QUEUE -> list(QUEUE, state.transfers().filter());
        };
    }

    /** Whether Esc and then a key does what the key does with Alt: where nothing is there to be closed by Esc. */
    public static boolean isEscPrefixed(AppState state) {
        return state.overlay().isEmpty()
                && state.focus() == Focus.COMPOSER
                && !state.isBare()
                && state.composer().search().isEmpty()
                && state.composer().completion().isEmpty()
                && !hasMark(state)
                && !isAnswering(state);
    }

    /** Whether a message is picked out in the room that is shown. */
    public static boolean hasMark(AppState state) {
        return state.room().markedLine().isPresent();
    }

    /** Whether a message of the room that is shown is being answered. */
    public static boolean isAnswering(AppState state) {
        return state.composer()
                .quote()
                .filter(quote -> quote.room().equals(state.room().id()))
                .isPresent();
    }

    private static boolean isMarking(AppState state) {
        return hasMark(state)
                && state.composer().isEmpty()
                && state.composer().search().isEmpty();
    }

    private static List<KeyContext> list(KeyContext pane, ListFilter filter) {
        return filter.isEditing() ? List.of(FILTER, EDITING, EVERYWHERE) : List.of(pane, LIST, EVERYWHERE);
    }

    private static final class Overlays implements Overlay.Handler {
        private List<KeyContext> contexts = List.of(EVERYWHERE);

        @Override
        public void onHelp(Overlay.Help help) {
            contexts = List.of(PAGE, EVERYWHERE);
        }

        @Override
        public void onDetails(Overlay.Details details) {
            contexts = List.of(PAGE, EVERYWHERE);
        }

        @Override
        public void onConfirm(Overlay.Confirm confirm) {
            contexts = confirm.isGate() ? List.of(CONFIRM, GATE) : List.of(CONFIRM, EVERYWHERE);
        }

        @Override
        public void onPrompt(Overlay.Prompt prompt) {
            contexts = List.of(PROMPT, EDITING, EVERYWHERE);
        }

        @Override
        public void onPassword(Overlay.PasswordPrompt prompt) {
            contexts = List.of(PASSWORD, GATE);
        }

        @Override
        public void onHits(HitList hits) {
            contexts = List.of(HITS, EVERYWHERE);
        }

        @Override
        public void onFound(FindList found) {
            contexts = List.of(FOUND, EVERYWHERE);
        }

        @Override
        public void onPeek(PeekPage page) {
            contexts = List.of(PEEK, PAGE, EVERYWHERE);
        }

        @Override
        public void onOffers(OfferPage page) {
            contexts = List.of(OFFERS, EVERYWHERE);
        }

        @Override
        public void onRooms(Overlay.Rooms rooms) {
            contexts = List.of(ROOMS, EVERYWHERE);
        }

        @Override
        public void onSearch(Overlay.Search search) {
            contexts = List.of(SEARCH, EDITING, EVERYWHERE);
        }
    }
}
