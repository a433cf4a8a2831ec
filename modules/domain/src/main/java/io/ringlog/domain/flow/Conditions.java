package io.ringlog.domain.flow;

import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what is known of a call: {@code caller} and {@code called} are its own, all else its variables. Pure. */
final class Conditions {

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
        if (condition.operator() == NodeData.Operator.MATCHES && pattern(wanted).isEmpty()) {
            return new Compared("false", because.with("broken", "the pattern cannot be read"));
        }
        return new Compared(String.valueOf(holds(condition.operator(), actual, wanted)), because);
    }

    private static boolean holds(NodeData.Operator operator, @Nullable String actual, String wanted) {
        String given = actual == null ? "" : actual;
        return switch (operator) {
            case EQUALS -> given.equals(wanted);
            case NOT_EQUALS -> !given.equals(wanted);
            case CONTAINS -> given.contains(wanted);
            case STARTS_WITH -> given.startsWith(wanted);
            case MATCHES -> pattern(wanted).orElseThrow().matcher(given).matches();
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

    /** A regular expression; empty when it is broken. */
    static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException broken) {
            return Optional.empty();
        }
    }
}
