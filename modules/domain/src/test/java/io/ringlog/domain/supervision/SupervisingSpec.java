package io.ringlog.domain.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact.CodePressed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.ListenForCodes;
import io.ringlog.domain.journal.Command.MuteLeg;
import io.ringlog.domain.journal.Command.OverhearTalk;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.SuperviseRequested;
import io.ringlog.domain.journal.SupervisionEvent.Supervised;
import io.ringlog.domain.journal.SupervisionEvent.SupervisionEnded;
import io.ringlog.domain.journal.SupervisionEvent.SupervisionRefused;
import io.ringlog.domain.journal.SupervisionMode;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Supervision;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Supervisors hear whom they supervise, wherever their talks go, and nobody else. */
class SupervisingSpec {

    private static final String C = "c1";
    private static final String OWN = "s1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void anna_calls_ben_and_sue_supervises() {
        brain.given(UserRow.user("sue").row(), Rows.device("sue"), Rows.extension("200", DestKind.USER, "us_ben"));
        user("sue", "isSupervisor");
        user("anna", "mayBeSupervised");
        user("ben", "mayBeSupervised");
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("sue"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    private void user(String name, String may) {
        brain.given(Draft.like(UserRow.user(name).row()).with(may, true).row());
    }

    private SuperviseRequested asks(SupervisionMode mode, @Nullable String leg) {
        return new SuperviseRequested("r1", "api", C, leg, "us_sue", mode, "key:1");
    }

    private Effect.Reply reply() {
        return (Effect.Reply) brain.effects().getFirst();
    }

    private String takeOver() {
        return brain.outgoing().stream()
                .filter(it -> it instanceof Outgoing.CommandRecord r && r.command() instanceof TakeOver)
                .map(it -> ((Outgoing.CommandRecord) it).id())
                .findFirst()
                .orElseThrow();
    }

    private String talk() {
        return ((Leg.InTalk) brain.state().call(C).orElseThrow().leg("b1").orElseThrow()).talkId();
    }

    /** Sue dials ben's extension and hears the talk. */
    private void listens() {
        brain.given(phones.calls(OWN, "sue", "*55200"));
        brain.when(facts.takenOver(C, "a", "b1"));
    }

    @Test
    void who_dials_an_extension_hears_the_talk_there_when_it_has_been_taken_over() {
        brain.when(phones.calls(OWN, "sue", "*55200"));
        assertThat(brain.commands(TakeOver.class)).containsExactly(new TakeOver(C, talk()));
        assertThat(brain.commands(ListenForCodes.class))
                .containsExactly(new ListenForCodes(OWN, "a", List.of("4", "5", "6")));

        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(brain.commands(OverhearTalk.class)).containsExactly(new OverhearTalk(OWN, "a", talk(), List.of()));
        assertThat(brain.events(Supervised.class))
                .extracting(Supervised::callId, Supervised::byCallId, Supervised::ofLegId, Supervised::mode)
                .containsExactly(
                        tuple(OWN, OWN, "b1", SupervisionMode.LISTEN), tuple(C, OWN, "b1", SupervisionMode.LISTEN));
        assertThat(brain.state().call(OWN).orElseThrow().head().parentCallId()).isEqualTo(C);
    }

    @Test
    void keys_change_by_whom_the_supervisor_is_heard() {
        listens();

        brain.when(new CodePressed(facts.stamp(), OWN, "a", "5"));
        assertThat(brain.commands(OverhearTalk.class))
                .containsExactly(new OverhearTalk(OWN, "a", talk(), List.of(new LegRef(C, "b1"))));
        assertThat(brain.when(new CodePressed(facts.stamp(), OWN, "a", "5")).commands())
                .isEmpty();
        assertThat(brain.when(new CodePressed(facts.stamp(), OWN, "a", "9")).commands())
                .isEmpty();

        brain.when(new CodePressed(facts.stamp(), OWN, "a", "6"));
        assertThat(brain.commands(OverhearTalk.class)).containsExactly(new OverhearTalk(OWN, "a", talk(), null));
        assertThat(brain.events(Supervised.class)).hasSize(2);
    }

    @Test
    void a_phone_that_the_api_asks_for_rings_and_hears_as_soon_as_it_is_answered() {
        brain.when(asks(SupervisionMode.WHISPER, null));
        assertThat(reply().accepted()).isTrue();
        String own = String.valueOf(reply().callId());
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        assertThat(brain.state().call(C).orElseThrow().outline().childCallIds()).contains(own);

        brain.when(facts.answered(own, "b1"));
        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(brain.commands(OverhearTalk.class))
                .containsExactly(new OverhearTalk(own, "b1", talk(), List.of(new LegRef(C, "a"))));
        brain.when(asks(SupervisionMode.BARGE, null));
        assertThat(reply().callId()).isEqualTo(own);
        assertThat(brain.commands(OverhearTalk.class)).containsExactly(new OverhearTalk(own, "b1", talk(), null));
    }

    @Test
    void the_mode_may_change_while_the_phone_rings() {
        brain.when(asks(SupervisionMode.LISTEN, "b1"));
        String own = String.valueOf(reply().callId());

        brain.when(asks(SupervisionMode.BARGE, null));

        assertThat(brain.events(Supervised.class)).isEmpty();
        assertThat(brain.state().supervision(own).map(Supervision::mode)).contains(SupervisionMode.BARGE);
    }

    @Test
    void a_supervisor_who_does_not_answer_is_none() {
        brain.when(asks(SupervisionMode.LISTEN, null));
        String own = String.valueOf(reply().callId());

        brain.when(facts.failed(own, "b1", 486));

        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::callId).containsExactly(own);
        assertThat(brain.state().supervisionsOf(C)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "isSupervisor,sue,supervise.no-supervisor",
        "mayBeSupervised,ben,supervise.not-supervised",
        "mayBeSupervised,anna,supervise.not-supervised"
    })
    void nobody_hears_without_being_a_supervisor_nor_one_who_may_not_be_supervised(
            String field, String name, String code) {
        brain.given(Draft.like(UserRow.user(name).row()).with(field, false).row());

        brain.when(asks(SupervisionMode.LISTEN, "b1"));
        assertThat(reply().code()).isEqualTo(code);
        assertThat(brain.events(SupervisionRefused.class))
                .extracting(SupervisionRefused::code)
                .containsExactly(code);

        brain.when(phones.calls(OWN, "sue", "*55200"));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly(code);
        assertThat(brain.commands(TakeOver.class)).isEmpty();
    }

