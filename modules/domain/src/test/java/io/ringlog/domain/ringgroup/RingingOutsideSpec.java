package io.ringlog.domain.ringgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.Forward.Confirm;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallerAnswered;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.LegAsked;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallEvent.RingGroupEntered;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.RingLeg;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ben and a mobile outside are the group; Anna, and whoever calls 4930600 from outside, reach it. */
class RingingOutsideSpec {

    private static final String C = "c1";
    private static final Member BEN = new Member("us_ben", 0, 0, null);
    private static final Member MOBILE = new Member(null, 1, 0, null, "fwd_1");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    @BeforeEach
    void everybody_is_there() {
        brain.given(
                Rows.extension("600", DestKind.RING_GROUP, "rg_1"),
                Rows.did("4930600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1").members(BEN, MOBILE).row());
        brain.given(phones.registers("anna"), phones.registers("ben"));
        mobile("0171 1234567", Confirm.IN_GROUPS);
    }

    private void mobile(String number, Confirm confirm) {
        brain.given(new Forward("fwd_1", Rows.ACCOUNT, "mobile", number, CidRule.CALLER, confirm));
    }

    private void calls() {
        brain.when(facts.inviteFromTrunk(C, "tr_1", "4940111", "4930600"));
    }

    /** The mobile answers and is asked; answers the question's id. */
    private String mobileAnswers() {
        calls();
        brain.when(facts.answered(C, "b2"));
        return brain.commands(Gather.class).getFirst().gatherId();
    }

    private DigitsGathered presses(String question, String key) {
        return new DigitsGathered(
                facts.stamp(), C, "b2", question, key, key.isEmpty() ? GatherEnd.TIMEOUT : GatherEnd.COMPLETE);
    }

    private Cdr cdr() {
        return brain.events(CallEnded.class).getFirst().cdr();
    }

    private List<Because.Alternative> leftOut() {
        return brain.reasons(RingGroupEntered.class).getFirst().alternatives();
    }

