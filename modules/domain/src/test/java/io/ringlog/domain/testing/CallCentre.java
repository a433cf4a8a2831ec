package io.ringlog.domain.testing;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number {@code 100} that leads to queue {@code q_1} with agents anna, ben and cleo, whose phones are registered. */
public final class CallCentre {

    public static final String QUEUE = "q_1";
    public static final String NUMBER = "100";

    public final Facts facts = new Facts("edge1", 1);
    public final Phones phones = new Phones(facts);
    public final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));
    private int requests;

    private CallCentre(Queue queue) {
        brain.given(
                Rows.account(),
                Rows.trunk(),
                Rows.did(NUMBER, DestKind.QUEUE, QUEUE),
                queue,
                Rows.did("200", DestKind.USER, "us_anna"));
        List.of("anna", "ben", "cleo").forEach(this::hire);
    }

    /** With the sample values of the reference. */
    public static CallCentre open() {
        return with(QueueRow.queue(QUEUE));
    }

    public static CallCentre with(QueueRow queue) {
        return new CallCentre(queue.row());
    }

    /** A person who calls in when nobody is wanted in the queue. */
    private void hire(String name) {
        brain.given(
                UserRow.agent(name).row(), Rows.device(name), Rows.member(QUEUE, "us_" + name, 1, 0, Mode.OPTIONAL));
        brain.given(phones.registers(name));
    }

    public AgentActed wants(String name, Verb verb) {
        return wants(name, verb, null, null);
    }

    /** The agent takes calls of {@link #QUEUE}. */
    public AgentActed available(String name) {
        return wants(name, Verb.AVAILABLE, List.of(new QueueChoice(QUEUE, null)), null);
    }

    public AgentActed wants(String name, Verb verb, @Nullable List<QueueChoice> queues, @Nullable String reason) {
        requests++;
        return new AgentActed("act-" + requests, "api-1", "us_" + name, verb, queues, reason, "us_" + name);
    }

    /** A call to the queue's number. */
    public void calls(String callId) {
        brain.when(facts.inviteFromTrunk(callId, Rows.TRUNK, "4915550001", NUMBER));
    }

    /** The newest leg of a call picks up. */
    public void picksUp(String callId) {
        brain.when(facts.answered(callId, lastLeg(callId)));
    }

    /** The newest leg of a call picks up and the edge joins it with the caller. */
    public void talks(String callId) {
        String leg = lastLeg(callId);
        brain.when(facts.answered(callId, leg), facts.joined(callId, "a", leg));
    }

    public String lastLeg(String callId) {
        return call(callId).legs().getLast().id();
    }

    public CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    public AgentState agent(String name) {
        return brain.state().agent("us_" + name).orElseThrow();
    }

    /** Whom a call is offered to, or empty. */
    public @Nullable String offered(String callId) {
        var place = call(callId).place();
        return place == null ? null : place.agentId();
    }

    /** The callers in the line, first to last. */
    public List<String> line() {
        return brain.state().lines().line(QUEUE).ids();
    }

    /** The last state told of an agent in what just happened. */
    public AgentStateChanged told(String name) {
        return brain.events(AgentStateChanged.class).stream()
                .filter(event -> event.userId().equals("us_" + name))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    public Effect.Reply reply() {
        return (Effect.Reply) brain.effects().getLast();
    }

    /** The media the caller hears, in the order commanded. */
    public List<String> played() {
        return brain.commands(Command.Play.class).stream()
                .flatMap(it -> it.mediaIds().stream())
                .toList();
    }
}
