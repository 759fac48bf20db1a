package io.naru.client.talk;

import io.naru.common.file.AtomicFiles;
import io.naru.common.file.FileFault;
import io.naru.common.file.LineFile;
import io.naru.common.message.ClientMessage;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.MessageId;
import io.naru.common.message.RoomName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file of own messages that have no receipt. Each line adds one, takes one back, or says that one is held:
 *
 * <pre>
 *     SUM + MILLIS ID ROOM REPLY TEXT      with - for no REPLY, else SEQ or SEQ@EPOCH; a line feed in the text is \n, a backslash \\
 *     SUM - ID
 *     SUM h ID
 * </pre>
 *
 * What is added is on the disk before it is sent. What is taken back needn't be: a message that comes back is one that the
 * relay knows already. When nothing is left, the file is cut to its first line; past a mebibyte it is written anew whenever it
 * has doubled, however many messages wait.
 *
 * <p>Threading: the disk's.
 */
final class OutboxFile implements Closeable {
    static final String FIRST_LINE = "naru outbox 1";
    private static final byte[] FIRST_OCTETS = (FIRST_LINE + "\n").getBytes(StandardCharsets.UTF_8);
    private static final int WORDS = 6;
    private static final long COMPACT_OCTETS = 1 << 20;

    /** How what was written gets on the disk. */
    @FunctionalInterface
    interface Syncing {
        void sync(FileChannel channel) throws IOException;
    }

    private final Path file;
    private final Syncing syncing;
    /** What it says now, oldest first. */
    private final Map<MessageId, Kept> kept = new LinkedHashMap<>();

    private FileChannel channel;
    private long lengthOctets;
    /** How long it was when nothing was in it but what it says: it grows to twice that, so each octet is rewritten seldom. */
    private long compactOctets;

    private boolean isUnsynced;

    private OutboxFile(Path file, Syncing syncing) {
        this.file = file;
        this.syncing = syncing;
    }

    /** Reads a file, which may not be there yet, and goes on with it; what can't be read is put aside with a sentence. */
    static OutboxFile open(Path file, List<String> sentences) throws IOException {
        return open(file, sentences, channel -> channel.force(true));
    }

    /** The same with a disk of one's own. */
    static OutboxFile open(Path file, List<String> sentences, Syncing syncing) throws IOException {
        OutboxFile opened = new OutboxFile(file, syncing);
        opened.kept.putAll(load(file, sentences));
        opened.rewrite();
        return opened;
    }

    /** What a file says. */
    static Map<MessageId, Kept> load(Path file, List<String> sentences) throws IOException {
        byte[] octets = LineFile.read(file);
        LineFile.Content content = LineFile.parse(octets, FIRST_LINE);
        Map<MessageId, Kept> messages = new LinkedHashMap<>();
        boolean isWhole = content.isWhole();
        for (String line : content.lines()) {
            isWhole &= isTaken(line, messages);
        }
        if (!isWhole) {
            Path aside = LineFile.putAside(file, octets);
            sentences.add(file + ", the messages that hadn't been sent, can't be read wholly. It is kept as " + aside
                    + "; what could be read is here.");
        }
        return messages;
    }

    /** What it says, oldest first. */
    Collection<Kept> messages() {
        return List.copyOf(kept.values());
    }

    /** Adds messages; they are on the disk when it returns. */
    void add(List<Kept> messages) throws IOException {
        if (messages.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Kept message : messages) {
            lines.append(added(message));
        }
        append(lines.toString());
        sync();
        for (Kept message : messages) {
            kept.remove(message.id());
            kept.put(message.id(), message);
        }
    }

    /** Takes a message back. */
    void remove(MessageId id) throws IOException {
        if (kept.remove(id) == null) {
            return;
        }
        if (kept.isEmpty()) {
            channel.truncate(FIRST_OCTETS.length);
            lengthOctets = FIRST_OCTETS.length;
            compactOctets = lengthOctets;
            isUnsynced = true;
        } else if (lengthOctets > COMPACT_OCTETS && lengthOctets > 2 * compactOctets) {
            rewrite();
        } else {
            append(LineFile.line("- " + id.value()));
        }
    }

    /** Says that a message waits for the user. */
    void hold(MessageId id) throws IOException {
        Kept message = kept.get(id);
        if (message != null && !message.isHeld()) {
            append(LineFile.line("h " + id.value()));
            sync();
            kept.put(id, message.held(true));
        }
    }

    /** Makes sure that all of it is on the disk. */
    void sync() throws IOException {
        if (isUnsynced) {
            try {
                syncing.sync(channel);
            } catch (IOException e) {
                throw fault(e);
            }
            isUnsynced = false;
        }
    }

    private void append(String lines) throws IOException {
        try {
            // Half a line may stand there from an attempt that failed.
            if (channel.size() > lengthOctets) {
                channel.truncate(lengthOctets);
            }
            ByteBuffer octets = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            long at = lengthOctets;
            while (octets.hasRemaining()) {
                at += channel.write(octets, at);
            }
            lengthOctets = at;
            isUnsynced = true;
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private void rewrite() throws IOException {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        kept.values().forEach(message -> text.append(added(message)));
        byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, octets);
        close();
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        lengthOctets = octets.length;
        compactOctets = lengthOctets;
        isUnsynced = false;
    }

    private IOException fault(IOException cause) {
        return new IOException("cannot write " + file + ": " + FileFault.reason(cause), cause);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static String added(Kept message) {
        String epoch = message.replyEpoch().isEmpty() ? "" : "@" + message.replyEpoch();
        String reply = message.replyTo().isPresent() ? message.replyTo().getAsLong() + epoch : "-";
        String added = LineFile.line("+ " + message.at().toEpochMilli() + " "
                + message.id().value() + " " + message.room().display() + " " + reply + " " + escaped(message.text()));
        return message.isHeld() ? added + LineFile.line("h " + message.id().value()) : added;
    }

    private static boolean isTaken(String line, Map<MessageId, Kept> messages) {
        try {
            String[] words = line.split(" ", WORDS);
            if (words.length == WORDS && words[0].equals("+")) {
                Kept message = message(words);
                messages.remove(message.id());
                messages.put(message.id(), message);
                return true;
            }
            if (words.length != 2) {
                return false;
            }
            MessageId id = new MessageId(words[1]);
            if (words[0].equals("-")) {
                messages.remove(id);
                return true;
            }
            if (words[0].equals("h")) {
                messages.computeIfPresent(id, (same, message) -> message.held(true));
                return true;
            }
            return false;
        } catch (InvalidValueException | NumberFormatException e) {
            return false;
        }
    }

    private static Kept message(String[] words) {
        boolean hasReply = !words[4].equals("-");
        // An epoch may hold the sign itself.
        String[] reply = words[4].split("@", 2);
        // A message that may not be sent isn't one that was written here.
        ClientMessage.Chat chat = new ClientMessage.Chat(
                unescaped(words[5]),
                Optional.of(new MessageId(words[2])),
                Optional.of(RoomName.of(words[3])),
                hasReply ? OptionalLong.of(Long.parseLong(reply[0])) : OptionalLong.empty(),
                reply.length > 1 ? reply[1] : "");
        return new Kept(
                chat.id().orElseThrow(),
                chat.room().orElseThrow(),
                chat.text(),
                chat.replyTo(),
                chat.replyEpoch(),
                Instant.ofEpochMilli(Long.parseLong(words[1])),
                false);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
