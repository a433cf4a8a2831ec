package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegHeld;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.NumbersLookedUp;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.Shown;
import io.ringlog.testkit.phone.RtpPeer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice calls a number of another account: the edge calls itself, and both calls are its own. */
class CallingAnotherAccountSpec {

    private static final String NUMBER = EdgeRig.ELSEWHERE;

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        alice = rig.phone("alice");
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private record Both(PeerCall alice, String here, InviteReceived there) {}

    private Both called() {
        PeerCall call = alice.call(EdgeRig.uri(NUMBER));
        InviteReceived here = rig.log.await(InviteReceived.class);
        assertThat(here.numbersHere()).containsExactly(NUMBER);
        Contact contact = new Contact("sip:" + NUMBER + "@acme.test", "edge1", "udp", null, "", 0, false, null);
        Shown shown = new Shown("4930100", "Alice", "acme.test", null, false, null);
        Target target = new Target("b1", contact, shown, new Loop(here.callId(), 1));
        rig.log.command(new Command.RingLeg(here.callId(), "a"));
        rig.log.command(new InviteParty(here.callId(), null, false, List.of(target), EdgeRig.SHOWN));
        return new Both(call, here.callId(), rig.log.await(InviteReceived.class));
    }

    @Test
    void it_comes_in_as_a_call_of_the_other_account() {
        Both both = called();

        InviteReceived there = both.there();
        assertThat(there.callId()).isNotEqualTo(both.here());
        assertThat(there.requestUser()).isEqualTo(NUMBER);
        assertThat(there.fromUser()).isEqualTo("4930100");
        assertThat(there.auth()).isNull();
        assertThat(there.trunkId()).isNull();
        assertThat(there.loop()).isEqualTo(new Loop(both.here(), 1));
    }

    @Test
    void both_are_answered_and_the_end_of_the_one_is_the_end_of_the_other_from_either_side() {
        for (boolean byTheOther : new boolean[] {true, false}) {
            Both both = called();
            String there = both.there().callId();
            rig.log.command(new Command.AnswerLeg(there, "a"));
            assertThat(rig.log.await(LegAnswered.class).callId()).isEqualTo(there);
            assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("b1");
            rig.log.command(new Command.AnswerLeg(both.here(), "a"));
            both.alice().awaitAnswered();
            rig.log.await(LegAnswered.class);

            if (byTheOther) {
                rig.hangUp(there, "a");
                rig.hangUp(both.here(), "a");
            } else {
                rig.hangUp(both.here(), "a", "b1");
            }
            assertThat(List.of(
                            rig.log.await(LegEnded.class).callId(),
                            rig.log.await(LegEnded.class).callId(),
                            rig.log.await(LegEnded.class).callId()))
                    .contains(there, both.here());
            rig.awaitNoCalls();
        }
    }

    @Test
    void which_numbers_are_of_other_accounts_is_looked_up() {
        alice.call(EdgeRig.uri("ben"));
        String call = rig.log.await(InviteReceived.class).callId();
        NumberUse use = new NumberUse.Group("rg_1");

        rig.log.command(new Command.LookUpNumbers(call, List.of(NUMBER, "4930000"), 2, use));

        assertThat(rig.log.await(NumbersLookedUp.class))
                .extracting(NumbersLookedUp::here, NumbersLookedUp::rings, NumbersLookedUp::use)
                .containsExactly(List.of(NUMBER), 2, use);
    }

    @Test
    void they_are_looked_up_for_a_call_too_that_has_rung_nobody_yet() {
        NumberUse use = new NumberUse.Room("conf_1", NUMBER);
        rig.log.command(new Command.LookUpNumbers("call-1", List.of(NUMBER, "4930000"), 0, use));
        assertThat(rig.log.await(NumbersLookedUp.class))
                .extracting(NumbersLookedUp::callId, NumbersLookedUp::here, NumbersLookedUp::use)
                .containsExactly("call-1", List.of(NUMBER), use);
    }

    @Test
    void a_key_and_a_hold_here_are_heard_there() throws Exception {
        RtpPeer phone = RtpPeer.open(InetAddress.getLoopbackAddress(), 440);
        alice.speaking(phone);
        Both both = called();
        String there = both.there().callId();
        rig.log.command(new Command.AnswerLeg(there, "a"));
        rig.log.await(LegAnswered.class);
        rig.log.await(LegAnswered.class);
        rig.log.command(new Command.AnswerLeg(both.here(), "a"));
        both.alice().awaitAnswered();
        rig.log.await(LegAnswered.class);
        rig.log.command(new Command.JoinLegs(
                both.here(), "tk_1", List.of(new LegRef(both.here(), "a"), new LegRef(both.here(), "b1"))));
        rig.log.await(LegsJoined.class);
        rig.log.command(new Command.Gather(there, "a", "ga_1", List.of(), 1, 1, "", 5_000, 1_000, true, null, null));

        phone.press('5');

        assertThat(rig.log.await(DigitsGathered.class))
                .extracting(DigitsGathered::callId, DigitsGathered::digits)
                .containsExactly(there, "5");
        both.alice().hold();
        assertThat(rig.log.await(LegHeld.class))
                .extracting(LegHeld::callId, LegHeld::legId, LegHeld::held)
                .containsExactly(both.here(), "a", true);
        both.alice().resume();
        assertThat(rig.log.await(LegHeld.class).held()).isFalse();
        phone.close();
    }

    @Test
    void what_the_other_refuses_with_is_told() {
        Both both = called();

        rig.log.command(new Command.RefuseCall(both.there().callId(), 486, "Busy Here", null, "routing.busy", null));

        assertThat(rig.log.await(LegFailed.class))
                .extracting(LegFailed::callId, LegFailed::legId, LegFailed::status)
                .containsExactly(both.here(), "b1", 486);
    }
}
