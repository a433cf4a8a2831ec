package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a call comes in. */
public record Entry(@Unsaid("inbound") String trigger) implements NodeData {

    private static final Set<String> TRIGGERS = Set.of("inbound", "internal", "api");

    @Override
    public boolean isEntry() {
        return true;
    }

    @Override
    public List<String> faults() {
        return new Faults()
                .unless(TRIGGERS.contains(trigger), "trigger is not inbound, internal or api")
                .all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(DEFAULT);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        return Optional.of(new Outcome(DEFAULT, Because.of("flow.entry")));
    }
}
