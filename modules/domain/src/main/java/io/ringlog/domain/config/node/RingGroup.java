package io.ringlog.domain.config.node;

import io.ringlog.domain.config.RingOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rings a ring group. Who is answered leaves the flow; so does a call that the group itself sends elsewhere. */
public record RingGroup(@Refers(to = "ring_group") String groupId) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("groupId", groupId).all();
    }

    @Override
    public List<String> outcomes() {
        return Stream.concat(Stream.of(Dial.ANSWERED), RingOutcome.nodeOutcomes().stream())
                .toList();
    }

    @Override
    public List<String> needed() {
        return RingOutcome.nodeOutcomes();
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        at.ringGroup(groupId);
        return Optional.empty();
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        return heard instanceof Heard.RingFailed(var outcome, var because)
                ? Optional.of(new Outcome(outcome.nodeOutcome(), because))
                : Optional.empty();
    }
}
