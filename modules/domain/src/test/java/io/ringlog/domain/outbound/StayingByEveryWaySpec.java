package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStayed;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallFact.NumbersLookedUp;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RingLeg;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 49891234567 is a number of another account, and nobody dials it: forwards, groups, transfers and REST lead there. */
class StayingByEveryWaySpec {

    private static final String C = "c1";
    private static final String NUMBER = "49891234567";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut().given(Rows.domain()).knowing(NUMBER);

    @BeforeEach
    void no_route_takes_it() {
        brain.given(
                Rows.route("route_1", "tr_1").with("prefixes", List.of("1")).row(),
                Rows.did("4930700", DestKind.FORWARD, "fwd_1"),
                Rows.did("4930600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1")
                        .members(new Member("us_ben", 0, 0, null), new Member(null, 1, 0, null, "fwd_1"))
                        .row(),
                new Forward("fwd_1", Rows.ACCOUNT, "them", "089 1234567", CidRule.CALLER, Forward.Confirm.NEVER));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private void comesIn(String number) {
        brain.when(facts.inviteFromTrunk(C, "tr_1", "4940111", number));
    }

    private List<Target> looped() {
        return brain.commands(InviteParty.class).stream()
                .flatMap(it -> it.targets().stream())
                .filter(it -> it.loop() != null)
                .toList();
    }

    private void staysOnThePlatform(String correlation) {
        assertThat(looped()).extracting(Target::loop).containsExactly(new Loop(correlation, 1));
        assertThat(brain.commands(InviteParty.class)).noneMatch(InviteParty::proxied);
        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::onNet)
                .containsExactly(true);
    }

    @Test
    void a_forward_of_a_number() {
        comesIn("4930700");

        staysOnThePlatform(C);
        assertThat(brain.commands(RingLeg.class)).containsExactly(new RingLeg(C, "a"));
        assertThat(Objects.requireNonNull(looped().getFirst().shown()).fromUser())
                .isEqualTo("4940111");
    }

    @Test
    void a_forward_of_a_user() {
        brain.given(UserRow.user("ben").forwardAlways(DestKind.FORWARD, "fwd_1").row());
        brain.when(phones.calls(C, "anna", "ben"));
        staysOnThePlatform(C);
    }

    @Test
    void a_member_of_a_group_that_rings_beside_its_users() {
        comesIn("4930600");

        staysOnThePlatform(C);
        assertThat(brain.commands(InviteParty.class).getFirst().targets()).hasSize(2);
    }

