package io.ringlog.domain.config.node;

import io.ringlog.domain.config.DestKind;
import java.util.List;
import java.util.Optional;

/** Sends the caller to a conference; no edge leaves it. The name {@code Conference} is that of the row. */
public record ConferenceNode(@Refers(to = "conference") String conferenceId) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("conferenceId", conferenceId).all();
    }

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
        at.goTo(DestKind.CONFERENCE, conferenceId);
        return Optional.empty();
    }
}
