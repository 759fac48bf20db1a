package io.naru.common.log;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One record as one line of {@code key=value}: time in UTC, level, and either the event with its own keys, or the
 * logger and a text. Whatever could end the line or steer a terminal is escaped, wherever it came from.
 *
 * <p>Of a fault the line holds the name and the message; the stack trace follows, indented, only where traces are
 * wanted.
 *
 * <p>Threading: stateless.
 */
final class LineFormatter extends Formatter {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final String OUR_PREFIX = "io.naru.";

    private final boolean withTraces;

    LineFormatter(boolean withTraces) {
        this.withTraces = withTraces;
    }

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160);
        line.append("time=").append(TIME.format(Instant.ofEpochMilli(entry.getMillis())));
        line.append(" level=").append(level(entry.getLevel()));
        Optional<LogEvent> event = event(entry);
        if (event.isPresent()) {
            line.append(' ').append(event.get());
        } else {
            line.append(" logger=").append(logger(entry.getLoggerName()));
            line.append(" msg=").append(LogText.quoted(formatMessage(entry)));
        }
        Throwable fault = event.flatMap(LogEvent::fault).orElse(entry.getThrown());
        if (fault != null) {
            line.append(" fault=").append(LogText.quoted(fault.toString()));
        }
        line.append('\n');
        if (fault != null && withTraces) {
            appendTrace(line, fault);
        }
        return line.toString();
    }

    private static Optional<LogEvent> event(LogRecord entry) {
        Object[] parameters = entry.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent event
                ? Optional.of(event)
                : Optional.empty();
    }

    private static void appendTrace(StringBuilder line, Throwable fault) {
        for (Throwable next = fault; next != null; next = next.getCause()) {
            line.append("  ").append(LogText.escaped(next.toString())).append('\n');
            for (StackTraceElement frame : next.getStackTrace()) {
                line.append("    at ").append(LogText.escaped(frame.toString())).append('\n');
            }
        }
    }

    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (value >= Level.WARNING.intValue()) {
            return "warn";
        }
        return value >= Level.INFO.intValue() ? "info" : "debug";
    }

    private static String logger(String name) {
        if (name == null) {
            return "-";
        }
        String shown = name.startsWith(OUR_PREFIX) ? name.substring(OUR_PREFIX.length()) : name;
        return LogText.escaped(shown).replace(' ', '_');
    }
}
