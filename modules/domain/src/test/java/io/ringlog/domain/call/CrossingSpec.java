package io.ringlog.domain.call;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command.AnswerLeg;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.StopMedia;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.FlowEvent.FlowLeft;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A phone answers in the moment its time is over, and its answer goes through: it keeps the caller. */
class CrossingSpec {

    private static final String C = "c1";
    private static final Duration RUNG = Duration.ofSeconds(25);

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    private void ben_forwards_to(DestKind kind, String id) {
        brain.given(UserRow.user("ben").forwardNoAnswer(kind, id).row());
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.calls(C, "anna", "ben"));
        brain.whenPassed(RUNG);
    }

    private static void talk(CallState call, String phone) {
        assertThat(call.proxied()).isTrue();
        Leg.InTalk caller = (Leg.InTalk) call.leg("a").orElseThrow();
        assertThat(((Leg.InTalk) call.leg(phone).orElseThrow()).talkId()).isEqualTo(caller.talkId());
    }

    private static Cdr cdr(BrainSpec brain) {
        return brain.events(CallEnded.class).getFirst().cdr();
    }

    private static String before(BrainSpec brain) {
        return String.valueOf(
                brain.reasons(LegConnected.class).getFirst().inputs().get("before"));
    }

    @Test
    void on_the_way_into_a_mailbox() {
        brain.given(Rows.mailbox("vm_1").row());
        ben_forwards_to(DestKind.VOICEMAIL, "vm_1");
        assertThat(brain.commands(AnswerLeg.class)).hasSize(1);

        brain.when(facts.passedOn(C, "b1"));

        assertThat(brain.commands()).containsExactly(new StopMedia(C, "a"));
        talk(brain.state().call(C).orElseThrow(), "b1");
        assertThat(before(brain)).isEqualTo("media");
        assertThat(brain.state().holders(Scopes.user("us_ben"))).containsExactly(C);
        brain.when(facts.commandFailed(C, "0-1-1", "a", "leg.not-hosted"));
        brain.when(facts.hungUp(C, "b1"));
        assertThat(cdr(brain).disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(cdr(brain).answeredBy()).isEqualTo("us_ben");
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.timers().keySet()).allMatch(it -> it.startsWith("contact/"));
    }

    @Test
    void while_somebody_else_rings_by_now() {
        brain.given(UserRow.user("cleo").row(), Rows.device("cleo"));
        brain.given(phones.registers("cleo"));
        ben_forwards_to(DestKind.USER, "us_cleo");

        brain.when(facts.passedOn(C, "b1"));

        assertThat(brain.commands()).containsExactly(new CancelLegs(C, List.of("b2"), "call.answered-elsewhere"));
        assertThat(brain.events(LegLost.class))
                .extracting(LegLost::answeredElsewhere)
                .containsExactly(true);
        assertThat(before(brain)).isEqualTo("ring");
        assertThat(brain.state().holders(Scopes.user("us_cleo"))).isEmpty();
        talk(brain.state().call(C).orElseThrow(), "b1");
        assertThat(brain.when(facts.failed(C, "b2", 487)).outgoing()).isEmpty();
    }

    @Test
    void while_an_edge_looks_up_the_number_the_call_would_go_to() {
        BrainSpec out = Phones.callingOut()
                .given(
                        UserRow.user("ben")
                                .forwardNoAnswer(DestKind.FORWARD, "fwd_1")
                                .row(),
                        new Forward(
                                "fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER))
                .given(phones.registers("anna"), phones.registers("ben"), phones.calls(C, "anna", "ben"))
                .lookingUpSlowly();
        out.whenPassed(RUNG);
        out.when(facts.passedOn(C, "b1"));

        out.lookedUp();

        assertThat(out.outgoing()).isEmpty();
        talk(out.state().call(C).orElseThrow(), "b1");
    }

    @Test
    void a_call_that_its_edge_has_forgotten_does_not_go_on() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.calls(C, "anna", "ben"));
        brain.given(facts.passedOn(C, "b1"));

        brain.when(facts.commandFailed(C, "0-9-9", null, "call.unknown"));

        assertThat(cdr(brain).hangupCause()).isEqualTo("edge.command-failed");
    }

    @Test
    void while_another_phone_of_the_same_user_rings_by_now() {
        brain.given(
                UserRow.user("ben").ring(RingStrategy.SEQUENTIAL).row(),
                Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("ben2"));
        brain.given(phones.calls(C, "anna", "ben")).givenPassed(RUNG);

        brain.when(facts.passedOn(C, "b1"));

        talk(brain.state().call(C).orElseThrow(), "b1");
        assertThat(brain.state().call(C).orElseThrow().ringing()).isEmpty();
    }

    @Test
    void on_the_way_into_a_queue_whose_agent_is_free_again() {
        CallCentre centre = CallCentre.open();
        centre.brain.given(
                Rows.did("300", DestKind.USER, "us_cleo"),
                UserRow.agent("cleo").forwardNoAnswer(DestKind.QUEUE, QUEUE).row());
        centre.brain.given(centre.available("ben"));
        centre.brain.given(centre.facts.inviteFromTrunk(C, Rows.TRUNK, "4915550001", "300"));
        centre.brain.givenPassed(RUNG);
        assertThat(centre.offered(C)).isEqualTo("us_ben");

        centre.brain.when(centre.facts.passedOn(C, "b1"));

        assertThat(centre.brain.events(CallerLeftQueue.class)).hasSize(1);
        assertThat(before(centre.brain)).isEqualTo("queue");
        assertThat(centre.agent("ben").callId()).isNull();
        assertThat(centre.line()).isEmpty();
        talk(centre.call(C), "b1");
        centre.brain.when(centre.facts.commandFailed(C, "0-1-1", null, "call.not-answered"));
        talk(centre.call(C), "b1");
    }

    @Test
    void in_a_flow_that_has_gone_on() {
        FlowLine line = new FlowLine();
        line.brain.given(UserRow.user("ben").row(), Rows.device("ben"));
        line.brain.given(line.phones.registers("ben"));
        line.publish(graph(
                List.of(entry(), node("dial", new Dial(DestKind.USER, "us_ben", 15)), node("sorry", new Play("m"))),
                "entry default dial",
                "dial default sorry"));
        line.call();
        line.brain.givenPassed(RUNG);

        line.brain.when(line.facts.passedOn(C, "b1"));

        assertThat(line.brain.events(FlowLeft.class)).hasSize(1);
        assertThat(line.brain.commands()).contains(new StopMedia(C, "a"));
        talk(line.brain.state().call(C).orElseThrow(), "b1");
    }

    @Test
    void on_the_way_into_a_conference() {
        brain.given(ConferenceRow.conference("cf_1").row());
        ben_forwards_to(DestKind.CONFERENCE, "cf_1");

        brain.when(facts.passedOn(C, "b1"));

        assertThat(brain.events(ConferenceLeft.class)).hasSize(1);
        assertThat(brain.state().room("cf_1")).isEmpty();
        talk(brain.state().call(C).orElseThrow(), "b1");
    }

    @Test
    void by_a_trunk_whose_time_was_over() {
        BrainSpec office = Phones.callingOut().given(phones.registers("anna"));
        office.given(
                Rows.did("4930700", DestKind.FORWARD, "fwd_1"),
                Draft.of(Forward.class)
                        .with("id", "fwd_1")
                        .with("accountId", Rows.ACCOUNT)
                        .with("name", "mobile")
                        .with("number", "+49 171 1234567")
                        .row());
        office.given(facts.inviteFromTrunk(C, "tr_1", "4940111", "4930700"));
        office.given(facts.failed(C, "b1", 503));
        Leg.Ringing second = office.state().call(C).orElseThrow().ringing().getFirst();
        assertThat(second.id()).isEqualTo("b2");

        office.when(facts.passedOn(C, "b1"));

        talk(office.state().call(C).orElseThrow(), "b1");
        assertThat(office.state().holders(Scopes.account(Direction.OUTBOUND))).containsExactly(C);
        office.when(facts.hungUp(C, "b1"));
        assertThat(cdr(office).trunkId()).isEqualTo("tr_1");
        assertThat(office.state().holders(Scopes.account(Direction.OUTBOUND))).isEmpty();
    }

    @Test
    void an_answer_that_nobody_hears_leaves_the_caller_where_they_are() {
        brain.given(Rows.mailbox("vm_1").row());
        ben_forwards_to(DestKind.VOICEMAIL, "vm_1");
        brain.given(facts.answered(C, "a"));

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("b1"), "call.answered-too-late"));
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void an_answer_to_a_caller_who_talks_already_is_hung_up() {
        brain.given(UserRow.user("cleo").row(), Rows.device("cleo"));
        brain.given(phones.registers("cleo"));
        ben_forwards_to(DestKind.USER, "us_cleo");
        brain.given(facts.passedOn(C, "b2"));

        brain.when(facts.passedOn(C, "b1"), facts.passedOn(C, "b9"));

        assertThat(brain.commands(HangUpLegs.class)).hasSize(2);
        assertThat(brain.events(LegConnected.class)).isEmpty();
    }
}