    @Test
    void one_of_the_talk_is_no_supervisor_of_it_and_who_is_silent_is_not_heard() {
        brain.given(Draft.like(UserRow.user("ben").row())
                .with("isSupervisor", true)
                .with("mayBeSupervised", true)
                .row());
        brain.when(new SuperviseRequested("r1", "api", C, "a", "us_ben", SupervisionMode.LISTEN, "key:1"));
        assertThat(reply().code()).isEqualTo("supervise.own-talk");

        brain.when(asks(SupervisionMode.LISTEN, "b9"));
        assertThat(reply().code()).isEqualTo("supervise.nobody-talks");
        brain.when(new SuperviseRequested("r1", "api", "c9", null, "us_sue", SupervisionMode.LISTEN, "key:1"));
        assertThat(reply().code()).isEqualTo("call.unknown");
        brain.when(new SuperviseRequested("r1", "api", C, null, "us_9", SupervisionMode.LISTEN, "key:1"));
        assertThat(reply().accepted()).isFalse();
        brain.when(phones.calls(OWN, "sue", "*55999"));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("supervise.nobody-talks");
    }

    @Test
    void three_hear_a_call_and_no_more() {
        for (int i = 1; i <= 4; i++) {
            brain.given(UserRow.user("sue" + i).row(), Rows.device("sue" + i));
            user("sue" + i, "isSupervisor");
            brain.given(phones.registers("sue" + i));
            brain.when(new SuperviseRequested("r" + i, "api", C, null, "us_sue" + i, SupervisionMode.LISTEN, "key:1"));
            assertThat(reply().accepted()).isEqualTo(i <= 3);
        }
        assertThat(reply().code()).isEqualTo("supervise.full");
    }

