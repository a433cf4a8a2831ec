package io.ringlog.domain.queue;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.presence.Agents;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.QueuePlace.Held;
import io.ringlog.domain.state.RingAttempt.Purpose;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls whoever has a place when it is their turn: an agent is held, the customer rings, and whoever answers stands
 * where the place stood, offered to that agent. As many are called at a time as agents are
 * free for it.
 */
final class CallingBack {

    /** As long as the customer rings. */
    static final Duration RINGS = Duration.ofSeconds(30);

    private CallingBack() {}

    static String ringTimer(String placeId) {
        return "place-rings/" + placeId;
    }

    /** Its turn may have come. A queue where nobody is keeps it: somebody may come in time. */
    static void serve(Turn turn, KeptPlace kept) {
        Optional<Queue> queue = turn.state().config().queue(kept.place().queueId());
        if (queue.isEmpty()) {
            Places.over(turn, kept, Outcome.CLOSED, QueueReason.REMOVED.because());
            return;
        }
        if (!isOver(turn, new Waiter.Absent(kept))
                && !Matching.isDeserted(turn, queue.get().id())) {
            Matching.find(turn, new Waiter.Absent(kept), queue.get());
        }
    }

    /** Nobody is called back by a queue that is closed: a place there is kept no more. */
    static boolean isOver(Turn turn, Waiter who) {
        Optional<Because> closed = who instanceof Waiter.Absent
                ? turn.state().config().queue(who.place().queueId()).flatMap(queue -> Places.closed(turn, queue))
                : Optional.empty();
        if (who instanceof Waiter.Absent(KeptPlace kept)) {
            closed.ifPresent(why -> Places.over(turn, kept, Outcome.CLOSED, why));
        }
        return closed.isPresent();
    }

    /** Holds an agent and rings the customer; where no edge takes calls the place waits on. */
    static void begin(Turn turn, KeptPlace kept, Queue queue, AgentState agent, Because because) {
        edge(turn, queue, agent)
                .ifPresentOrElse(
                        edge -> begin(turn, kept, queue, agent, edge, because), () -> Places.putOff(turn, kept));
    }

    private static void begin(Turn turn, KeptPlace kept, Queue queue, AgentState agent, String edge, Because because) {
        Customer customer = Customer.of(turn, kept.number());
        CallHead head = head(turn, kept, queue, customer, edge);
        LiveCall call = turn.begin(CallState.started(head).inQueue(queue.id(), null));
        AgentState held = agent.reserved(call.id(), queue.id(), turn.now());
        KeptPlace ringing = kept.ringing(call.id(), new Held(held.userId(), held.fence()));
        turn.put(ringing);
        Because why = because.with("place", kept.placeId());
        call.emit(
                new CallEvent.CallStarted(
                        head.callId(),
                        head.direction(),
                        head.from(),
                        head.to(),
                        null,
                        head.edge(),
                        head.correlationId(),
                        null),
                why);
        Agents.change(turn, held, because);
        call.emit(
                new QueueEvent.AgentReserved(call.id(), queue.id(), held.userId(), held.fence()),
                because.with("fence", held.fence()));
        turn.emit(
                new PlaceEvent.PlaceCalled(kept.placeId(), queue.id(), call.id(), held.userId(), ringing.attempts()),
                why);
        turn.timer(ringTimer(kept.placeId()), RINGS, new Timer.Purpose.PlaceRings(kept.placeId(), call.id()));
        AdmissionDesk.admit(turn, head, null)
                .or(() -> ring(call, kept, customer))
                .ifPresent(refused -> CallEnding.refuse(call, refused));
    }

    private static Optional<Rejection> ring(LiveCall call, KeptPlace kept, Customer customer) {
        return switch (customer) {
            case Customer.Nobody(Rejection why) -> Optional.of(why);
            case Customer.User(SipUser user, Callee _) -> {
                Purpose purpose = new Purpose.CalledBack(kept.placeId(), user.id(), null);
                Ringing.user(call, purpose, user.id(), (int) RINGS.toSeconds());
                yield Optional.empty();
            }
            case Customer.Outside _ -> dial(call, kept, Dialling.own(null, call.head(), kept.number()));
        };
    }

    /** Rings a number outside; whose it is may have to be looked up first. */
    static Optional<Rejection> dial(LiveCall call, KeptPlace kept, Dialling dialling) {
        return Leaving.bring(
                call,
                dialling,
                new NumberUse.Place(kept.placeId(), dialling.dialled()),
                e164 -> new Purpose.CalledBack(kept.placeId(), null, e164));
    }

