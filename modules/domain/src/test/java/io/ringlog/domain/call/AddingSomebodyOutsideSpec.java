package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent.AddAsked;
import io.ringlog.domain.journal.CallEvent.AddFailed;
import io.ringlog.domain.journal.CallEvent.AddRefused;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.EmergencyDialled;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallEvent.PartyAdded;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna talks with Ben, and a number outside is asked in: it leaves the account as her calls do. */
class AddingSomebodyOutsideSpec {

    private static final String C = "c1";
    private static final String NUMBER = "089 1234567";
    private static final String E164 = "49891234567";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("outCidNumber", "4930111")
                .row());
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    private static AddRequested adds(String legId, String number) {
        return new AddRequested("req-1", "api-1", C, legId, new TransferTo.Dialled(number), "key_1");
    }

    private String talk() {
        return brain.state().call(C).orElseThrow().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElseThrow();
    }

    private String replied() {
        return ((Reply) brain.effects().getLast()).code();
    }

    private void rings() {
        brain.given(adds("a", NUMBER));
        brain.when(facts.takenOver(C, "a", "b1"));
    }

    private void all_three_talk() {
        rings();
        brain.given(facts.answered(C, "b2"), facts.joined(C, talk(), three()));
    }

    private static List<LegRef> three() {
        return List.of(new LegRef(C, "a"), new LegRef(C, "b1"), new LegRef(C, "b2"));
    }

    private List<String> leaving() {
        return List.copyOf(brain.state().holders(Scopes.account(Direction.OUTBOUND)));
    }

    @Test
    void a_trunk_is_rung_while_the_two_talk_and_shown_whose_call_it_is() {
        brain.when(adds("a", NUMBER));
        assertThat(brain.events(AddAsked.class)).containsExactly(new AddAsked(C, "a", null, NUMBER));

        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(brain.events(NumberDialled.class))
                .containsExactly(new NumberDialled(C, NUMBER, E164, NumberClass.NATIONAL));
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.proxied()).isFalse();
        Target target = invite.targets().getFirst();
        assertThat(target.contact().uri()).isEqualTo("sip:" + E164 + "@tr-1.example:5070");
        assertThat(Objects.requireNonNull(target.shown()).asserted()).isEqualTo("+4930111");
        assertThat(replied()).isEqualTo("call.adding");
        assertThat(leaving()).containsExactly(C);
    }

    @Test
    void who_answers_outside_comes_into_the_talk_and_is_a_leg_of_the_cdr() {
        rings();
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(JoinLegs.class)).containsExactly(new JoinLegs(C, talk(), three()));
        brain.when(facts.joined(C, talk(), three()));
        assertThat(brain.events(PartyAdded.class)).containsExactly(new PartyAdded(C, "a", "b2"));

        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(LegLeft.class)).extracting(LegLeft::legId).containsExactly("a");
        assertThat(brain.state().holders(Scopes.trunk("tr_1"))).isNotEmpty();
        brain.when(facts.hungUp(C, "b2"));

        Cdr cdr = brain.events(CallEnded.class).getFirst().cdr();
        assertThat(cdr.trunkId()).isEqualTo("tr_1");
        assertThat(cdr.dialledNumber()).isEqualTo(E164);
        assertThat(Objects.requireNonNull(cdr.outsideLegs()))
                .extracting(it -> it.legId())
                .containsExactly("b2");
        assertThat(brain.state().holders(Scopes.trunk("tr_1"))).isEmpty();
    }

    @Test
    void a_caller_from_outside_is_not_shown_in_place_of_who_asks() {
        brain.given(facts.hungUp(C, "a"));
        brain.given(Rows.did("4930600", DestKind.USER, "us_anna"));
        brain.given(facts.inviteFromTrunk("c2", "tr_1", "4940111", "4930600"), facts.answered("c2", "b1"));
        brain.given(new AddRequested("r", "api", "c2", "b1", new TransferTo.Dialled(NUMBER), "key_1"));

        brain.when(facts.takenOver("c2", "a", "b1"));

        Target target = brain.commands(InviteParty.class).getFirst().targets().getFirst();
        assertThat(Objects.requireNonNull(target.shown()))
                .extracting(it -> it.asserted(), it -> it.diverted())
                .containsExactly("+4930111", null);
    }

    @Test
    void a_trunk_that_cannot_is_followed_by_the_next_and_after_the_last_the_two_talk_on() {
        rings();
        brain.when(facts.failed(C, "b2", 503));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        assertThat(brain.events(AddFailed.class)).isEmpty();

        brain.when(facts.failed(C, "b3", 503));

        assertThat(brain.events(AddFailed.class))
                .containsExactly(new AddFailed(C, "a", null, NUMBER, "routing.trunks-failed"));
        assertThat(brain.state().talk(talk()).orElseThrow().legs()).hasSize(2);
        assertThat(leaving()).isEmpty();
        brain.when(facts.hungUp(C, "a"));
        Cdr cdr = brain.events(CallEnded.class).getFirst().cdr();
        assertThat(cdr.trunkId()).isNull();
        assertThat(cdr.outsideLegs()).isNullOrEmpty();
    }

    @Test
    void what_is_said_of_the_number_is_why_nobody_came() {
        assertThat(failsWith(486)).isEqualTo("routing.busy");
        assertThat(failsWith(404)).isEqualTo("routing.number-refused");
        assertThat(failsWith(603)).isEqualTo("routing.declined");
        rings();
        brain.whenPassed(Duration.ofMinutes(3));
        assertThat(brain.events(AddFailed.class)).extracting(AddFailed::code).contains("routing.no-answer");
    }

    private String failsWith(int status) {
        brain.given(adds("a", NUMBER));
        if (brain.state().call(C).orElseThrow().ringing().isEmpty()) {
            brain.given(facts.takenOver(C, "a", "b1"));
        }
        String leg = brain.state().call(C).orElseThrow().ringing().getFirst().id();
        brain.when(facts.failed(C, leg, status));
        return brain.events(AddFailed.class).getFirst().code();
    }

    @Test
    void what_a_user_may_not_dial_they_do_not_ask_in() {
        assertThat(refusal(adds("a", "09001234567"))).isEqualTo("routing.class-forbidden");
        assertThat(refusal(adds("a", "no number"))).isEqualTo("routing.not-a-number");
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("allowedClasses", List.of(NumberClass.LOCAL))
                .row());
        assertThat(refusal(adds("a", NUMBER))).isEqualTo("routing.class-forbidden");
        assertThat(refusal(adds("b1", "0900 1"))).isEqualTo("routing.class-forbidden");
        brain.when(adds("b1", NUMBER));
        assertThat(brain.events(AddAsked.class)).hasSize(1);
    }

    private String refusal(AddRequested asked) {
        brain.when(asked);
        assertThat(brain.events(AddRefused.class)).extracting(AddRefused::code).containsExactly(replied());
        return replied();
    }

    @Test
    void on_behalf_of_somebody_outside_only_help_is_asked_in() {
        all_three_talk();
        assertThat(refusal(adds("b2", "089 7654321"))).isEqualTo("talk.outside-by-users");

        brain.when(adds("b2", "112"));

        assertThat(brain.events(EmergencyDialled.class)).hasSize(1);
        assertThat(replied()).isEqualTo("call.adding");
    }

    @Test
    void a_ceiling_of_calls_that_leave_holds_for_third_parties() {
        brain.given(
                Draft.like(Rows.account(null, 0, null)).with("country", "DE").row());
        rings();
        assertThat(brain.events(AddFailed.class)).extracting(AddFailed::code).containsExactly("admission.account-full");
        assertThat(brain.commands(InviteParty.class)).isEmpty();
    }

    @Test
    void full_trunks_ring_nobody_and_who_asked_hears_it() {
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("onNet", false)
                .row());
        brain.given(
                Phones.trunk("tr_1").with("maxChannels", 0).row(),
                Phones.trunk("tr_2").with("maxChannels", 0).row());
        rings();
        assertThat(replied()).isEqualTo("admission.trunk-full");
        assertThat(brain.events(AddFailed.class)).extracting(AddFailed::code).containsExactly("admission.trunk-full");
        assertThat(leaving()).isEmpty();
    }

    @Test
    void a_number_that_may_no_longer_be_dialled_when_its_turn_comes_is_told_at_once() {
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("onNet", false)
                .row());
        brain.given(adds("a", NUMBER));
        brain.given(Rows.route("route_1", "tr_1").with("prefixes", List.of("1")).row());

        brain.when(facts.takenOver(C, "a", "b1"));

        assertThat(replied()).isEqualTo("routing.no-route");
        assertThat(brain.events(AddFailed.class)).extracting(AddFailed::code).containsExactly("routing.no-route");
        assertThat(brain.state().call(C).orElseThrow().addition()).isNull();
    }

    @Test
    void a_number_of_another_account_stays_on_the_platform() {
        brain.knowing(E164);
        rings();
        assertThat(brain.commands(InviteParty.class).getFirst().targets())
                .extracting(it -> it.loop() != null)
                .containsExactly(true);
        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::onNet)
                .containsExactly(true);
    }

    @Test
    void while_a_number_is_looked_up_nobody_else_is_asked_in_and_an_answer_too_late_is_nobodys() {
        brain.lookingUpSlowly();
        rings();
        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(refusal(adds("b1", NUMBER))).isEqualTo("call.being-added-to");

        brain.whenPassed(Duration.ofSeconds(3));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        assertThat(brain.lookedUp().commands(InviteParty.class)).isEmpty();
    }

    @Test
    void a_number_that_is_looked_up_for_a_call_that_ends_meanwhile_is_not_rung() {
        brain.lookingUpSlowly();
        rings();
        brain.given(facts.hungUp(C, "b1"));
        assertThat(brain.lookedUp().commands(InviteParty.class)).isEmpty();
        assertThat(brain.whenPassed(Duration.ofMinutes(5)).commands(InviteParty.class))
                .isEmpty();
    }

    @Test
    void who_answers_when_the_first_of_a_talk_has_gone_joins_those_that_are_left() {
        all_three_talk();
        brain.given(adds("b1", "089 7654321"));
        String leg = brain.state().call(C).orElseThrow().ringing().getFirst().id();
        brain.given(facts.hungUp(C, "a"));

        brain.when(facts.answered(C, leg));

        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "b1"), new LegRef(C, "b2"), new LegRef(C, leg)));
        brain.given(facts.joined(C, talk(), List.of(new LegRef(C, "b1"), new LegRef(C, "b2"), new LegRef(C, leg))));
        assertThat(brain.state().call(C).orElseThrow().addition()).isNull();
    }

    @Test
    void the_last_inside_who_goes_leaves_two_outside_together_until_one_of_them_goes() {
        all_three_talk();
        brain.given(adds("a", "089 7654321"));
        String leg = brain.state().call(C).orElseThrow().ringing().getFirst().id();
        brain.given(facts.answered(C, leg));
        brain.given(
                facts.joined(C, talk(), List.of(three().get(0), three().get(1), three().get(2), new LegRef(C, leg))));

        brain.when(facts.hungUp(C, "a"), facts.hungUp(C, "b1"));
        assertThat(brain.events(CallEnded.class)).isEmpty();
        brain.when(facts.hungUp(C, leg));

        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b2"));
        assertThat(Objects.requireNonNull(
                        brain.events(CallEnded.class).getFirst().cdr().outsideLegs()))
                .hasSize(2);
    }

    @Test
    void an_ended_call_cancels_whom_it_rings_outside() {
        rings();
        brain.when(facts.ended(C, "a", CallFact.EndedBy.PARTY_GONE));
        assertThat(brain.commands(CancelLegs.class)).hasSize(1);
        assertThat(brain.state().holders(Scopes.trunk("tr_1"))).isEmpty();
    }
}
