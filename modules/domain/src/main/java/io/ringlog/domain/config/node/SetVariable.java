package io.ringlog.domain.config.node;

import io.ringlog.domain.expression.Answer;
import io.ringlog.domain.expression.Template;
import io.ringlog.domain.expression.Value;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;

/** Sets a variable of the call to a text with expressions in it. */
public record SetVariable(String variable, String value) implements NodeData {

    private static final String FAILED = "failed";

    @Override
    public List<String> faults() {
        return new Faults().variable(variable).template("value", value).all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(DEFAULT, FAILED);
    }

    /** What fails goes on all the same where nothing else is drawn. */
    @Override
    public List<String> needed() {
        return List.of(DEFAULT);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        Because because = Because.of("flow.set").with("variable", variable).with("of", value);
        if (!at.mayHold(variable)) {
            return Optional.of(new Outcome(FAILED, because.with("broken", "the call has too many variables")));
        }
        return Optional.of(
                switch (Template.fill(value, at)) {
                    case Answer.Is(Value text) -> set(at, text.text(), because);
                    case Answer.None(String why) -> new Outcome(FAILED, because.with("broken", why));
                });
    }

    private Outcome set(Visit at, String text, Because because) {
        at.set(variable, text, because);
        return new Outcome(DEFAULT, because.with("value", text));
    }
}