    private static CallHead head(Turn turn, KeptPlace kept, Queue queue, Customer customer, String edge) {
        Callee callee = switch (customer) {
            case Customer.User(var user, Callee it) -> it;
            case Customer.Outside(Callee it) -> it;
            case Customer.Nobody _ -> new Callee(Direction.OUTBOUND, kept.number(), false);
        };
        String shown = kept.shown();
        return new CallHead(
                turn.account(),
                turn.newId("call"),
                callee.direction(),
                shown == null ? queue.name() : shown,
                queue.name(),
                callee.to(),
                null,
                null,
                edge,
                turn.state().mark(edge).map(Granule.EdgeMark::epoch).orElse(0L),
                kept.correlationId(),
                turn.now(),
                kept.fromCallId(),
                null,
                null,
                null);
    }

    /** The edge of the agent's phones while it takes calls, so that both are heard at one; empty where none does. */
    private static Optional<String> edge(Turn turn, Queue queue, AgentState agent) {
        return turn
                .state()
                .config()
                .user(agent.userId())
                .map(user -> UserTargets.of(turn.state(), user, queue.agentRingTimeoutSec(), turn.now()))
                .stream()
                .flatMap(phones -> phones.stream())
                .map(Candidate::target)
                .map(it -> it.edge())
                .filter(turn.edges()::contains)
                .findFirst()
                .or(() -> turn.edges().stream().findFirst());
    }

    /** The customer is there: they stand where the place stood, and the agent who was held rings. */
    static void joined(LiveCall call, KeptPlace kept) {
        Turn turn = call.turn();
        Queue queue = turn.state().config().queue(kept.place().queueId()).orElseThrow();
        Because because = QueueReason.CALLBACK_ANSWERED.because().with("place", kept.placeId());
        turn.cancelTimer(ringTimer(kept.placeId()));
        turn.put(kept.joined());
        call.change(it -> it.withPlace(kept.place().of(kept.placeId())));
        int position = Line.position(turn.state(), call.state());
        Announcing.begin(call, queue);
        Options.listen(call);
        turn.emit(new PlaceEvent.PlaceJoined(kept.placeId(), queue.id(), call.id()), because);
        call.emit(
                new QueueEvent.CallerQueued(
                        call.id(),
                        queue.id(),
                        kept.place().priority(),
                        position,
                        kept.place().enqueuedAt()),
                because.with("position", position));
        kept.place().held().stream()
                .findFirst()
                .ifPresentOrElse(held -> Offers.ring(call, queue, held), () -> Matching.serve(call));
    }

    /** The next agent is held for a customer who rings alone; where nobody could answer them they ring no more. */
    static void staff(Turn turn, KeptPlace alone) {
        Queue queue = turn.state().config().queue(alone.place().queueId()).orElseThrow();
        Optional<Staff.Choice> next = Staff.next(turn, new Waiter.Absent(alone), queue);
        if (next.isPresent()) {
            hold(turn, alone, next.get().agents().getFirst(), next.get().because());
        } else if (Matching.isDeserted(turn, queue.id())) {
            KeptPlace waits = alone.lostItsCall();
            turn.put(waits);
            turn.cancelTimer(ringTimer(alone.placeId()));
            Places.armLate(turn, waits);
            turn.live(String.valueOf(alone.callId()))
                    .ifPresent(call -> CallEnding.hangUp(call, Cause.CALLBACK_GIVEN_UP));
        }
    }

    /** A freed agent is held for the first customer who rings alone; false where none does. */
    static boolean staffs(Turn turn, AgentState agent) {
        Optional<KeptPlace> alone = agent.ready()
                ? turn.state().lines().kept().alone().stream()
                        .flatMap(id -> turn.state().lines().kept().place(id).stream())
                        .filter(it ->
                                agent.activeQueues().containsKey(it.place().queueId()))
                        .findFirst()
                : Optional.empty();
        alone.ifPresent(it -> hold(turn, it, agent, QueueReason.AGENT_FREE.because()));
        return alone.isPresent();
    }

    private static void hold(Turn turn, KeptPlace alone, AgentState agent, Because because) {
        String callId = String.valueOf(alone.callId());
        String queueId = alone.place().queueId();
        AgentState held = agent.reserved(callId, queueId, turn.now());
        turn.put(alone.with(new Held(held.userId(), held.fence())));
        Agents.change(turn, held, because);
        turn.emit(
                new QueueEvent.AgentReserved(callId, queueId, held.userId(), held.fence()),
                because.with("fence", held.fence()));
    }

    /** Whoever was held for a customer who is not there is free; nothing was missed. */
    static void free(Turn turn, KeptPlace kept, String why, Because because) {
        String callId = String.valueOf(kept.callId());
        for (Held held : kept.place().held()) {
            turn.state()
                    .agent(held.userId())
                    .filter(it -> it.activity() == Activity.OFFERING && it.fence() == held.fence())
                    .ifPresent(agent -> {
                        turn.emit(
                                new QueueEvent.OfferMissed(
                                        callId, kept.place().queueId(), held.userId(), held.fence(), why),
                                because);
                        Agents.change(turn, agent.waits(turn.now()), because);
                    });
        }
    }
}
