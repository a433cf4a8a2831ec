package io.ringlog.topology.views;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The callers of a queue now: those who wait, are offered to an agent or talk with one of its agents. */
public record LiveQueue(String accountId, String queueId, List<Caller> callers) {

    /**
     * A caller.
     *
     * @param agentId who is rung for it or talks to it, the first of several
     * @param beside who else is rung; null for nobody
     */
    public record Caller(
            String callId,
            int priority,
            Instant since,
            State state,
            @Nullable String agentId,
            @Nullable List<String> beside) {
        public Caller {
            beside = beside == null || beside.isEmpty() ? null : List.copyOf(beside);
        }

        Caller now(State next, @Nullable String agent) {
            return new Caller(callId, priority, since, next, agent, null);
        }

        Caller urgent(int now) {
            return new Caller(callId, now, since, state, agentId, beside);
        }

        Caller offered(String agent) {
            return with(Stream.concat(rung(), Stream.of(agent)).distinct().toList());
        }

        Caller missed(String agent) {
            return state == State.OFFERED
                    ? with(rung().filter(it -> !it.equals(agent)).toList())
                    : this;
        }

        private Stream<String> rung() {
            return state == State.OFFERED
                    ? Stream.concat(Stream.ofNullable(agentId), beside == null ? Stream.empty() : beside.stream())
                    : Stream.empty();
        }

        private Caller with(List<String> agents) {
            return agents.isEmpty()
                    ? now(State.WAITING, null)
                    : new Caller(
                            callId,
                            priority,
                            since,
                            State.OFFERED,
                            agents.getFirst(),
                            agents.subList(1, agents.size()));
        }
    }

    /** What a caller does. */
    public enum State {
        WAITING,
        OFFERED,
        CONFIRMED,
        TALKING
    }

    public LiveQueue {
        callers = List.copyOf(callers);
    }

    public static LiveQueue empty(String account, String queueId) {
        return new LiveQueue(account, queueId, List.of());
    }

    /** The queue after an event; a caller that came twice is one caller. */
    public LiveQueue after(EventRecord record, QueueEvent event) {
        return switch (event) {
            case QueueEvent.CallerQueued it ->
                plus(new Caller(it.callId(), it.priority(), since(record, it), State.WAITING, null, null));
            case QueueEvent.CallerPrioritised it -> change(it.callId(), c -> c.urgent(it.priority()));
            case QueueEvent.CallerDeflected _,
                    QueueEvent.CallerMoved _,
                    QueueEvent.CallerActRefused _,
                    QueueEvent.PositionAnnounced _,
                    QueueEvent.MessageAnnounced _,
                    QueueEvent.OptionChosen _,
                    QueueEvent.OptionRefused _,
                    QueueEvent.OptionHookAsked _,
                    QueueEvent.OptionHookTold _,
                    QueueEvent.CallDispositioned _ -> this;
            case QueueEvent.AgentReserved it -> change(it.callId(), c -> c.offered(it.userId()));
            case QueueEvent.OfferMissed it -> change(it.callId(), c -> c.missed(it.userId()));
            case QueueEvent.AgentConfirmed it -> change(it.callId(), c -> c.now(State.CONFIRMED, it.userId()));
            case QueueEvent.AgentClaimed it -> change(it.callId(), c -> c.now(State.TALKING, it.userId()));
            case QueueEvent.CallerLeftQueue it ->
                it.userId() == null
                        ? without(it.callId())
                        : change(it.callId(), c -> c.now(State.TALKING, it.userId()));
        };
    }

    private static Instant since(EventRecord record, QueueEvent.CallerQueued it) {
        return it.since() == null ? record.at() : it.since();
    }

    private LiveQueue plus(Caller caller) {
        var others = without(caller.callId()).callers;
        return new LiveQueue(
                accountId,
                queueId,
                Stream.concat(others.stream(), Stream.of(caller)).toList());
    }

    /** The queue after a call ended that had come to it. */
    public LiveQueue without(String callId) {
        return new LiveQueue(
                accountId,
                queueId,
                callers.stream().filter(c -> !c.callId().equals(callId)).toList());
    }

    private LiveQueue change(String callId, UnaryOperator<Caller> change) {
        return new LiveQueue(
                accountId,
                queueId,
                callers.stream()
                        .map(c -> c.callId().equals(callId) ? change.apply(c) : c)
                        .toList());
    }
}
