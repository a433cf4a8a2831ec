package io.ringlog.lab.demo;

import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.TalkJoined;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.relay.LegCounters;
import io.ringlog.testkit.sip.PeerCall;

/** A caller from outside walks the flow, waits with music and reaches an agent; a second caller is one too many. */
final class CallingIn implements Scene {
    private static final int SECOND_OF_PACKETS = 50;

    @Override
    public String title() {
        return "A caller from outside dials +" + Stage.NUMBER;
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        stage.acts("carol", Verb.LOGIN);
        stage.awaitEvent("Carol is on a break", AgentStateChanged.class, it -> it.status() == Status.ON_BREAK);
        narrator.proved("agent Carol logged in and is still on a break");
        PeerCall call = stage.carrier.call(Stage.NUMBER);
        call.awaitAnswered();
        stage.awaitEvent(
                "business hours are looked at",
                NodeLeft.class,
                it -> it.outcome().equals("in_hours"));
        narrator.proved("the schedule says that the business is open");
        stage.until("the caller hears the menu", stage.carrier.rtp()::hearsAnything);
        narrator.proved("the media engine answered and the caller hears the menu");
        stage.carrier.rtp().press('1');
        stage.awaitEvent(
                "the key is understood", NodeLeft.class, it -> it.outcome().equals("digit:1"));
        var queued = stage.awaitEvent("the caller waits in the queue", CallerQueued.class, it -> true);
        narrator.proved("key 1 (RFC 4733) put the caller into the queue Support");
        stage.until("the caller hears music", stage.carrier.rtp()::hearsAnything);
        narrator.proved("the caller hears music");
        oneTooMany(stage, narrator);
        agentTakesIt(stage, narrator, ((CallerQueued) queued.event()).callId());
        call.hangUp();
        stage.awaitEvent("the call is over", CallEnded.class, it -> it.cdr().agentId() != null);
        narrator.proved("the caller hung up and the agent was freed");
    }

    private static void oneTooMany(Stage stage, Narrator narrator) {
        var answer = stage.carrier.call(Stage.NUMBER).awaitFailed();
        var refused = stage.awaitEvent("the refusal is in the log", CallRefused.class, it -> true);
        var why = (CallRefused) refused.event();
        Scene.prove(
                narrator,
                answer.status() == why.status(),
                "meanwhile a second caller is refused with " + answer.status() + ": " + why.text() + " (" + why.code()
                        + ")");
    }

    private static void agentTakesIt(Stage stage, Narrator narrator, String caller) {
        stage.acts("carol", Verb.AVAILABLE);
        stage.awaitEvent("Carol is available", AgentStateChanged.class, it -> it.status() == Status.AVAILABLE);
        narrator.proved("agent Carol is available again");
        stage.awaitEvent("Carol is reserved", AgentReserved.class, it -> true);
        PeerCall offered = stage.carol.sip().awaitIncoming();
        offered.awaitAcknowledged();
        narrator.proved("the queue reserved Carol, her phone rang and she answered");
        stage.until(
                "caller and agent hear each other",
                () -> stage.carrier.hears(stage.carol) && stage.carol.hears(stage.carrier));
        stage.awaitEvent(
                "the engine has left", TalkJoined.class, it -> it.callId().equals(caller));
        narrator.proved("caller and agent hear each other; the log says that the media engine has left the path");
        relayAlone(stage, narrator, caller);
    }

    /** The packet counters of the caller's leg: the relay's grow, the engine's stand still. */
    private static void relayAlone(Stage stage, Narrator narrator, String call) {
        LegCounters before = stage.callerMedia(call);
        stage.until(
                "a second of talk has passed",
                () -> stage.callerMedia(call).forwardedOut() >= before.forwardedOut() + SECOND_OF_PACKETS);
        LegCounters after = stage.callerMedia(call);
        Scene.prove(
                narrator,
                after.engineOut() == before.engineOut(),
                "packets to the caller: " + before.engineOut() + " from the engine before, then "
                        + (after.engineOut() - before.engineOut()) + " from it and "
                        + (after.forwardedOut() - before.forwardedOut()) + " straight from the agent");
    }
}
