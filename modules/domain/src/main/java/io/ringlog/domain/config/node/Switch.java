package io.ringlog.domain.config.node;

import io.ringlog.domain.expression.Answer;
import io.ringlog.domain.expression.Expression;
import io.ringlog.domain.expression.Value;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;

/** Branches on what an expression gives: an outcome {@code case:x} for each edge. */
public record Switch(String expression) implements NodeData {

    private static final String CASE = "case:";

    /** No edge is drawn for the value, or there is none. */
    private static final String OTHER = "other";

    private static final int LONGEST_CASE = 100;

    @Override
    public List<String> faults() {
        return new Faults().expression("expression", expression).all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(OTHER);
    }

    @Override
    public boolean mayHave(String outcome) {
        return outcome.startsWith(CASE)
                ? outcome.length() - CASE.length() <= LONGEST_CASE
                : NodeData.super.mayHave(outcome);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        Because because = Because.of("flow.switched").with("expression", expression);
        return Optional.of(
                switch (Expression.answer(expression, at)) {
                    case Answer.Is(Value value) -> chosen(at, value.text(), because);
                    case Answer.None(String why) -> new Outcome(OTHER, because.with("broken", why));
                });
    }

    private static Outcome chosen(Visit at, String value, Because because) {
        return new Outcome(at.hasEdge(CASE + value) ? CASE + value : OTHER, because.with("value", value));
    }
}
