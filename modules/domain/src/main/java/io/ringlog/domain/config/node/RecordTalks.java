package io.ringlog.domain.config.node;

import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.config.Variables;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;

/** Says whether the talks that the call comes to are recorded, before all who else say so. */
public record RecordTalks(RecordingRule recording) implements NodeData {

    @Override
    public List<String> outcomes() {
        return List.of(DEFAULT);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        Because because = Because.of("flow.recording").with("rule", recording);
        at.set(Variables.RECORDING_RULE, Because.word(recording), because);
        return Optional.of(new Outcome(DEFAULT, because));
    }
}
