package io.naru.common.log;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One record as one line of {@code key=value}: time in UTC, level, logger, text. Whatever could end the line
 * or steer a terminal is escaped, wherever it came from.
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
        line.append(" logger=").append(logger(entry.getLoggerName()));
        line.append(" msg=").append(quoted(formatMessage(entry)));
        Throwable fault = entry.getThrown();
        if (fault != null) {
            line.append(" fault=").append(quoted(fault.toString()));
        }
        line.append('\n');
        if (fault != null && withTraces) {
            appendTrace(line, fault);
        }
        return line.toString();
    }

    private static void appendTrace(StringBuilder line, Throwable fault) {
        for (Throwable next = fault; next != null; next = next.getCause()) {
            line.append("  ").append(escaped(next.toString())).append('\n');
            for (StackTraceElement frame : next.getStackTrace()) {
                line.append("    at ").append(escaped(frame.toString())).append('\n');
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
        return escaped(shown).replace(' ', '_');
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '"' -> safe.append("\\\"");
                case '\\' -> safe.append("\\\\");
                case '\n' -> safe.append("\\n");
                default -> {
                    if (isSafe(codePoint)) {
                        safe.appendCodePoint(codePoint);
                    } else {
                        safe.append(String.format(Locale.ROOT, "\\u{%x}", codePoint));
                    }
                }
            }
        });
        return safe.toString();
    }

    private static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
