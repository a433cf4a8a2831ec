package io.ringlog.domain.expression;

import static io.ringlog.domain.expression.Value.Type.LIST;
import static io.ringlog.domain.expression.Value.Type.NUMBER;
import static io.ringlog.domain.expression.Value.Type.TEXT;
import static io.ringlog.domain.expression.Value.Type.TIME;
import static io.ringlog.domain.expression.Value.Type.TRUTH;

import io.ringlog.domain.expression.Value.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every operator and function there is; the page docs/flows.md has the same table. */
final class Operations {

    private static final List<Operation> ALL = Stream.of(same(), order(), reckoning(), onTexts(), onLists(), onTimes())
            .flatMap(List::stream)
            .toList();

    private Operations() {}

    static List<Operation> all() {
        return ALL;
    }

    static Optional<Operation> find(String name, List<Type> given) {
        return ALL.stream()
                .filter(it -> it.name().equals(name) && it.takes().equals(given))
                .findFirst();
    }

    private static List<Operation> same() {
        List<Operation> all = new ArrayList<>();
        all.add(test("not", List.of(TRUTH), it -> !Arguments.truth(it.at(0))));
        for (Type type : List.of(TEXT, TRUTH)) {
            all.add(test("==", List.of(type, type), it -> it.text(0).equals(it.text(1))));
            all.add(test("!=", List.of(type, type), it -> !it.text(0).equals(it.text(1))));
        }
        return all;
    }

    private static List<Operation> order() {
        List<Operation> all = new ArrayList<>();
        compared(all, NUMBER, Comparator.comparing(it -> ((Value.Number) it).number()));
        compared(all, TIME, Comparator.comparing(it -> ((Value.Moment) it).at().toInstant()));
        return all;
    }

    private static void compared(List<Operation> all, Type type, Comparator<Value> order) {
        compared(all, "==", type, order, it -> it == 0);
        compared(all, "!=", type, order, it -> it != 0);
        compared(all, "<", type, order, it -> it < 0);
        compared(all, "<=", type, order, it -> it <= 0);
        compared(all, ">", type, order, it -> it > 0);
        compared(all, ">=", type, order, it -> it >= 0);
    }

    private static void compared(
            List<Operation> all, String name, Type type, Comparator<Value> order, IntPredicate fits) {
        all.add(test(name, List.of(type, type), it -> fits.test(order.compare(it.at(0), it.at(1)))));
    }

    private static List<Operation> reckoning() {
        return List.of(
                number("+", it -> it.number(0).add(it.number(1))),
                number("-", it -> it.number(0).subtract(it.number(1))),
                number("*", it -> it.number(0).multiply(it.number(1))),
                number("/", it -> it.number(0).divide(divisor(it), Bounds.DIGITS)),
                number("%", it -> it.number(0).remainder(divisor(it))),
                number("min", it -> it.number(0).min(it.number(1))),
                number("max", it -> it.number(0).max(it.number(1))),
                number("round", it -> it.number(0).setScale(it.count(1), RoundingMode.HALF_UP)),
                new Operation(
                        "-",
                        List.of(NUMBER),
                        NUMBER,
                        it -> Bounds.number(it.number(0).negate())),
                new Operation(
                        "number",
                        List.of(TEXT),
                        NUMBER,
                        it -> Numbers.of(it.text(0))
                                .orElseThrow(() -> new Unanswerable("'" + it.text(0) + "' is no number"))),
                new Operation(
                        "number",
                        List.of(TEXT, NUMBER),
                        NUMBER,
                        it -> Numbers.of(it.text(0)).orElse(it.at(1))));
    }

    private static BigDecimal divisor(Arguments it) {
        if (it.number(1).signum() == 0) {
            throw new Unanswerable("it divides by 0");
        }
        return it.number(1);
    }

    private static List<Operation> onTexts() {
        List<Operation> all = new ArrayList<>();
        for (Type type : Type.values()) {
            all.add(text("text", List.of(type), it -> it.text(0)));
        }
        all.addAll(List.of(
                text("+", List.of(TEXT, TEXT), it -> it.text(0) + it.text(1)),
                text("upper", List.of(TEXT), it -> Texts.upper(it.text(0))),
                text("lower", List.of(TEXT), it -> Texts.lower(it.text(0))),
                text("trim", List.of(TEXT), it -> it.text(0).strip()),
                text("digits", List.of(TEXT), it -> it.text(0).replaceAll("[^0-9]", "")),
                text("first", List.of(TEXT, NUMBER), it -> Texts.first(it.text(0), it.count(1))),
                text("last", List.of(TEXT, NUMBER), it -> Texts.last(it.text(0), it.count(1))),
                text("replace", List.of(TEXT, TEXT, TEXT), it -> Texts.replace(it.text(0), it.text(1), it.text(2))),
                new Operation(
                        "length", List.of(TEXT), NUMBER, it -> count(it.text(0).length())),
                test("contains", List.of(TEXT, TEXT), it -> it.text(0).contains(it.text(1))),
                test("starts", List.of(TEXT, TEXT), it -> it.text(0).startsWith(it.text(1))),
                test("ends", List.of(TEXT, TEXT), it -> it.text(0).endsWith(it.text(1))),
                test("matches", List.of(TEXT, TEXT), it -> Texts.matches(it.text(0), it.text(1)))));
        return all;
    }

    private static List<Operation> onLists() {
        return List.of(
                test("in", List.of(TEXT, LIST), it -> it.list(1).contains(it.text(0))),
                new Operation(
                        "count", List.of(LIST), NUMBER, it -> count(it.list(0).size())),
                new Operation("split", List.of(TEXT, TEXT), LIST, it -> Texts.split(it.text(0), it.text(1))),
                text("join", List.of(LIST, TEXT), it -> String.join(it.text(1), it.list(0))),
                text("item", List.of(LIST, NUMBER), it -> Texts.item(it.list(0), it.count(1))));
    }

    private static List<Operation> onTimes() {
        return List.of(
                part("year", it -> it.time(0).getYear()),
                part("month", it -> it.time(0).getMonthValue()),
                part("day", it -> it.time(0).getDayOfMonth()),
                part("hour", it -> it.time(0).getHour()),
                part("minute", it -> it.time(0).getMinute()),
                part("weekday", it -> it.time(0).getDayOfWeek().getValue()),
                text("date", List.of(TIME), it -> it.time(0).toLocalDate().toString()),
                new Operation(
                        "plus_minutes",
                        List.of(TIME, NUMBER),
                        TIME,
                        it -> new Value.Moment(it.time(0).plusMinutes(it.count(1)))));
    }

    private static Operation test(String name, List<Type> takes, Predicate<Arguments> rule) {
        return new Operation(name, takes, TRUTH, it -> new Value.Truth(rule.test(it)));
    }

    private static Operation number(String name, Function<Arguments, BigDecimal> rule) {
        return new Operation(name, List.of(NUMBER, NUMBER), NUMBER, it -> Bounds.number(rule.apply(it)));
    }

    private static Operation text(String name, List<Type> takes, Function<Arguments, String> rule) {
        return new Operation(name, takes, TEXT, it -> Bounds.text(rule.apply(it)));
    }

    private static Operation part(String name, Function<Arguments, Integer> rule) {
        return new Operation(name, List.of(TIME), NUMBER, it -> count(rule.apply(it)));
    }

    private static Value count(int number) {
        return Bounds.number(BigDecimal.valueOf(number));
    }
}
