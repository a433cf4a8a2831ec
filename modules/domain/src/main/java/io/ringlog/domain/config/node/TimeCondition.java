package io.ringlog.domain.config.node;

import java.util.List;
import java.util.Optional;

/** Branches on business hours. */
public record TimeCondition(@Refers(to = "schedule") String scheduleId) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("scheduleId", scheduleId).all();
    }

    @Override
    public List<String> outcomes() {
        return List.of("in_hours", "out_of_hours", "holiday");
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        return Optional.of(at.hours(scheduleId));
    }
}
