package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.EmergencyDialled;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.CallEvent.TransferRefused;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.number.NumberClass;
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

/** Anna calls Ben, and Ben passes her on to a number outside, by the account's trunks and at its cost. */
class PassingOnOutsideSpec {

    private static final String C = "c1";
    private static final String REFER = "rf-c1";
    private static final String NUMBER = "0891234567";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    Draft.like(Rows.account())
                            .with("country", "DE")
                            .with("defaultCidNumber", "4930100")
                            .row(),
                    Draft.like(UserRow.user("ben").row())
                            .with("allowPstnBlindTransfer", true)
                            .row(),
                    Draft.like(Rows.trunk())
                            .with("proxy", "carrier.example:5070")
                            .row(),
                    Rows.route("route_1", Rows.trunk().id()).row());

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    @Test
    void a_trunk_is_rung_for_who_is_passed_on_and_then_they_talk() {
        leading(NUMBER);
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.onBehalfOf()).isEqualTo("a");
        assertThat(invite.proxied()).isFalse();
        assertThat(invite.targets())
                .extracting(Target::contact)
                .extracting(it -> it.uri())
                .containsExactly("sip:49891234567@carrier.example:5070");
        assertThat(brain.events(NumberDialled.class))
                .containsExactly(new NumberDialled(C, NUMBER, "49891234567", NumberClass.NATIONAL));
        assertThat(brain.events(CallAdmitted.class)).hasSize(1);

        brain.when(facts.answered(C, "b2"));

        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "a"), new LegRef(C, "b2")));
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred(C, "b1", "a", NUMBER, null));

        brain.given(facts.joined(C, "tk-x", List.of(new LegRef(C, "a"), new LegRef(C, "b2"))));
        brain.when(facts.hungUp(C, "b2"));

        Cdr cdr = brain.events(CallEnded.class).getFirst().cdr();
        assertThat(cdr.trunkId()).isEqualTo(Rows.trunk().id());
        assertThat(cdr.dialledNumber()).isEqualTo("49891234567");
        assertThat(cdr.transfers()).isEqualTo(1);
    }

    @Test
    void a_number_that_is_busy_brings_the_caller_back() {
        leading(NUMBER);
        brain.when(facts.failed(C, "b2", 486));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer(C, "b1", REFER, 486, true));
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::then)
                .containsExactly(Then.TALKS);
    }

    @Test
    void what_no_route_takes_or_nobody_may_dial_is_refused_before_anything_is_done() {
        assertThat(refused("nobody")).isEqualTo(new AnswerRefer(C, "b1", REFER, 404, "routing.not-a-number"));
        assertThat(refused("09001234567")).isEqualTo(new AnswerRefer(C, "b1", REFER, 403, "routing.class-forbidden"));
        brain.given(Rows.route("route_1", Rows.trunk().id())
                .with("prefixes", List.of("1"))
                .row());
        assertThat(refused(NUMBER)).isEqualTo(new AnswerRefer(C, "b1", REFER, 404, "routing.no-route"));
    }

    @Test
    void who_may_not_pass_on_to_a_number_outside_may_to_an_emergency_number() {
        brain.given(UserRow.user("ben").row());
        assertThat(refused(NUMBER)).isEqualTo(new AnswerRefer(C, "b1", REFER, 403, "transfer.outside-not-allowed"));

        leading("112");

        assertThat(brain.events(EmergencyDialled.class)).hasSize(1);
    }

    @Test
    void a_number_of_the_account_itself_is_inside_however_it_is_written() {
        brain.given(
                UserRow.user("ben").row(),
                UserRow.user("cleo").row(),
                Rows.device("cleo"),
                Rows.did("49305550", DestKind.USER, "us_cleo"));
        brain.given(phones.registers("cleo"));
        leading("030 5550");
        assertThat(brain.events(NumberDialled.class)).isEmpty();
        assertThat(brain.events(LegsRung.class))
                .extracting(it -> it.legs().getFirst().party())
                .containsExactly(new Party.Device("us_cleo", "dev_cleo"));
    }

    private void leading(String target) {
        brain.given(facts.refers(C, "b1", target), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
    }

    private AnswerRefer refused(String target) {
        brain.when(facts.refers(C, "b1", target));
        assertThat(brain.events(TransferRefused.class)).hasSize(1);
        return brain.commands(AnswerRefer.class).getFirst();
    }

    private String talk() {
        return brain.state().call(C).orElseThrow().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }
}
