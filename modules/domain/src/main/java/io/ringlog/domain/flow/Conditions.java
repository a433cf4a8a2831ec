package io.ringlog.domain.flow;

import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what is known of a call: {@code caller} and {@code called} are its own, all else its variables. Pure. */
final class Conditions {

    /** A deeply nested pattern would exhaust the stack of whoever reads it. */
    private static final int LONGEST_PATTERN = 250;

    /** Repeating nothing looks at no text, so the repetitions themselves must be few. */
    private static final double MOST_REPETITIONS = 10_000;

    private static final Pattern AT_LEAST = Pattern.compile("\\{(\\d{1,10})");

    private Conditions() {}

    /** An outcome and what it was made from. */
    record Compared(String outcome, Because because) {}

    static Compared compare(NodeData.Condition condition, CallState call) {
        String actual = value(call, condition.variable());
        String wanted = condition.value() == null ? "" : condition.value();
        Because because = Because.of("flow.condition")
                .with("variable", condition.variable())
                .with("operator", condition.operator())
                .with("wanted", wanted)
                .with("actual", actual == null ? "(not set)" : actual);
        return condition.operator() == NodeData.Operator.MATCHES
                ? matched(wanted, actual == null ? "" : actual, because)
                : new Compared(String.valueOf(holds(condition.operator(), actual, wanted)), because);
    }

    private static Compared matched(String wanted, String given, Because because) {
        Optional<Pattern> pattern = pattern(wanted);
        if (pattern.isEmpty()) {
            return new Compared("false", because.with("broken", "the pattern cannot be read"));
        }
        return BoundedText.test(pattern.get(), given, Matcher::matches)
                .map(matches -> new Compared(String.valueOf(matches), because))
                .orElseGet(() -> new Compared("false", because.with("broken", "the pattern takes too long")));
    }

    private static boolean holds(NodeData.Operator operator, @Nullable String actual, String wanted) {
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

    private static @Nullable String value(CallState call, String variable) {
        return switch (variable) {
            case "caller" -> call.head().from();
            case "called" -> call.head().to();
            default -> call.variables().get(variable);
        };
    }

    /** How often the least repetitions of a pattern, all inside each other, would be tried. */
    static double repetitions(String pattern) {
        return AT_LEAST.matcher(pattern)
                .results()
                .mapToDouble(count -> Math.max(1, Double.parseDouble(count.group(1))))
                .reduce(1, (a, b) -> a * b);
    }

    /** A regular expression; empty when it is broken, or too long to be honest. */
    static Optional<Pattern> pattern(String text) {
        if (text.length() > LONGEST_PATTERN || repetitions(text) > MOST_REPETITIONS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException broken) {
            return Optional.empty();
        }
    }
}
