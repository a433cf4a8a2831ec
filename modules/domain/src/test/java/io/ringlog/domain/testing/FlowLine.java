package io.ringlog.domain.testing;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import java.util.Map;

/** A number {@code 100} that leads into flow {@code flow_1} with the variable {@code lang} set to {@code de}. */
public final class FlowLine {

    public final Facts facts = new Facts("edge1", 1);
    public final Phones phones = new Phones(facts);
    public final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));

    public FlowLine() {
        Did plain = Rows.did("100", DestKind.FLOW, "flow_1");
        brain.given(
                Rows.account(),
                Rows.trunk(),
                Draft.like(plain)
                        .with("dest", new RouteTarget(DestKind.FLOW, "flow_1", Map.of("lang", "de")))
                        .row());
    }

    public FlowLine publish(FlowGraph graph) {
        return publish(1, graph);
    }

    public FlowLine publish(int version, FlowGraph graph) {
        brain.given(Rows.flow("flow_1", version, graph));
        return this;
    }

    /** Caller 49 dials the number as call {@code c1}. */
    public void call() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
    }

    /** Id of the newest playback commanded in what just happened. */
    public String playing() {
        return brain.commands(Command.Play.class).getLast().playbackId();
    }

    /** The newest gather commanded in what just happened. */
    public Command.Gather gathering() {
        return brain.commands(Command.Gather.class).getLast();
    }

    /** Id of what the caller hears or is asked; empty when that is nothing. */
    public String waitingFor() {
        return brain.hears("c1", CallFact.CALLER);
    }

    /** The cause the call ended with in what just happened. */
    public String ended() {
        return brain.events(CallEnded.class).getFirst().cause();
    }
}
