package io.ringlog.app.rest;

import io.ringlog.api.port.FigureSlices;
import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.topology.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The figures of this process. */
public final class RunningFigures implements FigureSlices {
    private final Views views;

    public RunningFigures(Views views) {
        this.views = views;
    }

    @Override
    public Optional<Instant> begun(String account) {
        return RunningViews.ask(() -> views.figuresBegun(account));
    }

    @Override
    public List<QueueSlice> queue(String account, String queueId, boolean byMinute) {
        return RunningViews.ask(() -> views.queueSlices(account, queueId, byMinute));
    }

    @Override
    public List<AgentSlice> agent(String account, String userId, boolean byMinute) {
        return RunningViews.ask(() -> views.agentSlices(account, userId, byMinute));
    }
}
