package io.ringlog.domain.config.node;

import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares a variable with a value. */
public record Condition(
        String variable, Operator operator, @Nullable String value) implements NodeData {

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
        return new Faults()
                .named("variable", variable)
                .unless(value != null || operator == Operator.EXISTS, "value is missing")
                .unless(
                        value == null
                                || operator != Operator.MATCHES
                                || Patterns.read(value).isPresent(),
                        "value is a pattern that cannot be read")
                .all();
    }

    @Override
    public List<String> outcomes() {
        return List.of("true", "false");
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        String actual = at.value(variable);
        String wanted = value == null ? "" : value;
        Because because = Because.of("flow.condition")
                .with("variable", variable)
                .with("operator", operator)
                .with("wanted", wanted)
                .with("actual", actual == null ? "(not set)" : actual);
        return Optional.of(
                operator == Operator.MATCHES
                        ? matched(wanted, actual == null ? "" : actual, because)
                        : new Outcome(String.valueOf(holds(actual, wanted)), because));
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
