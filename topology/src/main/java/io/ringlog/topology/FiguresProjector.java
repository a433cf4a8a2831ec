package io.ringlog.topology;

import io.ringlog.domain.figures.AgentFold;
import io.ringlog.domain.figures.Cut;
import io.ringlog.domain.figures.QueueFold;
import io.ringlog.domain.figures.SliceStore;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.FiguresBegun;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps what adds up of queues and agents, in quarters of an hour and, of the last two hours, in minutes. */
final class FiguresProjector implements Projector {
    private LiveStore<FiguresBegun> begun;
    private List<QueueFold> queues;
    private List<AgentFold> agents;

    @SuppressWarnings("NullAway.Init")
    FiguresProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        begun = context.getStateStore(Names.FIGURES_BEGUN);
        begun.wake();
        queues = List.of(
                new QueueFold(slices(context, Names.QUEUE_QUARTERS), Cut.QUEUE_QUARTERS),
                new QueueFold(slices(context, Names.QUEUE_MINUTES), Cut.MINUTES));
        agents = List.of(
                new AgentFold(slices(context, Names.AGENT_QUARTERS), Cut.AGENT_QUARTERS),
                new AgentFold(slices(context, Names.AGENT_MINUTES), Cut.MINUTES));
    }

    private static <V> SliceStore<V> slices(ProcessorContext<?, ?> context, String name) {
        LiveStore<V> store = context.getStateStore(name);
        store.wake();
        return new Slices<>(store);
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        String key = Projector.key(event, "");
        if (begun.get(key).isEmpty()) {
            begun.put(key, new FiguresBegun(event.accountId(), event.at()));
        }
        queues.forEach(fold -> fold.see(event));
        agents.forEach(fold -> fold.see(event));
    }

    private record Slices<V>(LiveStore<V> store) implements SliceStore<V> {

        @Override
        public Optional<V> get(String key) {
            return store.get(key);
        }

        @Override
        public void put(String key, V value) {
            store.put(key, value);
        }

        @Override
        public void remove(String key) {
            store.remove(key);
        }

        @Override
        public Optional<String> after(String key) {
            return store.after(key);
        }

        @Override
        public Collection<V> all() {
            return store.all();
        }
    }
}
