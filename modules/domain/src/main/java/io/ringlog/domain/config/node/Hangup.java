package io.ringlog.domain.config.node;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends the call; no edge leaves it. */
public record Hangup(@Nullable String cause) implements NodeData {

    @Override
    public List<String> outcomes() {
        return List.of();
    }

    @Override
    public boolean mayHave(String outcome) {
        return false;
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        at.hangUp(cause);
        return Optional.empty();
    }
}
