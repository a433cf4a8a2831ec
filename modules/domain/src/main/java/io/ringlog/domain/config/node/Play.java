package io.ringlog.domain.config.node;

import io.ringlog.domain.speech.Phrase;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;

/** Plays a prompt to its end. */
public record Play(@Sound String audioId) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("audioId", audioId).all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(DEFAULT);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        at.play(Phrase.sound(audioId));
        return Optional.empty();
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        return heard instanceof Heard.Played(String end)
                ? Optional.of(new Outcome(DEFAULT, Because.of("flow.played").with("end", end)))
                : Optional.empty();
    }
}
