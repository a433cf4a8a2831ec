package io.ringlog.domain.config.node;

import io.ringlog.domain.expression.Answer;
import io.ringlog.domain.expression.Template;
import io.ringlog.domain.expression.Value;
import io.ringlog.domain.speech.Language;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the platform's voice speak a text, in the language of the account when none is named. */
public record Say(String text, @Nullable String language) implements NodeData {

    private static final int LONGEST = 1_000;

    @Override
    public List<String> faults() {
        return new Faults()
                .named("text", text)
                .template("text", text)
                .unless(text.length() <= LONGEST, "text is longer than " + LONGEST + " characters")
                .unless(language == null || Language.find(language).isPresent(), "language is none that is spoken")
                .all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(DEFAULT);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        return switch (Template.fill(text, at)) {
            case Answer.Is(Value filled) -> {
                at.play(Phrase.text(filled.text()).in(language));
                yield Optional.empty();
            }
            case Answer.None(String why) ->
                Optional.of(
                        new Outcome(DEFAULT, Because.of("flow.nothing-to-say").with("broken", why)));
        };
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        return heard instanceof Heard.Played(String end)
                ? Optional.of(new Outcome(DEFAULT, Because.of("flow.said").with("end", end)))
                : Optional.empty();
    }
}
