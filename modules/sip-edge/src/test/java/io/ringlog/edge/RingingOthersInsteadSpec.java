package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CallTakenOver;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phones that were told to stop ring no more: as many others ring at once, whatever the first make of it. */
class RingingOthersInsteadSpec {

    private static final EdgeConfig.Limits LIMITS = EdgeConfig.Limits.standard();

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer deaf;
    private SipPeer last;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        alice = rig.phone("alice");
        deaf = rig.phone("deaf").behaving(PeerManner.silent());
        last = rig.phone("last");
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private List<Target> deaf(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> rig.target(prefix + n, deaf))
                .toList();
    }

    /** As many as may ring, of which the last one answers. */
    private List<Target> lastAnswers(String prefix) {
        List<Target> targets = new ArrayList<>(deaf(prefix, Obstacle.MOST_RUNG - 1));
        targets.add(rig.target(prefix + Obstacle.MOST_RUNG, last));
        return targets;
    }

    private void pass(String callId, List<Target> targets) {
        rig.log.command(new Command.InviteParty(callId, "a", true, targets, EdgeRig.SHOWN));
    }

    private void dial(String callId, List<Target> targets) {
        rig.log.command(new Command.InviteParty(callId, "a", false, targets, EdgeRig.SHOWN));
    }

    private static List<String> ids(List<Target> targets) {
        return targets.stream().map(Target::legId).toList();
    }

    private void cancel(String callId, List<Target> targets) {
        rig.log.command(new Command.CancelLegs(callId, ids(targets), "call.no-answer"));
    }

    private void allRangUpTo(String legId) {
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals(legId));
        assertThat(rig.log.all(CommandFailed.class)).isEmpty();
    }

    @Test
    void in_a_call_that_is_passed_on() {
        PeerCall call = alice.call(EdgeRig.uri("sales"));
        String callId = rig.log.await(InviteReceived.class).callId();
        List<Target> before = deaf("b", Obstacle.MOST_RUNG);

        pass(callId, before);
        cancel(callId, before);
        pass(callId, lastAnswers("c"));

        allRangUpTo("c" + Obstacle.MOST_RUNG);
        call.awaitAnswered();
    }

    @Test
    void in_a_call_that_the_platform_has_answered() {
        Talk talk = rig.answered(alice);
        List<Target> before = deaf("b", Obstacle.MOST_RUNG);

        dial(talk.callId(), before);
        cancel(talk.callId(), before);
        dial(talk.callId(), lastAnswers("c"));

        allRangUpTo("c" + Obstacle.MOST_RUNG);
    }

    @Test
    void in_place_of_those_that_are_hung_up() {
        Talk talk = rig.answered(alice);
        List<Target> before = deaf("b", Obstacle.MOST_RUNG);

        dial(talk.callId(), before);
        rig.hangUp(talk.callId(), ids(before).toArray(String[]::new));
        dial(talk.callId(), lastAnswers("c"));

        allRangUpTo("c" + Obstacle.MOST_RUNG);
    }

    @Test
    void in_place_of_those_that_stopped_because_one_of_them_was_answered() {
        PeerCall call = alice.call(EdgeRig.uri("sales"));
        String callId = rig.log.await(InviteReceived.class).callId();
        pass(callId, lastAnswers("b"));
        call.awaitAnswered();
        rig.log.await(LegAnswered.class);
        last.awaitIncoming().awaitAcknowledged();
        rig.log.command(new Command.TakeOver(callId, "tk-1"));
        rig.log.await(CallTakenOver.class);

        dial(callId, lastAnswers("c"));

        allRangUpTo("c" + Obstacle.MOST_RUNG);
    }

    @Test
    void in_place_of_those_that_stopped_because_the_platform_answered() {
        PeerCall call = alice.call(EdgeRig.uri("sales"));
        String callId = rig.log.await(InviteReceived.class).callId();
        pass(callId, deaf("b", Obstacle.MOST_RUNG));
        rig.log.command(new Command.AnswerLeg(callId, "a"));

        dial(callId, lastAnswers("c"));

        allRangUpTo("c" + Obstacle.MOST_RUNG);
        call.awaitAnswered();
    }

    @Test
    void those_that_never_say_that_they_have_stopped_are_not_piled_up() {
        Talk talk = rig.answered(alice);
        int most = LIMITS.keptLegsPerCall();
        int atOnce = LIMITS.legsPerCall() - 1;
        List<Target> all = deaf("b", most + 5);

        for (int from = 0; from < all.size(); from += atOnce) {
            List<Target> next = all.subList(from, Math.min(from + atOnce, all.size()));
            dial(talk.callId(), next);
            cancel(talk.callId(), next);
        }

        // The caller's leg is one of them.
        for (int beyond = most; beyond <= all.size(); beyond++) {
            CommandFailed failed = rig.log.await(CommandFailed.class);
            assertThat(failed.legId()).isEqualTo("b" + beyond);
            assertThat(failed.reason()).isEqualTo("call.too-many-legs");
        }
    }
}
