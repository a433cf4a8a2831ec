package io.ringlog.topology;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import io.ringlog.topology.views.LiveAgent;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each agent that ever changed state. */
final class AgentsProjector implements Projector {
    private LiveStore<LiveAgent> agents;

    @SuppressWarnings("NullAway.Init")
    AgentsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        agents = context.getStateStore(Names.AGENTS);
        agents.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof AgentStateChanged changed) {
            String key = Projector.key(event, changed.userId());
            agents.set(key, Optional.of(LiveAgent.after(agents.get(key), event, changed)));
        } else if (event.event() instanceof CallDispositioned said) {
            String key = Projector.key(event, said.userId());
            agents.set(key, agents.get(key).map(agent -> agent.says(said)));
        }
    }
}