    @Test
    void a_member_of_a_group_that_takes_the_call_counts_among_those_that_leave() {
        comesIn("4930600");

        brain.when(facts.answered(C, looped().getFirst().legId()));

        assertThat(brain.events(LegConnected.class))
                .extracting(LegConnected::party)
                .containsExactly(new Party.Number(NUMBER));
        assertThat(brain.state().holders(Scopes.account(Direction.OUTBOUND))).containsExactly(C);
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class).getFirst().cdr())
                .extracting(Cdr::numberClass, Cdr::dialled, Cdr::dialledNumber)
                .containsExactly(NumberClass.NATIONAL, "089 1234567", NUMBER);
    }

    @Test
    void a_user_of_a_group_who_takes_the_call_keeps_it_inside() {
        comesIn("4930600");

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.state().holders(Scopes.account(Direction.OUTBOUND))).isEmpty();
        assertThat(brain.events(CallStayed.class).getFirst().scopes()).contains(Scopes.account(Direction.OUTBOUND));
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class).getFirst().cdr())
                .extracting(Cdr::numberClass, Cdr::dialled)
                .containsOnlyNulls();
    }

    @Test
    void a_transfer_by_a_phone_and_over_rest() {
        brain.given(Draft.like(UserRow.user("ben").row())
                .with("allowPstnBlindTransfer", true)
                .row());
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        String talk =
                ((Leg.InTalk) brain.state().call(C).orElseThrow().leg("b1").orElseThrow()).talkId();
        brain.given(new TransferRequested("r1", "api", C, "b1", new TransferTo.Dialled("089 1234567"), "key:1"));
        brain.given(facts.takenOver(C, "a", "b1"));

        brain.when(facts.split(C, talk));

        staysOnThePlatform(C);
        assertThat(brain.when(facts.failed(C, "b2", 486)).events(TransferFailed.class))
                .hasSize(1);
        brain.when(Draft.like(facts.refers(C, "b1", "089 1234567"))
                .with("numbersHere", List.of(NUMBER))
                .row());
        assertThat(brain.events(TransferFailed.class)).isEmpty();
    }

    @Test
    void a_call_that_is_asked_for_over_rest() {
        brain.when(new CallAsked("r1", "api", "anna", "089 1234567", null, null, "key:1"));
        String call = brain.state().calls().stream()
                .map(it -> it.callId())
                .findFirst()
                .orElseThrow();
        brain.when(facts.answered(call, "b1"));
        staysOnThePlatform(call);
    }

    @Test
    void a_number_that_is_nobodys_here_goes_out_by_a_route_or_not_at_all() {
        brain.given(new Forward("fwd_1", Rows.ACCOUNT, "other", "089 7654321", CidRule.CALLER, Forward.Confirm.NEVER));
        comesIn("4930700");
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.no-route");
    }

    @Test
    void an_account_that_does_not_want_it_looks_nothing_up() {
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("onNet", false)
                .row());
        comesIn("4930700");
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.no-route");
    }

    @Test
    void an_answer_that_comes_when_the_call_has_gone_on_is_nobodys() {
        comesIn("4930700");
        NumberUse dial = new NumberUse.Dial("089 1234567", null, null, false);
        NumberUse group = new NumberUse.Group("rg_1");

        brain.when(
                new NumbersLookedUp(facts.stamp(), C, List.of(NUMBER), 0, dial),
                new NumbersLookedUp(facts.stamp(), C, List.of(NUMBER), 0, group),
                new NumbersLookedUp(facts.stamp(), "gone", List.of(NUMBER), 0, group));

        assertThat(brain.outgoing()).isEmpty();
    }

    private void aRouteTakesIt() {
        brain.given(
                Rows.route("route_1", "tr_1").with("prefixes", List.of("49")).row());
        brain.lookingUpSlowly();
    }

    private void wentOutUnasked() {
        assertThat(looped()).isEmpty();
        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::onNet)
                .containsOnlyNulls();
        assertThat(brain.reasons(NumberDialled.class).getFirst().alternatives())
                .contains(new Because.Alternative("another account", "no edge has said in time whose number it is"));
        assertThat(brain.timers()).doesNotContainKey("numbers/c1");
    }

    @Test
    void a_call_goes_on_by_a_route_when_no_edge_says_whose_the_number_is() {
        aRouteTakesIt();
        comesIn("4930700");
        assertThat(brain.commands(InviteParty.class)).isEmpty();

        brain.whenPassed(Duration.ofSeconds(2));

        wentOutUnasked();
        brain.when(new NumbersLookedUp(
                facts.stamp(), C, List.of(NUMBER), 0, new NumberUse.Dial("089 1234567", null, null, false)));
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void a_group_rings_all_by_a_route_when_no_edge_says_whose_a_number_is() {
        aRouteTakesIt();
        comesIn("4930600");

        brain.whenPassed(Duration.ofSeconds(2));

        wentOutUnasked();
        assertThat(brain.commands(InviteParty.class).getFirst().targets()).hasSize(2);
    }

    @Test
    void without_a_route_the_caller_is_told_so() {
        brain.lookingUpSlowly();
        comesIn("4930700");

        brain.whenPassed(Duration.ofSeconds(2));

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.no-route");
        assertThat(brain.timers()).doesNotContainKey("numbers/c1");
    }

    @Test
    void nobody_waits_on_for_an_answer_that_has_come_or_for_a_call_that_is_over() {
        comesIn("4930700");
        assertThat(brain.timers()).doesNotContainKey("numbers/c1");
        aRouteTakesIt();
        brain.when(facts.inviteFromTrunk("c2", "tr_1", "4940111", "4930700"));
        brain.given(facts.cancelled("c2"));

        brain.whenFires("numbers/c2");

        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void a_call_that_has_rung_somebody_since_waits_no_more() {
        aRouteTakesIt();
        comesIn("4930700");
        CallState call = brain.state().call(C).orElseThrow();
        brain.given(call.rung(new RingAttempt.Purpose.Direct("us_ben"), List.of(), brain.now()));

        brain.whenFires("numbers/c1");

        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void a_group_that_is_removed_meanwhile_takes_nobody() {
        brain.given(Rows.mailbox("vm_1").row(), Rows.did("4930800", DestKind.VOICEMAIL, "vm_1"));
        comesIn("4930800");

        brain.when(new NumbersLookedUp(facts.stamp(), C, List.of(), 0, new NumberUse.Group("rg_9")));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("routing.target-missing");
    }
}
