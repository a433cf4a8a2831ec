package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Contacts;
import io.ringlog.domain.state.Lease;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.kernel.Because;
import io.ringlog.wire.JournalWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/** A real brain with one small concern that uses every outlet, so that hosting is tested without the domain's rules. */
final class TestBrain {
    static final String ACCOUNT = "acc_1";
    static final Instant AT = Instant.ofEpochMilli(1_700_000_000_000L);

    private TestBrain() {}

    static Brain create() {
        return new Brain("test", List.of(new Everything()), new SmallPlan());
    }

    /** Its topology, with edges that all have their topics and timers that nobody waits for. */
    static Topology topology() {
        return topology(CommandTopics.ALL);
    }

    static Topology topology(CommandTopics commandTopics) {
        var nowhere = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        return BrainTopology.build(TestBrain::create, commandTopics, TimerPost.of(new JournalWriter(nowhere, 10)));
    }

    static CallFact.InviteReceived invite(String edge, long seq, String callId) {
        return new CallFact.InviteReceived(
                new EdgeStamp(edge, 1, seq, AT),
                callId,
                "100",
                "a.example",
                "200",
                "a.example",
                null,
                null,
                null,
                null,
                new Source("127.0.0.1", 5060, "UDP", null, false),
                "sip-" + callId,
                null,
                List.of("pcmu"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static CallFact.CallerCancelled cancelled(long seq, String callId) {
        return new CallFact.CallerCancelled(new EdgeStamp("edge-1", 1, seq, AT), callId);
    }

    private static final class Everything implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            switch (input) {
                case CallFact.InviteReceived it -> started(it, turn);
                case CallFact.CallerCancelled it -> ended(it, turn);
                case CallFact.LegAnswered it -> throw new IllegalStateException("impossible leg " + it.legId());
                case EdgeLifecycle.EdgeLost it ->
                    turn.timer("poison", Duration.ofSeconds(1), new Timer.Purpose.WindowIdle("poison"));
                case HangUpRequested it ->
                    turn.effect(new Effect.Reply(it.requestId(), it.replyTo(), true, "call.ending", "", null, null));
                case CallFact.LegSent _ -> {}
                case CallFact.LegHeld it -> bind(it.held(), turn);
                case TimerFired it
                when it.timerId().equals("poison") -> throw new IllegalStateException("impossible timer");
                case TimerFired it ->
                    turn.emit(new Event.FactsMissing(it.timerId(), 0, 0, 0), Because.of("timer.fired"));
                default -> {}
            }
        }

        @Override
        public void react(Event event, Turn turn) {}

        private static void started(CallFact.InviteReceived it, Turn turn) {
            int open = turn.state().holders("account.in").size();
            turn.begin(CallState.started(head(it, turn)));
            turn.put(new Lease(turn.account(), it.callId(), new TreeSet<>(List.of("account.in"))));
            turn.emit(
                    new CallEvent.CallStarted(
                            it.callId(),
                            CallEvent.Direction.INBOUND,
                            it.fromUser(),
                            it.requestUser(),
                            null,
                            it.stamp().edge(),
                            it.callId(),
                            null),
                    Because.of("call.started").with("open", open));
            turn.command(it.stamp().edge(), it.callId(), new Command.RingLeg(it.callId(), CallFact.CALLER));
            turn.timer("ring-" + it.callId(), Duration.ofSeconds(30), new Timer.Purpose.MaxDuration(it.callId()));
        }

        private static void ended(CallFact.CallerCancelled it, Turn turn) {
            turn.cancelTimer("ring-" + it.callId());
            turn.emit(
                    new CallEvent.CallEnded(
                            it.callId(), Disposition.CANCELLED, "caller.cancelled", cdr(it.callId(), turn)),
                    Because.of("call.cancelled"));
            turn.known(it.callId()).orElseThrow().forget();
            turn.remove(turn.state().lease(it.callId()).orElseThrow());
        }

        private static CallHead head(CallFact.InviteReceived it, Turn turn) {
            return new CallHead(
                    turn.account(),
                    it.callId(),
                    CallEvent.Direction.INBOUND,
                    it.fromUser(),
                    null,
                    it.requestUser(),
                    null,
                    null,
                    it.stamp().edge(),
                    1,
                    it.callId(),
                    turn.now(),
                    null,
                    null,
                    null,
                    null);
        }

        private static void bind(boolean held, Turn turn) {
            var binding = new Binding(
                    new Contact("sip:a@1.2.3.4", "edge-1", "UDP", null, "1.2.3.4", 5060, false, null), AT, "reg-1", 1);
            var bindings = held ? List.of(binding) : List.<Binding>of();
            turn.put(new Contacts(turn.account(), "a@x", "dev_1", "us_1", "ha1", bindings));
        }

        private static Cdr cdr(String callId, Turn turn) {
            return Draft.of(Cdr.class)
                    .with("callId", callId)
                    .with("accountId", turn.account())
                    .with("startTs", turn.now())
                    .with("endTs", turn.now())
                    .with("disposition", Disposition.CANCELLED)
                    .with("hangupCause", "caller.cancelled")
                    .row();
        }
    }
}
