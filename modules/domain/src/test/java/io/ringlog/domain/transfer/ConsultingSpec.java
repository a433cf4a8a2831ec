package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna calls Ben, Ben calls Cleo, and Ben joins the two (RFC 5589 section 7). */
class ConsultingSpec {

    private static final LegRef ANNA = new LegRef("c1", "a");
    private static final LegRef CLEO = new LegRef("c2", "b1");
    private static final LegRef BEN_THERE = new LegRef("c2", "a");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(UserRow.user("cleo").row(), Rows.device("cleo"));

    @BeforeEach
    void ben_is_in_two_calls() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls("c1", "anna", "ben"), facts.answered("c1", "b1"), facts.held("c1", "b1", true));
        brain.given(phones.calls("c2", "ben", "cleo"), facts.answered("c2", "b1"));
    }

    @Test
    void both_calls_are_taken_over_and_their_far_ends_joined() {
        String first = talk("c1");
        String second = talk("c2");
        brain.when(facts.refers("c1", "b1", BEN_THERE));
        assertThat(brain.commands()).containsExactly(new TakeOver("c1", first));
        brain.when(facts.takenOver("c1", "a", "b1"));
        assertThat(brain.commands())
                .containsExactly(
                        new AnswerRefer("c1", "b1", "rf-c1", 202, null),
                        new NotifyRefer("c1", "b1", "rf-c1", 100, false),
                        new TakeOver("c2", second));
        brain.when(facts.takenOver("c2", "a", "b1"));
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::callId, JoinLegs::legs)
                .containsExactly(tuple("c1", List.of(ANNA, CLEO)));
    }

    @Test
    void who_joined_them_leaves_both_calls_and_the_two_talk_on() {
        joined();
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c1", "b1", "rf-c1", 200, true));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .containsExactlyInAnyOrder(tuple("c1", List.of("b1")), tuple("c2", List.of("a")));
        assertThat(brain.events(CallTransferred.class))
                .containsExactlyInAnyOrder(
                        new CallTransferred("c1", "b1", "a", "call c2", null),
                        new CallTransferred("c2", "a", "b1", "call c1", null));
        assertThat(brain.events(CallEnded.class)).isEmpty();

        brain.when(facts.hungUp("c2", "b1"));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c2", "called.hung-up"), tuple("c1", "talk.deserted"));
        assertThat(brain.events(CallEnded.class))
                .extracting(it -> it.cdr().parentCallId(), it -> it.cdr().childCallIds())
                .containsExactly(tuple("c1", List.of()), tuple(null, List.of("c2")));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void an_edge_that_is_lost_ends_each_of_the_two_calls_once() {
        joined();
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c1", "edge_lost"), tuple("c2", "edge_lost"));
    }

    @Test
    void a_phone_that_hangs_up_before_they_are_joined_leaves_them_to_it() {
        brain.given(facts.refers("c1", "b1", BEN_THERE));
        brain.given(facts.takenOver("c1", "a", "b1"), facts.takenOver("c2", "a", "b1"));
        String talk = transferTalk();
        brain.given(facts.hungUp("c1", "b1"), facts.hungUp("c2", "a"));
        assertThat(brain.state().calls()).hasSize(2);

        brain.when(facts.joined("c1", talk, List.of(ANNA, CLEO)));

        assertThat(brain.events(CallTransferred.class)).hasSize(2);
        assertThat(brain.commands(HangUpLegs.class)).isEmpty();
        assertThat(leg(ANNA)).isInstanceOf(Leg.Talking.class);
        assertThat(leg(CLEO)).isInstanceOf(Leg.Talking.class);
    }

    @Test
    void who_is_consulted_may_hang_up_and_the_first_call_goes_on() {
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.when(facts.hungUp("c2", "b1"));
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::callId, TransferFailed::then)
                .containsExactly(tuple("c1", Then.TALKS));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c1", "b1", "rf-c1", 480, true));
        assertThat(call("c1").transfer()).isNull();
        assertThat(talk("c1")).isNotEmpty();
    }

    @Test
    void legs_that_cannot_be_joined_stay_where_they_are() {
        brain.given(facts.refers("c1", "b1", BEN_THERE));
        brain.given(facts.takenOver("c1", "a", "b1"), facts.takenOver("c2", "a", "b1"));
        String command = call("c1").transfer().commandId();
        brain.when(facts.commandFailed("c1", command, "b1", "leg.not-talking"));
        assertThat(brain.events(TransferFailed.class)).hasSize(2);
        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(call("c1").transfer()).isNull();
        assertThat(call("c2").transfer()).isNull();
    }

    @Test
    void another_persons_dialog_is_not_theirs_to_join() {
        brain.when(facts.refers("c1", "b1", CLEO));
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c1", "b1", "rf-c1", 403, "transfer.not-yours"));
        assertThat(call("c1").transfer()).isNull();
    }

    @Test
    void calls_at_two_edges_cannot_be_joined() {
        Facts elsewhere = new Facts("edge2", 1);
        brain.given(new Phones(elsewhere).calls("c3", "ben", "cleo"), elsewhere.answered("c3", "b1"));
        brain.when(facts.refers("c1", "b1", new LegRef("c3", "a")));
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c1", "b1", "rf-c1", 480, "talk.elsewhere"));
    }

    @Test
    void somebody_at_the_api_names_the_other_call_alone() {
        TransferTo to = new TransferTo.Consulted("c2", null);
        brain.given(new TransferRequested("r1", "api-1", "c1", "b1", to, "key"));
        brain.given(facts.takenOver("c1", "a", "b1"), facts.takenOver("c2", "a", "b1"));
        brain.when(facts.joined("c1", transferTalk(), List.of(ANNA, CLEO)));
        assertThat(brain.effects()).extracting(it -> ((Effect.Reply) it).code()).containsExactly("call.transferred");
    }

    private void joined() {
        brain.given(facts.refers("c1", "b1", BEN_THERE));
        brain.given(facts.takenOver("c1", "a", "b1"), facts.takenOver("c2", "a", "b1"));
        brain.when(facts.joined("c1", transferTalk(), List.of(ANNA, CLEO)));
    }

    private String transferTalk() {
        return call("c1").transfer().talkId();
    }

    private CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    private Leg leg(LegRef ref) {
        return call(ref.callId()).leg(ref.legId()).orElseThrow();
    }

    private String talk(String callId) {
        return call(callId).legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }
}
