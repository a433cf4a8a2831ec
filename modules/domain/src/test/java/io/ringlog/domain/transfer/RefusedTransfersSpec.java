package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.journal.CallEvent.TransferAsked;
import io.ringlog.domain.journal.CallEvent.TransferRefused;
import io.ringlog.domain.journal.CallFact.ReferReceived;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna talks with Ben, and a carrier's caller with Cleo: wishes to pass somebody on that nothing comes of. */
class RefusedTransfersSpec {

    private static final String C = "c1";
    private static final String IN = "c2";
    private static final TransferTo CLEO = new TransferTo.Dialled("cleo");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    UserRow.user("cleo").row(),
                    Rows.device("cleo"),
                    Rows.trunk(),
                    Rows.did("4930100", DestKind.USER, "us_cleo"));

    @BeforeEach
    void two_calls_are_talking() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        brain.given(facts.inviteFromTrunk(IN, Rows.TRUNK, "49171", "4930100"), facts.answered(IN, "b1"));
    }

    @Test
    void a_carrier_does_not_lead_the_accounts_calls_about() {
        assertThat(phoneHears(facts.refers(IN, "a", "ben")))
                .isEqualTo(new AnswerRefer(IN, "a", "rf-c2", 403, "transfer.not-a-user"));
        assertThat(phoneHears(facts.refers(C, "b9", "cleo")).warning()).isEqualTo("transfer.not-a-user");
    }

    @Test
    void a_call_that_is_not_live_has_nobody_to_pass_on() {
        brain.when(facts.refers("c9", "a", "cleo"));
        assertThat(brain.commands()).containsExactly(new AnswerRefer("c9", "a", "rf-c9", 481, "call.not-live"));
        assertThat(brain.events()).isEmpty();

        brain.when(asks("c9", "a", CLEO));

        assertThat(reply().code()).isEqualTo("call.unknown");
        assertThat(reply().accepted()).isFalse();
    }

    @Test
    void a_leg_that_is_not_there_passes_nobody_on() {
        assertThat(apiHears(asks(C, "b9", CLEO))).isEqualTo("leg.unknown");
    }

    @Test
    void a_leg_that_only_rings_passes_nobody_on() {
        brain.given(phones.calls("c3", "anna", "cleo"));
        assertThat(apiHears(asks("c3", "a", CLEO))).isEqualTo("leg.not-talking");
    }

    @Test
    void of_several_nobody_is_named() {
        talk(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef(IN, "b1"));
        assertThat(apiHears(asks(C, "b1", CLEO))).isEqualTo("talk.of-many");
    }

    @Test
    void somebody_of_another_call_is_not_this_calls_to_pass_on() {
        talk(new LegRef(C, "b1"), new LegRef(IN, "a"));
        assertThat(apiHears(asks(C, "b1", CLEO))).isEqualTo("talk.of-many-calls");
    }

    @Test
    void a_hold_that_is_under_way_comes_first() {
        brain.given(holds("b1"));
        assertThat(phoneHears(facts.refers(C, "b1", "cleo")))
                .isEqualTo(new AnswerRefer(C, "b1", "rf-c1", 491, "call.busy-with-hold"));
    }

    @Test
    void who_is_on_hold_does_not_pass_on_who_holds() {
        String talk = talkOf(C);
        brain.given(holds("b1"), facts.takenOver(C, "a", "b1"), facts.split(C, talk));
        assertThat(apiHears(asks(C, "a", CLEO))).isEqualTo("leg.not-holding");
        assertThat(call(C).hold()).isNotNull();
    }

    @Test
    void an_extension_that_is_disabled_takes_nobody() {
        brain.given(Draft.like(Rows.extension("700", DestKind.USER, "us_cleo"))
                .with("status", RowStatus.DISABLED)
                .row());
        assertThat(phoneHears(facts.refers(C, "b1", "700")).warning()).isEqualTo("routing.extension-disabled");
    }

    @Test
    void a_call_that_was_passed_on_too_often_stays_where_it_is() {
        for (int i = 0; i < 32; i++) {
            brain.given(facts.refers(C, "b1", "cleo"));
            brain.given(facts.commandFailed(C, call(C).transfer().commandId(), null, "session.changing"));
        }
        assertThat(phoneHears(facts.refers(C, "b1", "cleo")))
                .isEqualTo(new AnswerRefer(C, "b1", "rf-c1", 403, "transfer.too-many"));
    }

    @Test
    void a_call_is_not_joined_with_itself_nor_with_one_that_is_over() {
        assertThat(apiHears(asks(C, "b1", new TransferTo.Consulted(C, "a")))).isEqualTo("transfer.unknown-dialog");
        assertThat(apiHears(asks(C, "b1", new TransferTo.Consulted("c9", "a")))).isEqualTo("transfer.unknown-dialog");
    }

    @Test
    void nobodys_leg_has_no_other_call() {
        assertThat(apiHears(asks(IN, "a", new TransferTo.Consulted(C, "a")))).isEqualTo("transfer.not-yours");
        assertThat(apiHears(asks(IN, "a", new TransferTo.Consulted(C, null)))).isEqualTo("transfer.not-yours");
        assertThat(apiHears(asks(C, "b1", new TransferTo.Consulted(IN, null)))).isEqualTo("transfer.not-yours");
    }

    @Test
    void a_consulted_call_that_a_flow_rings_cannot_be_joined() {
        brain.given(
                Rows.flow(
                        "flow_1",
                        1,
                        Rows.graph(
                                List.of(Rows.entry(), Rows.node("dial", new Dial(DestKind.USER, "us_cleo", 12))),
                                "entry default dial")),
                Rows.extension("160", DestKind.FLOW, "flow_1"));
        brain.given(phones.calls("c3", "ben", "160"));
        assertThat(phoneHears(facts.refers(C, "b1", new LegRef("c3", "a"))).warning())
                .isEqualTo("leg.not-talking");
        assertThat(call(C).transfer()).isNull();
    }

    @Test
    void another_domain_of_the_account_is_its_own_and_who_referred_is_noted() {
        brain.given(Draft.like(Rows.domain()).with("domain", "acme.test").row());
        brain.when(new ReferReceived(
                facts.stamp(), C, "b1", "rf-c1", "cleo", "acme.test", null, null, "sip:ben@acme.example", null));
        assertThat(brain.events(TransferAsked.class)).containsExactly(new TransferAsked(C, "b1", "a", "cleo", null));
        assertThat(brain.reasons(TransferAsked.class).getFirst().toString()).contains("sip:ben@acme.example");
    }

    private AnswerRefer phoneHears(Input refer) {
        brain.when(refer);
        assertThat(brain.events(TransferAsked.class)).isEmpty();
        AnswerRefer answer = brain.commands(AnswerRefer.class).getFirst();
        assertThat(brain.commands()).containsExactly(answer);
        assertThat(brain.events(TransferRefused.class))
                .extracting(TransferRefused::code)
                .containsExactly(answer.warning());
        return answer;
    }

    private String apiHears(TransferRequested asked) {
        brain.when(asked);
        assertThat(brain.commands()).isEmpty();
        assertThat(reply().accepted()).isFalse();
        assertThat(reply().text()).isNotEmpty();
        assertThat(brain.events(TransferRefused.class))
                .extracting(TransferRefused::code)
                .containsExactly(reply().code());
        return reply().code();
    }

    private Effect.Reply reply() {
        assertThat(brain.effects()).hasSize(1);
        return (Effect.Reply) brain.effects().getFirst();
    }

    private static TransferRequested asks(String callId, String legId, TransferTo to) {
        return new TransferRequested("r1", "api-1", callId, legId, to, "key");
    }

    private static HoldRequested holds(String legId) {
        return new HoldRequested("h1", "api-1", C, legId, true, "key");
    }

    private void talk(LegRef... legs) {
        String inbound = talkOf(IN);
        brain.given(facts.takenOver(C, "a", "b1"), facts.takenOver(IN, "a", "b1"));
        brain.given(facts.split(C, talkOf(C)), facts.split(IN, inbound));
        brain.given(facts.joined(C, "tk-several", List.of(legs)));
    }

    private CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    private String talkOf(String callId) {
        return call(callId).legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }
}