    @Test
    void a_supervisor_without_a_phone_is_not_rung() {
        brain.given(UserRow.user("ugo").row());
        user("ugo", "isSupervisor");

        brain.when(new SuperviseRequested("r1", "api", C, null, "us_ugo", SupervisionMode.LISTEN, "key:1"));

        assertThat(reply().code()).isEqualTo("routing.unreachable");
    }

    @Test
    void the_end_of_the_call_ends_the_supervisors() {
        listens();

        brain.when(facts.hungUp(C, "b1"));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .contains(tuple(OWN, "supervise.call-over"));
        assertThat(brain.commands(HangUpLegs.class)).anyMatch(it -> it.callId().equals(OWN));
        assertThat(brain.state().supervisionsOf(C)).isEmpty();
    }

    @Test
    void the_call_goes_on_when_the_supervisor_hangs_up() {
        listens();

        brain.when(facts.hungUp(OWN, "a"));

        assertThat(brain.events(SupervisionEnded.class))
                .extracting(SupervisionEnded::callId)
                .containsExactly(C);
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::callId).containsExactly(OWN);
        assertThat(brain.state().call(C)).isPresent();
    }

    @Test
    void the_talk_is_followed_through_a_hold() {
        listens();
        brain.given(new HoldRequested("r2", "api", C, "b1", true, "key:1"));
        String before = talk();
        brain.when(facts.split(C, before));
        assertThat(brain.commands(OverhearTalk.class)).isEmpty();
        brain.given(new HoldRequested("r3", "api", C, "b1", false, "key:1"));

        brain.when(facts.joined(C, "tk_9", List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));

        assertThat(brain.commands(OverhearTalk.class)).containsExactly(new OverhearTalk(OWN, "a", "tk_9", List.of()));
        assertThat(brain.events(Supervised.class)).isEmpty();
    }

    @Test
    void a_talk_that_somebody_comes_to_who_may_not_be_supervised_is_heard_no_more() {
        listens();
        brain.given(facts.split(C, talk()));
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("mayBeSupervised", false)
                .row());

        brain.when(facts.joined(C, "tk_9", List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));

        assertThat(brain.commands(OverhearTalk.class)).isEmpty();
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple(OWN, "supervise.not-supervised"));
    }

    @Test
    void a_supervisors_phone_on_hold_is_not_heard() {
        listens();

        brain.when(facts.held(OWN, "a", true));

        assertThat(brain.commands()).containsExactly(new MuteLeg(OWN, "a", true));
    }

    @ParameterizedTest
    @CsvSource({"call.not-proxied,true", "call.being-taken-over,false"})
    void a_take_over_that_fails_ends_the_supervisors_call_alone(String reason, boolean over) {
        brain.when(phones.calls(OWN, "sue", "*55200"));

        brain.when(facts.commandFailed(C, takeOver(), null, reason));

        assertThat(brain.state().call(C)).isPresent();
        assertThat(brain.state().call(OWN).isEmpty()).isEqualTo(over);
    }

    @Test
    void a_call_at_another_edge_cannot_be_heard() {
        Facts other = new Facts("edge2", 1);
        Phones there = new Phones(other);
        brain.when(other.inviteFromDevice("s2", there.answer("sue", "INVITE"), "*55200"));

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("supervise.elsewhere");
        assertThat(brain.commands().stream().filter(Command.CallCommand.class::isInstance))
                .hasSize(1);
    }

    @Test
    void a_supervisor_who_hangs_up_before_a_take_over_fails_ends_nothing() {
        brain.when(phones.calls(OWN, "sue", "*55200"));
        String takeOver = takeOver();
        brain.given(facts.hungUp(OWN, "a"));

        brain.when(facts.commandFailed(C, takeOver, null, "session.changing"));

        assertThat(brain.events(CallEnded.class)).isEmpty();
        assertThat(brain.state().call(C).orElseThrow().leg("b1").orElseThrow()).isInstanceOf(Leg.Talking.class);
    }
}
