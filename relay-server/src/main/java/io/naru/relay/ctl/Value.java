package io.naru.relay.ctl;

import io.naru.common.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that an answer tells, which can be shown to people and to programs. */
sealed interface Value {
    /** Appends it as JSON. */
    void appendJson(StringBuilder json);

    /** For people: safe, and in one line unless it is a table. */
    String shown();

    /** What the key gets behind it in JSON, so that the unit stands there. */
    default String suffix() {
        return "";
    }

    /** Any text. */
    record Text(String text) implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            Json.appendText(json, text);
        }

        @Override
        public String shown() {
            return SafeText.line(text).value();
        }
    }

    /** True or false. */
    record Flag(boolean is) implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            json.append(is);
        }

        @Override
        public String shown() {
            return is ? "yes" : "no";
        }
    }

    /** What isn't known, or isn't there. */
    record Nothing() implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            json.append("null");
        }

        @Override
        public String shown() {
            return "-";
        }
    }

    /** A quantity. */
    record Number(long number, Unit unit) implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            json.append(number);
        }

        @Override
        public String shown() {
            return unit.shown(number);
        }

        @Override
        public String suffix() {
            return unit.suffix();
        }
    }

    /** Quantities with names. */
    record Numbers(Map<String, Long> numbers) implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            json.append('{');
            String comma = "";
            for (Map.Entry<String, Long> number : numbers.entrySet()) {
                json.append(comma);
                Json.appendText(json, number.getKey());
                json.append(':').append(number.getValue());
                comma = ",";
            }
            json.append('}');
        }

        @Override
        public String shown() {
            List<String> parts = new ArrayList<>();
            numbers.forEach((name, number) -> {
                if (number != 0) {
                    parts.add(name + " " + number);
                }
            });
            return parts.isEmpty() ? "none" : String.join(", ", parts);
        }
    }

    /** A list of texts. */
    record Texts(List<String> texts) implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            json.append('[');
            String comma = "";
            for (String text : texts) {
                json.append(comma);
                Json.appendText(json, text);
                comma = ",";
            }
            json.append(']');
        }

        @Override
        public String shown() {
            return SafeText.line(String.join(", ", texts)).value();
        }
    }

    /** The same keys again and again. */
    record Table(List<String> columns, List<List<Value>> rows) implements Value {
        @Override
        public void appendJson(StringBuilder json) {
            json.append('[');
            String comma = "";
            for (List<Value> row : rows) {
                json.append(comma).append('\n');
                Json.appendObject(json, columns, row);
                comma = ",";
            }
            json.append(']');
        }

        @Override
        public String shown() {
            return TextTable.of(columns, rows);
        }
    }

    static Value text(Object value) {
        return new Text(String.valueOf(value));
    }

    static Value text(Optional<?> value) {
        return value.isPresent() ? text(value.get()) : new Nothing();
    }

    static Value time(Instant time) {
        return text(time.truncatedTo(ChronoUnit.SECONDS));
    }

    static Value count(long number) {
        return new Number(number, Unit.COUNT);
    }

    static Value octets(long number) {
        return new Number(number, Unit.OCTETS);
    }

    static Value seconds(Duration span) {
        return new Number(span.toSeconds(), Unit.SECONDS);
    }

    static Value nanos(long nanos) {
        return new Number(nanos / 1_000, Unit.MICROS);
    }
}
