package io.ringlog.domain.expression;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.List;

/** What an operation is given; the reader has made sure of number and types. */
record Arguments(List<Value> values) {

    Value at(int index) {
        return values.get(index);
    }

    String text(int index) {
        return at(index).text();
    }

    BigDecimal number(int index) {
        return at(index) instanceof Value.Number(BigDecimal number) ? number : mixed(at(index));
    }

    ZonedDateTime time(int index) {
        return at(index) instanceof Value.Moment(ZonedDateTime time) ? time : mixed(at(index));
    }

    List<String> list(int index) {
        return at(index) instanceof Value.Texts(List<String> items) ? items : mixed(at(index));
    }

    /** A number that counts characters, items or places: a whole one, and no larger than a text is long. */
    int count(int index) {
        BigDecimal number = number(index);
        if (number.stripTrailingZeros().scale() > 0) {
            throw new Unanswerable(at(index).text() + " is no whole number");
        }
        return number.min(BigDecimal.valueOf(Bounds.LONGEST_TEXT))
                .max(BigDecimal.valueOf(-Bounds.LONGEST_TEXT))
                .intValueExact();
    }

    static boolean truth(Value value) {
        return value instanceof Value.Truth(boolean holds) ? holds : mixed(value);
    }

    private static <T> T mixed(Value value) {
        throw new IllegalStateException("the reader let " + value + " pass");
    }
}
