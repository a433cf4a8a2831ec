package io.ringlog.domain.expression;

import io.ringlog.domain.expression.Value.Type;
import java.util.Optional;

/** Something to compute; the same call gives the same value on any machine. Pure. */
public final class Expression {

    private Expression() {}

    /** Why a text is no expression, or not one of this type; empty when it is. */
    public static Optional<String> fault(String text, Type wanted) {
        try {
            Type type = Parser.read(text).type();
            return type == wanted ? Optional.empty() : Optional.of("it is " + type + ", not " + wanted);
        } catch (Unanswerable broken) {
            return Optional.of(broken.why());
        }
    }

    /** Why a text is no expression; empty when it is one. */
    public static Optional<String> fault(String text) {
        try {
            Parser.read(text);
            return Optional.empty();
        } catch (Unanswerable broken) {
            return Optional.of(broken.why());
        }
    }

    /** Reads and computes at once. */
    public static Answer answer(String text, Scope scope) {
        try {
            return new Answer.Is(Parser.read(text).value(scope));
        } catch (Unanswerable none) {
            return new Answer.None(none.why());
        }
    }
}
