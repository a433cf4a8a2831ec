package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.expression.Answer;
import io.ringlog.domain.expression.BoundedText;
import io.ringlog.domain.expression.Expression;
import io.ringlog.domain.expression.Patterns;
import io.ringlog.domain.expression.Template;
import io.ringlog.domain.expression.Value;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares a variable with a value, or asks whether an expression holds. */
public record Condition(
        @Unsaid("") String variable,
        @Unsaid("equals") Operator operator,
        @Nullable String value,
        @Nullable String expression)
        implements NodeData {

    /** How a condition compares. */
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        CONTAINS,
        STARTS_WITH,
        MATCHES,
        EXISTS,
        IN
    }

    @Override
    public List<String> faults() {
        return expression == null
                ? comparisonFaults()
                : new Faults()
                        .test("expression", expression)
                        .unless(variable.isEmpty() && value == null, "expression stands without variable and value")
                        .all();
    }

    private List<String> comparisonFaults() {
        return new Faults()
                .named("variable", variable)
                .unless(value != null || operator == Operator.EXISTS, "value is missing")
                .unless(
                        value == null
                                || operator != Operator.MATCHES
                                || Patterns.read(value).isPresent(),
                        "value is a pattern that cannot be read")
                .template("value", value == null || operator == Operator.MATCHES ? "" : value)
                .all();
    }

    @Override
    public List<String> outcomes() {
        return List.of("true", "false");
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        return expression == null ? compared(at) : tested(at, expression);
    }

    private static Optional<Outcome> tested(Visit at, String expression) {
        Because because = Because.of("flow.tested").with("expression", expression);
        return Optional.of(
                switch (Expression.answer(expression, at)) {
                    case Answer.Is(Value holds) -> new Outcome(holds.text(), because);
                    case Answer.None(String why) -> new Outcome("false", because.with("broken", why));
                });
    }

    private Optional<Outcome> compared(Visit at) {
        if (value == null || operator == Operator.MATCHES) {
            return compared(at, value == null ? "" : value);
        }
        return switch (Template.fill(value, at)) {
            case Answer.Is(Value wanted) -> compared(at, wanted.text());
            case Answer.None(String why) ->
                Optional.of(new Outcome("false", because().with("wanted", value).with("broken", why)));
        };
    }

    private Optional<Outcome> compared(Visit at, String wanted) {
        String actual = at.value(variable);
        Because because = because().with("wanted", wanted).with("actual", actual == null ? "(not set)" : actual);
        return Optional.of(
                operator == Operator.MATCHES
                        ? matched(wanted, actual == null ? "" : actual, because)
                        : new Outcome(String.valueOf(holds(actual, wanted)), because));
    }

    private Because because() {
        return Because.of("flow.condition").with("variable", variable).with("operator", operator);
    }

    private static Outcome matched(String wanted, String given, Because because) {
        Optional<Pattern> pattern = Patterns.read(wanted);
        if (pattern.isEmpty()) {
            return new Outcome("false", because.with("broken", "the pattern cannot be read"));
        }
        return BoundedText.test(pattern.get(), given, Matcher::matches)
                .map(matches -> new Outcome(String.valueOf(matches), because))
                .orElseGet(() -> new Outcome("false", because.with("broken", "the pattern takes too long")));
    }

    private boolean holds(@Nullable String actual, String wanted) {
        String given = actual == null ? "" : actual;
        return switch (operator) {
            case EQUALS -> given.equals(wanted);
            case NOT_EQUALS -> !given.equals(wanted);
            case CONTAINS -> given.contains(wanted);
            case STARTS_WITH -> given.startsWith(wanted);
            case MATCHES -> throw new IllegalArgumentException("a pattern is matched on its own");
            case EXISTS -> actual != null;
            case IN -> Stream.of(wanted.split(",")).map(String::trim).anyMatch(given::equals);
        };
    }
}
