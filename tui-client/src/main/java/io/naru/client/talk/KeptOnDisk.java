package io.naru.client.talk;

import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of one account's chat, and until it is known which account that is, those of what is said before: they belong to
 * the relay and the user as they were written, and what is in them goes over into the account's at the login, whether this
 * program wrote it or one before that never got so far.
 *
 * <p>Threading: the disk's.
 */
final class KeptOnDisk {
    /**
     * What was found.
     *
     * @param messages of other runs of the program, oldest first
     * @param sentences what the user should know
     */
    record Found(Map<RoomName, Position> positions, List<Kept> messages, List<String> sentences) {
        static final Found NOTHING = new Found(Map.of(), List.of(), List.of());
    }

    private final AccountOpener opener;
    /** What this program has said so far without an account, whether it could be written or not. */
    private final Map<MessageId, Kept> early = new LinkedHashMap<>();

    private Optional<String> expected = Optional.empty();
    private Optional<AccountFiles> files = Optional.empty();
    /** Whether they are the account's. */
    private boolean isAccount;

    KeptOnDisk(AccountOpener opener) {
        this.opener = opener;
    }

    /** What is said from here on is for the folder of that name, and so is what was said before. */
    void expect(String name) throws IOException {
        if (isAccount || expected.equals(Optional.of(name))) {
            return;
        }
        expected = Optional.of(name);
        Optional<AccountFiles> before = files;
        files = Optional.empty();
        try {
            writeEarly();
            if (before.isPresent()) {
                before.get().removeAll(early.keySet());
            }
        } finally {
            if (before.isPresent()) {
                before.get().close();
            }
        }
    }

    private void writeEarly() throws IOException {
        if (expected.isPresent() && !early.isEmpty()) {
            files = opener.open(expected.get(), true);
            if (files.isPresent()) {
                files.get().add(List.copyOf(early.values()));
            }
        }
    }

    /** Logged in as the account with that folder. */
    Found open(String account) throws IOException {
        Optional<AccountFiles> opened = opener.open(account, true);
        if (opened.isEmpty()) {
            return Found.NOTHING;
        }
        Optional<AccountFiles> before = files;
        files = opened;
        isAccount = true;
        List<String> sentences = new ArrayList<>(opened.get().sentences());
        List<Kept> messages = new ArrayList<>(opened.get().messages());
        try {
            messages.addAll(takeOver(before, opened.get(), sentences));
        } catch (IOException e) {
            sentences.add(e.getMessage() + ". What was said before this login may not be kept.");
        }
        early.clear();
        return new Found(opened.get().positions(), List.copyOf(messages), List.copyOf(sentences));
    }

    /** Moves what was said before the login; what of it is of other runs of the program is returned. */
    private Collection<Kept> takeOver(Optional<AccountFiles> open, AccountFiles into, List<String> sentences)
            throws IOException {
        Optional<AccountFiles> before =
                open.isEmpty() && expected.isPresent() ? opener.open(expected.get(), false) : open;
        try {
            List<Kept> left = new ArrayList<>();
            if (before.isPresent()) {
                sentences.addAll(before.get().sentences());
                left.addAll(before.get().messages());
                left.removeIf(message -> early.containsKey(message.id()));
            }
            List<Kept> all = new ArrayList<>(left);
            all.addAll(early.values());
            into.add(all);
            if (before.isPresent()) {
                before.get().removeAll(all.stream().map(Kept::id).toList());
            }
            return left;
        } finally {
            if (before.isPresent()) {
                before.get().close();
            }
        }
    }

    /** What programs left that were killed since this one began; nothing before the login. */
    Found takeOverOrphans() throws IOException {
        if (!isAccount || files.isEmpty()) {
            return Found.NOTHING;
        }
        List<String> sentences = new ArrayList<>();
        List<Kept> messages = files.get().takeOverOrphans(sentences);
        return new Found(Map.of(), messages, List.copyOf(sentences));
    }

    /** Adds messages; they are on the disk when it returns, if it is known where to. */
    void add(List<Kept> messages) throws IOException {
        if (!isAccount) {
            for (Kept message : messages) {
                early.remove(message.id());
                early.put(message.id(), message);
            }
            if (files.isEmpty()) {
                writeEarly();
                return;
            }
        }
        if (files.isPresent()) {
            files.get().add(messages);
        }
    }

    /** Takes a message back. */
    void remove(MessageId id) throws IOException {
        early.remove(id);
        if (files.isPresent()) {
            files.get().remove(id);
        }
    }

    /** Says that a message waits for the user. */
    void hold(MessageId id) throws IOException {
        early.computeIfPresent(id, (same, message) -> message.held(true));
        if (files.isPresent()) {
            files.get().hold(id);
        }
    }

    /** Replaces the positions. */
    void save(Map<RoomName, Position> positions) throws IOException {
        if (isAccount && files.isPresent()) {
            files.get().save(positions);
        }
    }

    /** Lets go of the files. */
    void close() throws IOException {
        if (files.isPresent()) {
            files.get().close();
        }
        files = Optional.empty();
        expected = Optional.empty();
    }
}