    @Test
    void all_ring_from_the_platform_and_the_caller_hears_that_it_rings() {
        calls();

        assertThat(brain.events(RingGroupEntered.class))
                .containsExactly(new RingGroupEntered(C, "rg_1", List.of("us_ben", "fwd_1")));
        assertThat(brain.events(NumberDialled.class))
                .containsExactly(new NumberDialled(C, "0171 1234567", "491711234567", NumberClass.MOBILE));
        assertThat(brain.commands()).startsWith(new RingLeg(C, "a"));
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.proxied()).isFalse();
        assertThat(invite.onBehalfOf()).isNull();
        assertThat(invite.targets()).hasSize(2);
        assertThat(brain.commands(Command.AnswerLeg.class)).isEmpty();
        assertThat(brain.state().holders(Scopes.account(Direction.OUTBOUND))).containsExactly(C);
    }

    @Test
    void who_answers_outside_is_asked_and_the_others_ring_on() {
        String question = mobileAnswers();

        Gather asked = brain.commands(Gather.class).getFirst();
        assertThat(asked.legId()).isEqualTo("b2");
        assertThat(asked.mediaIds()).containsExactly("confirm-accept");
        assertThat(brain.events()).containsExactly(new LegAsked(C, "b2"));
        assertThat(brain.commands(CancelLegs.class)).isEmpty();

        brain.when(presses(question, "1"));

        assertThat(brain.events(LegConnected.class))
                .extracting(LegConnected::legId)
                .containsExactly("b2");
        assertThat(brain.events(CallerAnswered.class)).hasSize(1);
        assertThat(brain.commands(CancelLegs.class))
                .containsExactly(new CancelLegs(C, List.of("b1"), "call.answered-elsewhere"));
        assertThat(brain.commands(JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(C, "a"), new LegRef(C, "b2"));
        brain.when(facts.hungUp(C, "a"));
        assertThat(cdr()).extracting(Cdr::trunkId, Cdr::answeredBy).containsExactly("tr_1", null);
    }

    @Test
    void a_mailbox_that_answers_takes_nothing() {
        String question = mobileAnswers();

        brain.when(presses(question, ""));

        assertThat(brain.events(LegLost.class))
                .extracting(LegLost::legId, LegLost::status, LegLost::why, LegLost::answeredElsewhere)
                .containsExactly(tuple("b2", 480, "call.not-taken", false));
        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("b2"), "call.not-taken"));
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.commands(JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(C, "a"), new LegRef(C, "b1"));
        assertThat(brain.state().holders(Scopes.account(Direction.OUTBOUND))).isEmpty();
        brain.when(facts.hungUp(C, "a"));
        assertThat(cdr().answeredBy()).isEqualTo("us_ben");
    }

    @Test
    void another_key_declines_and_an_answer_inside_ends_the_question() {
        String question = mobileAnswers();
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.commands(HangUpLegs.class))
                .containsExactly(new HangUpLegs(C, List.of("b2"), "call.answered-elsewhere"));
        brain.when(presses(question, "1"));
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void nobody_takes_it_and_the_caller_is_told() {
        String question = mobileAnswers();
        brain.given(facts.failed(C, "b1", 486));

        brain.when(presses(question, "5"));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(486, "routing.busy"));
        assertThat(cdr().answerTs()).isNull();
    }

    @Test
    void who_is_asked_and_hangs_up_or_says_nothing_for_too_long_has_not_taken_it() {
        mobileAnswers();
        brain.when(facts.hungUp(C, "b2"));
        assertThat(brain.events(LegLost.class)).extracting(LegLost::why).containsExactly("call.not-taken");
        assertThat(brain.events(CallEnded.class)).isEmpty();

        brain.given(facts.inviteFromTrunk("c2", "tr_1", "4940111", "4930600"), facts.answered("c2", "b2"));
        brain.whenPassed(Duration.ofSeconds(25));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId)
                .contains("c2");
    }

    @Test
    void what_cannot_be_asked_has_not_taken_it() {
        mobileAnswers();
        brain.when(facts.commandFailed(C, "cmd", "b2", "media.closed"));
        assertThat(brain.commands(HangUpLegs.class)).containsExactly(new HangUpLegs(C, List.of("b2"), "media.closed"));
        assertThat(brain.events(LegLost.class)).hasSize(1);
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(HangUpLegs.class)).hasSize(1);
        assertThat(brain.events(CallEnded.class)).isEmpty();
    }

    @Test
    void a_caller_who_gives_up_ends_the_question_too() {
        mobileAnswers();

        brain.when(facts.cancelled(C));

        assertThat(brain.commands(CancelLegs.class))
                .extracting(CancelLegs::legIds)
                .containsExactly(List.of("b1"));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b2"));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void one_who_need_not_take_it_is_passed_on_as_any_other() {
        mobile("0171 1234567", Confirm.NEVER);
        calls();
        assertThat(brain.commands(InviteParty.class).getFirst().proxied()).isTrue();
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.events(LegConnected.class)).hasSize(1);
    }

    @Test
    void classes_limits_and_emergency_numbers_leave_a_member_out() {
        mobile("0900 123456", Confirm.IN_GROUPS);
        calls();
        assertThat(leftOut()).containsExactly(new Because.Alternative("fwd_1", "routing.class-forbidden"));
        mobile("112", Confirm.IN_GROUPS);
        brain.when(facts.inviteFromTrunk("c2", "tr_1", "4940111", "4930600"));
        assertThat(leftOut())
                .containsExactly(new Because.Alternative("fwd_1", "is an emergency number, which no group rings"));
        mobile("0171 1234567", Confirm.IN_GROUPS);
        brain.given(
                Draft.like(Phones.trunk("tr_2").row()).with("maxChannels", 0).row());
        brain.given(
                Draft.like(Phones.trunk("tr_1").row()).with("maxChannels", 0).row());
        brain.when(phones.calls("c3", "anna", "600"));
        assertThat(leftOut()).containsExactly(new Because.Alternative("fwd_1", "every trunk that takes it is full"));
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("maxOut", 0)
                .row());
        brain.when(phones.calls("c4", "anna", "600"));
        assertThat(leftOut()).containsExactly(new Because.Alternative("fwd_1", "admission.account-full"));
    }

    @Test
    void a_member_that_names_no_forward_is_left_out() {
        brain.whenRemoved("fwd_1");
        calls();
        assertThat(leftOut()).containsExactly(new Because.Alternative("fwd_1", "is no forward"));
    }

    @Test
    void in_sequence_its_trunks_come_before_the_next_member() {
        brain.given(GroupRow.group("rg_1")
                .strategy(Strategy.SEQUENTIAL)
                .members(new Member(null, 0, 0, null, "fwd_1"), new Member("us_ben", 1, 0, null))
                .row());
        calls();
        assertThat(uris()).containsExactly("sip:491711234567@tr-1.example:5070");
        brain.when(facts.failed(C, "b1", 503));
        assertThat(uris()).containsExactly("sip:491711234567@tr-2.example:5070");
        brain.when(facts.failed(C, "b2", 486));
        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .shown())
                .isNull();
        assertThat(brain.commands(InviteParty.class).getFirst().proxied()).isFalse();
    }

    private List<String> uris() {
        return brain.commands(InviteParty.class).getFirst().targets().stream()
                .map(target -> target.contact().uri())
                .toList();
    }

    @Test
    void the_prefix_of_the_group_is_shown_outside_too() {
        brain.given(
                GroupRow.group("rg_1").members(BEN, MOBILE).cidPrefix("Sales:").row());
        calls();
        assertThat(shownOutside().name()).isEqualTo("Sales: +4940111");
        brain.when(facts.inviteFromTrunk("c2", "tr_1", "anonymous", "4930600"));
        assertThat(shownOutside().name()).isNull();
    }

    private Shown shownOutside() {
        return brain.commands(InviteParty.class).getFirst().targets().stream()
                .map(Target::shown)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_target_of_a_forward_has_to_take_the_call_where_that_is_wished() {
        mobile("0171 1234567", Confirm.ALWAYS);
        brain.given(Rows.did("4930601", DestKind.FORWARD, "fwd_1"));
        brain.when(facts.inviteFromTrunk(C, "tr_1", "4940111", "4930601"));
        assertThat(brain.commands(InviteParty.class).getFirst().proxied()).isFalse();

        brain.when(facts.answered(C, "b1"));
        String question = brain.commands(Gather.class).getFirst().gatherId();
        brain.when(new DigitsGathered(facts.stamp(), C, "b1", question, "", GatherEnd.TIMEOUT));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(480, "routing.no-answer"));
    }

    @Test
    void after_such_a_ring_nothing_is_passed_on_any_more() {
        brain.given(GroupRow.group("rg_1")
                .members(MOBILE)
                .noAnswer(DestKind.USER, "us_ben")
                .row());
        calls();
        brain.when(facts.failed(C, "b1", 486));
        InviteParty ben = brain.commands(InviteParty.class).getFirst();
        assertThat(ben.proxied()).isFalse();
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(JoinLegs.class)).hasSize(1);
        assertThat(brain.commands()).startsWith(new Command.AnswerLeg(C, "a"));
    }

    @Test
    void a_call_to_help_asks_nobody() {
        mobile("112", Confirm.ALWAYS);
        brain.given(Rows.did("4930601", DestKind.FORWARD, "fwd_1"));
        brain.when(facts.inviteFromTrunk(C, "tr_1", "4940111", "4930601"));
        assertThat(brain.commands(InviteParty.class).getFirst().proxied()).isTrue();
    }
}
