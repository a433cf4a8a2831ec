package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.CallEvent.TransferAsked;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.CallEvent.TransferRefused;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna calls Ben, and Ben passes her on to Cleo (RFC 5589 section 6). */
class PassingOnSpec {

    private static final String C = "c1";
    private static final String REFER = "rf-c1";
    private static final Party BEN = new Party.Device("us_ben", "dev_ben");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    UserRow.user("cleo").row(),
                    Rows.device("cleo"),
                    QueueRow.queue("q_1").row(),
                    Rows.trunk());

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    @Test
    void a_call_only_passed_on_is_taken_over_before_the_phone_is_answered() {
        String talk = talk();
        brain.when(facts.refers(C, "b1", "cleo"));
        assertThat(brain.commands()).containsExactly(new TakeOver(C, talk));
        assertThat(brain.events()).containsExactly(new TransferAsked(C, "b1", "a", "cleo", null));
        assertThat(brain.reasons(TransferAsked.class).getFirst().rule()).isEqualTo("party.refer");

        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(brain.commands())
                .containsExactly(
                        new AnswerRefer(C, "b1", REFER, 202, null),
                        new NotifyRefer(C, "b1", REFER, 100, false),
                        new SplitTalk(C, talk));
    }

    @Test
    void who_is_passed_on_hears_music_while_the_target_rings() {
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
        assertThat(brain.commands(Play.class)).extracting(Play::legId).containsExactly("a");
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.onBehalfOf()).isEqualTo("a");
        assertThat(invite.proxied()).isFalse();

        brain.when(facts.rang(C, "b2"));

        assertThat(brain.commands()).containsExactly(new NotifyRefer(C, "b1", REFER, 180, false));
    }

    @Test
    void the_target_answers_and_who_passed_on_leaves() {
        leading("cleo");
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "a"), new LegRef(C, "b2")));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer(C, "b1", REFER, 200, true));
        assertThat(brain.commands(HangUpLegs.class))
                .containsExactly(new HangUpLegs(C, List.of("b1"), "call.transferred"));
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred(C, "b1", "a", "cleo", null));
        assertThat(brain.events(LegLeft.class)).containsExactly(new LegLeft(C, "b1", BEN, "call.transferred"));
        assertThat(brain.state().holders(Scopes.user("us_ben"))).isEmpty();
        assertThat(brain.state().holders(Scopes.user("us_cleo"))).containsExactly(C);

        brain.given(facts.joined(C, "tk-x", List.of(new LegRef(C, "a"), new LegRef(C, "b2"))));
        brain.when(facts.hungUp(C, "b2"));

        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("called.hung-up");
        assertThat(brain.events(CallEnded.class).getFirst().cdr().transfers()).isEqualTo(1);
    }

    @Test
    void a_caller_passes_on_whom_they_called() {
        brain.given(facts.refers(C, "a", "cleo"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
        assertThat(brain.commands(Play.class)).extracting(Play::legId).containsExactly("b1");
        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::onBehalfOf)
                .containsExactly("b1");

        brain.when(facts.answered(C, "b2"));

        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("a"));
        assertThat(brain.state().holders(Scopes.user("us_anna"))).isEmpty();
    }

    @Test
    void a_phone_that_hangs_up_at_once_leaves_the_call_to_go_on() {
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.events()).containsExactly(new LegLeft(C, "b1", BEN, "called.hung-up"));
        brain.when(facts.split(C, talk()));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(NotifyRefer.class)).isEmpty();
        assertThat(brain.commands(HangUpLegs.class)).isEmpty();
        assertThat(brain.events(CallTransferred.class)).hasSize(1);
    }

    @Test
    void a_target_that_is_busy_is_told_and_both_talk_again() {
        leading("cleo");
        brain.when(facts.failed(C, "b2", 486));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer(C, "b1", REFER, 486, true));
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "a"), new LegRef(C, "b1")));
        TransferFailed failed = brain.events(TransferFailed.class).getFirst();
        assertThat(failed.code()).isEqualTo("routing.busy");
        assertThat(failed.then()).isEqualTo(Then.TALKS);
        assertThat(brain.state().holders(Scopes.user("us_cleo"))).isEmpty();
        assertThat(call().transfer()).isNull();
    }

    @Test
    void who_passed_on_and_left_is_called_back_when_nobody_answers() {
        leading("cleo");
        brain.given(facts.hungUp(C, "b1"));
        brain.whenPassed(Duration.ofSeconds(26));
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::then)
                .containsExactly(Then.RECALLS);
        InviteParty recall = brain.commands(InviteParty.class).getFirst();
        assertThat(recall.onBehalfOf()).isEqualTo("a");
        assertThat(recall.targets()).extracting(it -> it.contact().uri()).containsExactly("sip:ben@192.0.2.10:5060");

        brain.when(facts.answered(C, "b3"));

        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "a"), new LegRef(C, "b3")));
        assertThat(brain.state().holders(Scopes.user("us_ben"))).containsExactly(C);
    }

    @Test
    void who_is_passed_on_and_taken_back_by_nobody_is_let_go() {
        leading("cleo");
        brain.given(facts.hungUp(C, "b1"));
        brain.whenPassed(Duration.ofSeconds(60));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("transfer.nobody-took-back");
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.timers().keySet()).allMatch(timer -> timer.startsWith("contact/"));
    }

    @Test
    void who_is_passed_on_may_hang_up_and_all_is_over() {
        leading("cleo");
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.commands(Command.CancelLegs.class)).hasSize(1);
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b1"));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
        assertThat(brain.timers().keySet()).allMatch(timer -> timer.startsWith("contact/"));
    }

    @Test
    void a_queue_takes_who_is_passed_on_at_once() {
        brain.given(asks("b1", new TransferTo.Target(DestKind.QUEUE, "q_1")), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred(C, "b1", "a", "queue q_1", null));
        assertThat(brain.events(LegLeft.class)).hasSize(1);
        assertThat(brain.effects()).extracting(it -> ((Effect.Reply) it).code()).containsExactly("call.transferring");
    }

    @Test
    void somebody_at_the_api_is_free_as_soon_as_the_target_rings() {
        brain.given(asks("b1", new TransferTo.Dialled("cleo")), facts.takenOver(C, "a", "b1"), facts.split(C, talk()));
        brain.when(facts.rang(C, "b2"));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b1"));
        assertThat(brain.state().call(C)).isPresent();
    }

    @Test
    void what_cannot_be_is_refused_before_anything_is_done() {
        assertThat(refused(facts.refers(C, "b1", "cleo", "elsewhere.example")))
                .isEqualTo(new AnswerRefer(C, "b1", REFER, 404, "routing.foreign-domain"));
        assertThat(refused(facts.refers(C, "b1", "nobody")).status()).isEqualTo(404);
        assertThat(refused(facts.refers(C, "b1", "0031201234567")))
                .isEqualTo(new AnswerRefer(C, "b1", REFER, 403, "transfer.outside-not-allowed"));
        assertThat(refused(facts.refers(C, "b1", (LegRef) null)).status()).isEqualTo(481);
        assertThat(call().proxied()).isTrue();
    }

    @Test
    void an_edge_that_cannot_take_over_leaves_the_talk_as_it_was() {
        brain.given(facts.refers(C, "b1", "cleo"));
        brain.when(facts.commandFailed(C, call().transfer().commandId(), null, "session.changing"));
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer(C, "b1", REFER, 480, "session.changing"));
        assertThat(call().transfer()).isNull();
        assertThat(talk()).isNotEmpty();
    }

    @Test
    void a_second_wish_waits_for_the_first() {
        leading("cleo");
        assertThat(refused(facts.refers(C, "b1", "anna")).status()).isEqualTo(491);
    }

    @Test
    void a_phone_that_holds_still_does_when_the_call_comes_back() {
        brain.given(facts.held(C, "b1", true));
        leading("cleo");
        brain.given(facts.failed(C, "b2", 486));
        String talk = "tk-back";
        brain.when(facts.joined(C, talk, List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));
        assertThat(call().leg("b1").orElseThrow()).isInstanceOf(Leg.Held.class);
    }

    private void leading(String target) {
        String talk = talk();
        brain.given(facts.refers(C, "b1", target), facts.takenOver(C, "a", "b1"), facts.split(C, talk));
    }

    private TransferRequested asks(String legId, TransferTo to) {
        return new TransferRequested("r1", "api-1", C, legId, to, "key");
    }

    private AnswerRefer refused(io.ringlog.domain.journal.Input refer) {
        brain.when(refer);
        assertThat(brain.events(TransferRefused.class)).hasSize(1);
        return brain.commands(AnswerRefer.class).getFirst();
    }

    private CallState call() {
        return brain.state().call(C).orElseThrow();
    }

    private String talk() {
        return call().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }
}
