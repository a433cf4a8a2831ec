package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Heads;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.Test;

/** The CDRs of calls tied to each other name each other. */
class CallingOnBehalfSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final BrainSpec brain = BrainSpec.of(new OnBehalfOfTheFirst(), new LegDesk(), new CallKeeper())
            .given(Rows.account());

    @Test
    void a_call_names_the_one_it_was_started_for_and_is_named_by_it() {
        brain.given(invite("c1"), invite("c2"), invite("c3"));
        Cdr second = ended("c2");
        assertThat(second.parentCallId()).isEqualTo("c1");
        assertThat(second.childCallIds()).isEmpty();
        Cdr first = ended("c1");
        assertThat(first.parentCallId()).isNull();
        assertThat(first.childCallIds()).containsExactly("c2", "c3");
    }

    @Test
    void a_call_started_for_one_that_is_over_still_names_it() {
        brain.given(invite("c1"));
        ended("c1");
        brain.given(invite("c2"));
        assertThat(ended("c2").parentCallId()).isEqualTo("c1");
    }

    private Cdr ended(String callId) {
        brain.when(facts.cancelled(callId));
        return brain.events(CallEnded.class).getFirst().cdr();
    }

    private InviteReceived invite(String callId) {
        return facts.inviteFromTrunk(callId, Rows.TRUNK, "anna", "4930123");
    }

    /** Starts a call for every INVITE, all but the first on behalf of the first. */
    private record OnBehalfOfTheFirst() implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof InviteReceived invite) {
                String parent = invite.callId().equals("c1") ? null : "c1";
                turn.begin(CallState.started(
                        Heads.of(invite.callId(), "edge1", turn.now(), parent), new Party.Number("anna")));
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
