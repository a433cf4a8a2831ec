package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.act.Talks;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent.JoinRefused;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Heads;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Legs of several calls are joined at the edge that has them all, or not at all. */
class JoiningAcrossCallsSpec {

    private static final List<LegRef> LEGS = List.of(new LegRef("c2", "a"), new LegRef("c1", "a"));

    private final Facts here = new Facts("edge1", 1);
    private final BrainSpec brain = BrainSpec.of(new JoinsTheSecond()).given(Rows.account());

    @Test
    void legs_of_calls_at_one_edge_are_joined_by_it() {
        brain.given(here.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));

        brain.when(here.inviteFromTrunk("c2", Rows.TRUNK, "49", "100"));

        assertThat(brain.commands(JoinLegs.class)).extracting(JoinLegs::legs).containsExactly(LEGS);
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void legs_of_calls_at_two_edges_are_refused_with_a_reason() {
        brain.given(new Facts("edge2", 1).inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));

        brain.when(here.inviteFromTrunk("c2", Rows.TRUNK, "49", "100"));

        assertThat(brain.commands()).isEmpty();
        assertThat(brain.events())
                .containsExactly(
                        new JoinRefused("c2", LEGS, "talk.elsewhere", "call c1 lives at edge edge2, not edge1"));
    }

    @Test
    void legs_of_a_call_that_is_over_are_refused() {
        brain.when(here.inviteFromTrunk("c2", Rows.TRUNK, "49", "100"));

        assertThat(brain.events(JoinRefused.class))
                .extracting(JoinRefused::code)
                .containsExactly("call.not-live");
    }

    /** Begins every call, and joins the second with the first. */
    private record JoinsTheSecond() implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof InviteReceived invite) {
                CallHead head = Heads.of(invite.callId(), invite.stamp().edge(), turn.now(), null);
                LiveCall call = turn.begin(CallState.started(head, new Party.Anonymous()));
                if (invite.callId().equals("c2")) {
                    assertThat(Talks.joinAcross(call, LEGS).isPresent())
                            .isEqualTo(turn.state()
                                    .call("c1")
                                    .filter(other -> other.edge().equals("edge1"))
                                    .isEmpty());
                }
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
