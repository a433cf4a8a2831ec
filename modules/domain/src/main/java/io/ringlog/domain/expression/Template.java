package io.ringlog.domain.expression;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** A text with expressions in it: {@code Welcome, {{upper(name)}}}. Pure. */
public final class Template {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Template() {}

    /** Why a text is no template; empty when it is one, as every text without {@code {{} is. */
    public static Optional<String> fault(String text) {
        try {
            filled(text, expression -> {
                Parser.read(expression);
                return "";
            });
            return Optional.empty();
        } catch (Unanswerable broken) {
            return Optional.of(broken.why());
        }
    }

    /** The text with the value of each expression in its place, of at most a thousand characters. */
    public static Answer fill(String text, Scope scope) {
        return fill(text, scope, UnaryOperator.identity());
    }

    /** @param spelling how a value is written where it stands */
    public static Answer fill(String text, Scope scope, UnaryOperator<String> spelling) {
        try {
            return new Answer.Is(Bounds.text(filled(
                    text,
                    expression ->
                            spelling.apply(Parser.read(expression).value(scope).text()))));
        } catch (Unanswerable none) {
            return new Answer.None(none.why());
        }
    }

    private static StringBuilder filled(String text, UnaryOperator<String> value) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                throw new Unanswerable("'" + OPEN + "' at character " + (open + 1) + " is not closed");
            }
            filled.append(text, from, open).append(value.apply(text.substring(open + OPEN.length(), close)));
            Bounds.text(filled);
            from = close + CLOSE.length();
        }
        return filled.append(text.substring(from));
    }
}
