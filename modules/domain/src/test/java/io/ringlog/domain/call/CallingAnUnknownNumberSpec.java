package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.Test;

/** A call from a trunk to a number that nobody has is refused like any other: with a call, a CDR and a story. */
class CallingAnUnknownNumberSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS)).given(Rows.account(), Rows.trunk());

    @Test
    void the_carrier_is_told_that_there_is_no_such_number() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "4915550001", "4930999"));

        assertThat(brain.commands())
                .containsExactly(
                        new RefuseCall("c1", 404, "Not Found", "Q.850;cause=1", "routing.unknown-number", null));
    }

    @Test
    void there_is_a_cdr_and_a_story_from_the_first_event_to_the_last() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "4915550001", "4930999"));

        assertThat(brain.events())
                .extracting(Object::getClass)
                .containsExactly(CallStarted.class, CallAdmitted.class, CallRefused.class, CallEnded.class);
        assertThat(brain.outgoing().stream()
                        .filter(EventRecord.class::isInstance)
                        .map(EventRecord.class::cast))
                .extracting(EventRecord::callId, EventRecord::seq)
                .containsExactly(tuple("c1", 1), tuple("c1", 2), tuple("c1", 3), tuple("c1", 4));
        assertThat(brain.events(CallEnded.class))
                .extracting(
                        it -> it.cdr().fromNum(),
                        it -> it.cdr().toNum(),
                        CallEnded::disposition,
                        it -> it.cdr().refusalCode())
                .containsExactly(tuple("4915550001", "4930999", Disposition.REFUSED, "routing.unknown-number"));
    }

    @Test
    void nothing_is_left_of_it_and_the_next_call_is_taken() {
        brain.given(facts.inviteFromTrunk("c1", Rows.TRUNK, "4915550001", "4930999"));
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.state().holders("account.in")).isEmpty();

        brain.given(Rows.did("100", DestKind.HANGUP, null));
        brain.when(facts.inviteFromTrunk("c2", Rows.TRUNK, "4915550001", "100"));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.hangup");
    }
}
