package io.ringlog.domain.expression;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What an expression computes with; {@link #text} is what a variable or a prompt gets of it. */
public sealed interface Value {

    /** The kinds of values, by the words that faults use. */
    enum Type {
        TEXT("a text"),
        NUMBER("a number"),
        TRUTH("true or false"),
        TIME("a time"),
        LIST("a list");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    Type type();

    String text();

    /** A text. */
    record Text(String text) implements Value {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    /** A decimal number. */
    record Number(BigDecimal number) implements Value {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        /** Without an exponent and without zeros at the end of a fraction. */
        @Override
        public String text() {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    }

    /** Whether something holds. */
    record Truth(boolean holds) implements Value {
        @Override
        public Type type() {
            return Type.TRUTH;
        }

        @Override
        public String text() {
            return String.valueOf(holds);
        }
    }

    /** A time in the zone of the account. */
    record Moment(ZonedDateTime at) implements Value {
        private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

        @Override
        public Type type() {
            return Type.TIME;
        }

        @Override
        public String text() {
            return FORM.format(at);
        }
    }

    /** Several texts. */
    record Texts(List<String> items) implements Value {
        public Texts {
            items = List.copyOf(items);
        }

        @Override
        public Type type() {
            return Type.LIST;
        }

        @Override
        public String text() {
            return String.join(",", items);
        }
    }
}
