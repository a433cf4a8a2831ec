package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.CallerAnswered;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.RingLeg;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a phone dials is a number of another account: the call comes back to the platform as a call of that one. */
class StayingOnThePlatformSpec {

    private static final String C = "c1";
    private static final String NUMBER = "49891234567";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut().given(Rows.domain());

    private static InviteReceived meaning(InviteReceived it, String... numbersHere) {
        return Draft.like(it).with("numbersHere", List.of(numbersHere)).row();
    }

    private static InviteReceived looped(InviteReceived it, Loop loop) {
        return Draft.like(it).with("loop", loop).row();
    }

    private void dial(String number) {
        brain.when(meaning(phones.calls(C, "anna", number), "4989999999", NUMBER));
    }

    private Target target() {
        return brain.commands(InviteParty.class).getFirst().targets().getFirst();
    }

    /** Nobody proves anything and no trunk brings it: the edge alone knows where it comes from. */
    private InviteReceived fromNobody() {
        return Draft.like(facts.inviteFromTrunk(C, "tr_1", "4940111", "4930700"))
                .with("trunkId", null)
                .with("trunkAccountId", null)
                .row();
    }

    private void comesIn(Loop loop) {
        brain.given(Rows.did("4930700", DestKind.USER, "us_ben")).given(phones.registers("ben"));
        brain.when(looped(fromNobody(), loop));
    }

    private Cdr cdr() {
        return brain.events(CallEnded.class).getFirst().cdr();
    }

    @Test
    void it_goes_to_the_edge_itself_by_no_trunk() {
        dial("089 1234567");

        assertThat(target().loop()).isEqualTo(new Loop(C, 1));
        assertThat(target().contact().uri()).isEqualTo("sip:" + NUMBER + "@on-net.invalid");
        assertThat(Objects.requireNonNull(target().shown()).fromUser()).isEqualTo("4930100");
        assertThat(brain.commands(InviteParty.class).getFirst().proxied()).isFalse();
        assertThat(brain.commands()).startsWith(new RingLeg(C, "a"));
        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::number)
                .containsExactly(NUMBER);
        assertThat(brain.reasons(NumberDialled.class).getFirst().inputs()).containsEntry("on_net", "true");
    }

    @Test
    void whoever_answers_there_is_joined_with_the_caller() {
        dial("089 1234567");

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.events(CallerAnswered.class)).hasSize(1);
        assertThat(brain.commands(JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(C, "a"), new LegRef(C, "b1"));
        brain.when(facts.hungUp(C, "b1"));
        assertThat(cdr())
                .extracting(Cdr::dialledNumber, Cdr::trunkId, Cdr::routeId, Cdr::correlationId)
                .containsExactly(NUMBER, null, null, C);
    }

    @Test
    void who_does_not_want_to_be_shown_is_not() {
        SipUser anna = UserRow.user("anna").row();
        brain.given(Draft.like(anna)
                .with("outAnonymous", true)
                .with("outCidNumber", "4930101")
                .row());

        dial("089 1234567");

        assertThat(target().shown())
                .extracting(it -> it.fromUser(), it -> it.name(), it -> it.asserted(), it -> it.isPrivate())
                .containsExactly(null, null, null, true);
    }

    @Test
    void what_is_said_there_is_what_the_caller_hears() {
        dial("089 1234567");

        brain.when(facts.failed(C, "b1", 486));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(486, "routing.busy"));
    }

    @Test
    void another_number_one_that_is_forbidden_and_an_account_that_does_not_want_it_go_as_ever() {
        dial("089 7654321");
        assertThat(target().loop()).isNull();
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("onNet", false)
                .row());
        brain.when(meaning(phones.calls("c2", "anna", "089 1234567"), NUMBER));
        assertThat(target().loop()).isNull();
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("allowedClasses", List.of())
                .row());
        brain.when(meaning(phones.calls("c3", "anna", "089 1234567"), NUMBER));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.class-forbidden");
    }

    @Test
    void the_other_account_takes_it_as_a_call_from_outside_with_the_same_correlation_id() {
        comesIn(new Loop("c0", 1));

        CallStarted started = brain.events(CallStarted.class).getFirst();
        assertThat(started.direction()).isEqualTo(Direction.INBOUND);
        assertThat(started.correlationId()).isEqualTo("c0");
        assertThat(started.caller()).isEqualTo(new Party.Number("4940111"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void a_call_leaves_only_so_many_accounts() {
        brain.when(looped(meaning(phones.calls(C, "anna", "089 1234567"), NUMBER), new Loop("c0", 4)));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(482, "routing.too-many-hops"));
    }

    @Test
    void nobody_claims_to_come_from_another_account_without_being_let_in() {
        brain.given(Rows.did("4930700", DestKind.USER, "us_ben"));
        brain.when(Draft.like(fromNobody()).with("correlationId", "c0").row());
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(403);
    }

    @Test
    void what_comes_from_another_account_is_rung_for_by_the_platform_itself() {
        comesIn(new Loop("c0", 1));

        assertThat(brain.commands(InviteParty.class).getFirst().proxied()).isFalse();
        brain.when(facts.answered(C, "b1"));
        assertThat(brain.events(CallerAnswered.class)).hasSize(1);
        brain.when(facts.hungUp(C, "a"));
        assertThat(cdr())
                .extracting(Cdr::direction, Cdr::correlationId, Cdr::fromNum)
                .containsExactly(Direction.INBOUND, "c0", "4940111");
    }
}
