package io.ringlog.topology;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.LiveAgent;
import io.ringlog.topology.views.ViewCodecs;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each agent that ever changed state. */
final class AgentsProjector implements Projector {
    private Rows<LiveAgent> agents;

    @SuppressWarnings("NullAway.Init")
    AgentsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        agents = new Rows<>(ViewCodecs.LIVE_AGENT, context.getStateStore(Names.AGENTS));
    }

    @Override
    public void see(EventRecord event) {
        if (event.event() instanceof AgentStateChanged changed) {
            String key = Projector.key(event, changed.userId());
            agents.set(key, Optional.of(LiveAgent.after(agents.get(key), event, changed)));
        }
    }
}
