package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallEvent.TransferAsked;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.CallFact.Replacing;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Input;
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
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ben has joined Anna, of one call of his, and Cleo, of another: now one of the two passes the other on. */
class PassingOnAcrossCallsSpec {

    private static final LegRef ANNA = new LegRef("c1", "a");
    private static final LegRef CLEO = new LegRef("c2", "b1");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    UserRow.user("cleo").row(),
                    Rows.device("cleo"),
                    UserRow.user("dora").row(),
                    Rows.device("dora"),
                    new ParkLot("pk_1", Rows.ACCOUNT, "Hall", "700", 701, 2, 60, null));

    @BeforeEach
    void anna_and_cleo_talk_across_two_calls() {
        List.of("anna", "ben", "cleo", "dora").forEach(name -> brain.given(phones.registers(name)));
        brain.given(phones.calls("c1", "anna", "ben"), facts.answered("c1", "b1"));
        brain.given(phones.calls("c2", "ben", "cleo"), facts.answered("c2", "b1"));
        brain.given(facts.refers("c1", "b1", new LegRef("c2", "a")));
        brain.given(facts.takenOver("c1", "a", "b1"), facts.takenOver("c2", "a", "b1"));
        brain.given(facts.joined("c1", call("c1").transfer().talkId(), List.of(ANNA, CLEO)));
    }

    @Test
    void who_is_passed_on_hears_music_and_the_target_rings_in_their_call() {
        String talk = talk("c2");

        brain.when(facts.refers("c2", "b1", "dora"));

        assertThat(brain.commands())
                .containsExactly(
                        new AnswerRefer("c2", "b1", "rf-c2", 202, null),
                        new NotifyRefer("c2", "b1", "rf-c2", 100, false),
                        new SplitTalk("c1", talk));
        assertThat(brain.events(TransferAsked.class)).containsExactly(new TransferAsked("c1", "b1", "a", "dora", "c2"));
        brain.when(facts.split("c1", talk));
        assertThat(brain.commands(Play.class))
                .extracting(Play::callId, Play::legId)
                .contains(tuple("c1", "a"));
        assertThat(brain.events(LegsRung.class)).extracting(LegsRung::callId).containsExactly("c1");
    }

    @Test
    void who_passed_on_leaves_when_the_target_answers_and_their_call_ends() {
        asked(facts.refers("c2", "b1", "dora"));
        brain.when(facts.rang("c1", "b2"));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c2", "b1", "rf-c2", 180, false));

        brain.when(facts.answered("c1", "b2"));

        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(ANNA, new LegRef("c1", "b2")));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c2", "b1", "rf-c2", 200, true));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .containsExactly(tuple("c2", List.of("b1")));
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred("c1", "b1", "a", "dora", "c2"));
        assertThat(ends()).containsExactly(tuple("c2", "call.transferred"));
    }

    @Test
    void a_target_that_nobody_answers_brings_both_together_again() {
        asked(facts.refers("c2", "b1", "dora"));

        brain.when(facts.failed("c1", "b2", 486));

        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::callId, TransferFailed::then, TransferFailed::byCallId)
                .containsExactly(tuple("c1", Then.TALKS, "c2"));
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::callId, JoinLegs::legs)
                .containsExactly(tuple("c1", List.of(ANNA, CLEO)));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c2", "b1", "rf-c2", 486, true));
        assertThat(ends()).isEmpty();
    }

    @Test
    void who_passed_on_and_hung_up_is_called_back() {
        asked(facts.refers("c2", "b1", "dora"));
        brain.when(facts.hungUp("c2", "b1"));
        assertThat(ends()).containsExactly(tuple("c2", "called.hung-up"));

        brain.when(facts.failed("c1", "b2", 486));

        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::then)
                .containsExactly(Then.RECALLS);
        assertThat(brain.events(LegsRung.class))
                .flatExtracting(LegsRung::legs)
                .extracting(it -> it.party().userId())
                .containsExactly("us_cleo");
    }

    @Test
    void who_passes_on_may_hang_up_before_the_talk_is_split() {
        String talk = talk("c2");
        brain.given(facts.refers("c2", "b1", "dora"));
        brain.when(facts.hungUp("c2", "b1"));
        assertThat(ends()).containsExactly(tuple("c2", "called.hung-up"));

        brain.when(facts.split("c1", talk));

        assertThat(brain.events(LegsRung.class)).extracting(LegsRung::callId).containsExactly("c1");
    }

    @Test
    void who_is_passed_on_may_hang_up_and_the_other_is_let_go() {
        asked(facts.refers("c2", "b1", "dora"));

        brain.when(facts.hungUp("c1", "a"));

        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c2", "b1", "rf-c2", 480, true));
        assertThat(ends())
                .containsExactlyInAnyOrder(tuple("c1", "caller.hung-up"), tuple("c2", "transfer.other-call-ended"));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void who_is_passed_on_may_hang_up_before_the_talk_is_split() {
        brain.given(facts.refers("c2", "b1", "dora"));

        brain.when(facts.hungUp("c1", "a"));

        assertThat(ends()).containsExactlyInAnyOrder(tuple("c1", "caller.hung-up"), tuple("c2", "talk.deserted"));
    }

    @Test
    void who_asked_at_the_api_leaves_as_soon_as_it_rings() {
        TransferTo to = new TransferTo.Dialled("dora");
        asked(new TransferRequested("r1", "api-1", "c2", "b1", to, "key"));
        assertThat(brain.effects()).extracting(it -> ((Effect.Reply) it).code()).containsExactly("call.transferring");

        brain.when(facts.rang("c1", "b2"));

        assertThat(ends()).containsExactly(tuple("c2", "call.transferred"));
        assertThat(call("c1").transfer()).isNotNull();
    }

    @Test
    void the_party_of_the_other_call_passes_on_as_well() {
        String talk = talk("c1");
        brain.given(facts.refers("c1", "a", "dora"));
        brain.when(facts.split("c2", talk));
        assertThat(brain.events(LegsRung.class)).extracting(LegsRung::callId).containsExactly("c2");

        brain.when(facts.answered("c2", "b2"));

        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred("c2", "a", "b1", "dora", "c1"));
        assertThat(ends()).containsExactly(tuple("c1", "call.transferred"));
    }

    @Test
    void who_parks_the_other_hears_the_slot_and_leaves() {
        asked(facts.refers("c2", "b1", "700"));
        assertThat(call("c1").waiting().slot()).isEqualTo("701");

        brain.when(new PlaybackFinished(facts.stamp(), "c2", "b1", brain.hears("c2", "b1"), PlaybackEnd.FINISHED));

        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred("c1", "b1", "a", "700", "c2"));
        assertThat(brain.reasons(CallTransferred.class).getFirst().inputs()).containsEntry("spoken", "true");
        assertThat(ends()).containsExactly(tuple("c2", "call.transferred"));
    }

    @Test
    void who_hangs_up_before_the_slot_is_said_has_parked_the_other_all_the_same() {
        asked(facts.refers("c2", "b1", "700"));

        brain.when(facts.hungUp("c2", "b1"));

        assertThat(brain.reasons(CallTransferred.class).getFirst().inputs()).containsEntry("spoken", "false");
        assertThat(call("c1").waiting().slot()).isEqualTo("701");
        assertThat(ends()).containsExactly(tuple("c2", "called.hung-up"));
    }

    @Test
    void a_slot_that_cannot_be_said_is_parked_in_all_the_same() {
        asked(facts.refers("c2", "b1", "700"));

        brain.when(facts.commandFailed("c2", "c-1", "b1", "media.closed"));

        assertThat(brain.events(CallTransferred.class)).hasSize(1);
        assertThat(call("c1").waiting().slot()).isEqualTo("701");
    }

    @Test
    void who_consults_a_third_joins_the_other_with_them() {
        brain.given(phones.calls("c3", "cleo", "dora"), facts.answered("c3", "b1"));
        brain.given(facts.refers("c2", "b1", new LegRef("c3", "a")));
        brain.when(facts.takenOver("c3", "a", "b1"));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(ANNA, new LegRef("c3", "b1"));

        brain.when(facts.joined("c1", join.talkId(), join.legs()));

        assertThat(brain.events(CallTransferred.class))
                .containsExactlyInAnyOrder(
                        new CallTransferred("c1", "b1", "a", "call c3", "c2"),
                        new CallTransferred("c3", "a", "b1", "call c1", null));
        assertThat(ends()).containsExactly(tuple("c2", "call.transferred"));
        assertThat(brain.state().calls()).extracting(CallState::callId).containsExactly("c1", "c3");
    }

    @Test
    void a_call_is_not_joined_with_that_of_who_asks() {
        brain.when(facts.refers("c2", "b1", new LegRef("c2", "b1")));

        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c2", "b1", "rf-c2", 481, "transfer.unknown-dialog"));
    }

    @Test
    void who_comes_in_place_of_one_of_the_two_talks_with_the_other() {
        String talk = talk("c2");
        brain.given(phones.calls("c4", "dora", "cleo").inPlaceOf(new Replacing(CLEO, false)));
        brain.when(facts.split("c1", talk));

        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(ANNA, new LegRef("c4", "a"));
        assertThat(ends()).containsExactly(tuple("c2", "call.transferred"));
    }

    @Test
    void an_edge_that_cannot_split_the_talk_leaves_it_as_it_is() {
        brain.given(facts.refers("c2", "b1", "dora"));
        String command = call("c1").transfer().commandId();

        brain.when(facts.commandFailed("c1", command, null, "talk.unknown"));

        assertThat(brain.events(TransferFailed.class))
                .containsExactly(new TransferFailed(
                        "c1", "b1", "a", "talk.unknown", "the edge could not do it", Then.TALKS, "c2"));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c2", "b1", "rf-c2", 480, true));
        assertThat(ends()).isEmpty();
    }

    @Test
    void one_wish_at_a_time_and_so_many_of_a_call() {
        brain.given(facts.refers("c2", "b1", "dora"));
        brain.when(facts.refers("c2", "b1", "ben"));
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c2", "b1", "rf-c2", 491, "call.being-transferred"));
        for (int i = 0; i < 40; i++) {
            String command = call("c1").transfer().commandId();
            brain.given(facts.commandFailed("c1", command, null, "talk.unknown"));
            brain.when(facts.refers("c2", "b1", "dora"));
            if (call("c1").transfer() == null) {
                break;
            }
        }
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c2", "b1", "rf-c2", 403, "transfer.too-many"));
        assertThat(call("c1").tally().transfers()).isEqualTo(32);
    }

    @Test
    void a_parked_caller_who_was_fetched_is_passed_on_again() {
        asked(facts.refers("c2", "b1", "700"));
        brain.given(facts.hungUp("c2", "b1"));
        brain.when(phones.calls("c5", "dora", "701"));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        brain.given(facts.joined("c5", join.talkId(), join.legs()));

        brain.given(facts.refers("c5", "a", "ben"), facts.split("c1", join.talkId()));
        brain.when(facts.rang("c1", "b2"));

        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c5", "a", "rf-c5", 180, false));
        brain.whenPassed(Duration.ofMinutes(1));
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::callId, TransferFailed::byCallId)
                .containsExactly(tuple("c1", "c5"));
    }

    /** Somebody passes on who is in the call c1, and the talk is split. */
    private void asked(Input wish) {
        String talk = talk("c2");
        brain.given(wish);
        brain.when(facts.split("c1", talk));
    }

    private List<Tuple> ends() {
        return brain.events(CallEnded.class).stream()
                .map(it -> tuple(it.callId(), it.cause()))
                .toList();
    }

    private CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    private String talk(String callId) {
        return call(callId).legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElseThrow();
    }
}
