package io.naru.common.log;

import io.naru.common.text.SafeText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that happened, as one line of the log: a name, and what belongs to it as {@code key=value}.
 *
 * <pre>{@code
 * LogEvent.of("login").with("user", name).with("address", address).log(LOGGER, Level.INFO);
 *
 * time=2026-11-23T06:55:01.201Z level=info event=login user=alice address=127.0.0.1
 * }</pre>
 *
 * <p>Every value passes through {@link SafeText} and is cut at {@value #VALUE_CHARACTERS} characters, so what others sent
 * may stand in it. A secret may not, nor anything whose text holds one.
 *
 * <p>Threading: confined to the thread that makes it, until it is logged.
 */
public final class LogEvent {
    private static final int VALUE_CHARACTERS = 512;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]*");

    private final String name;
    private final StringBuilder fields = new StringBuilder(80);
    private Throwable fault;

    private LogEvent(String name) {
        this.name = checked(name);
    }

    /**
     * An event with nothing belonging to it yet.
     *
     * @param name lower-case words joined by dashes
     */
    public static LogEvent of(String name) {
        return new LogEvent(name);
    }

    /** This event with a value of any kind, as its text. */
    public LogEvent with(String key, Object value) {
        String text = String.valueOf(value);
        String bounded = text.length() <= VALUE_CHARACTERS ? text : text.substring(0, VALUE_CHARACTERS) + '…';
        LogText.appendValue(begin(key), SafeText.line(bounded).value());
        return this;
    }

    /** This event with a number. */
    public LogEvent with(String key, long value) {
        begin(key).append(value);
        return this;
    }

    /** This event with a value if there is one. */
    public LogEvent withPresent(String key, Optional<?> value) {
        value.ifPresent(present -> with(key, present));
        return this;
    }

    /** This event with its cause: its text stands in the line, its stack trace below where traces are wanted. */
    public LogEvent because(Throwable cause) {
        fault = Objects.requireNonNull(cause);
        return this;
    }

    private StringBuilder begin(String key) {
        return fields.append(' ').append(checked(key)).append('=');
    }

    private static String checked(String word) {
        if (!KEY.matcher(word).matches()) {
            throw new IllegalArgumentException("a key is lower-case words joined by dashes, not " + word);
        }
        return word;
    }

    /** Writes it, if events of this level are written. */
    public void log(Logger logger, Level level) {
        logger.log(level, "{0}", this);
    }

    Optional<Throwable> fault() {
        return Optional.ofNullable(fault);
    }

    /** The name and the fields, as they stand in the line. */
    @Override
    public String toString() {
        return "event=" + name + fields;
    }
}
