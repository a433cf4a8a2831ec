package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CallTakenOver;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.ReferReceived;
import io.ringlog.domain.journal.CallFact.TalkSplit;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone passes on whom it talks to: what the log hears of it, and what it has the edge do. */
class PassingPartiesOnSpec {
    private static final String TALK = "tk-1";

    @TempDir
    Path folder;

    private EdgeRig rig;
    private RtpEar earOfAlice;
    private RtpEar earOfCarol;
    private SipPeer alice;
    private SipPeer bob;
    private SipPeer carol;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        earOfAlice = rig.ear(440);
        earOfCarol = rig.ear(1200);
        alice = rig.phone("alice").speaking(earOfAlice);
        bob = rig.phone("bob").speaking(rig.ear(700));
        carol = rig.phone("carol").speaking(earOfCarol);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static CompletableFuture<SipText> refer(PeerCall party, String to) {
        SipText refer = party.nextInside("REFER")
                .with("Contact", "<" + party.peer().contactUri() + ">")
                .with("Refer-To", to);
        return CompletableFuture.supplyAsync(() -> party.peer().request(refer));
    }

    @Test
    void who_is_passed_on_talks_with_whom_the_log_rings_for_them() {
        Talk talk = rig.proxied(alice, bob);
        CompletableFuture<SipText> answer = refer(talk.called(), "<sip:carol@127.0.0.1:" + rig.edge.sipPort() + ">");
        ReferReceived asked = rig.log.await(ReferReceived.class);
        assertThat(asked.legId()).isEqualTo("b1");
        assertThat(asked.toUser()).isEqualTo("carol");
        assertThat(asked.toDomain()).isEqualTo(EdgeRig.DOMAIN);
        rig.log.command(new Command.TakeOver(talk.callId(), TALK));
        rig.log.await(CallTakenOver.class);
        rig.log.command(new Command.AnswerRefer(talk.callId(), "b1", asked.referId(), 202, null));
        rig.log.command(new Command.NotifyRefer(talk.callId(), "b1", asked.referId(), 100, false));
        assertThat(answer.join().status()).isEqualTo(202);
        rig.log.command(new Command.SplitTalk(talk.callId(), TALK));
        rig.log.await(TalkSplit.class);

        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("b2", carol)), EdgeRig.SHOWN));
        assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("b2");
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b2"));
        rig.log.await(LegsJoined.class);
        rig.log.command(new Command.NotifyRefer(talk.callId(), "b1", asked.referId(), 200, true));
        rig.hangUp(talk.callId(), "b1");

        talk.called().awaitEnded();
        assertThat(rig.log.await(LegEnded.class).legId()).isEqualTo("b1");
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfCarol)).isTrue();
    }

    @Test
    void a_party_that_was_called_goes_on_without_the_caller() {
        Talk talk = rig.proxied(alice, bob);
        rig.log.command(new Command.TakeOver(talk.callId(), TALK));
        rig.log.await(CallTakenOver.class);
        talk.caller().hangUp();
        assertThat(rig.log.await(LegEnded.class).legId()).isEqualTo("a");

        rig.log.command(
                new Command.InviteParty(talk.callId(), "b1", false, List.of(rig.target("b2", carol)), EdgeRig.SHOWN));

        assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("b2");
        rig.log.command(EdgeRig.join(talk.callId(), "b1", "b2"));
        assertThat(rig.log.await(LegsJoined.class).legs())
                .containsExactly(new LegRef(talk.callId(), "b1"), new LegRef(talk.callId(), "b2"));
    }

    @Test
    void replaces_names_the_leg_of_who_asks_in_the_other_call() {
        Talk first = rig.proxied(alice, bob);
        Talk second = rig.proxied(bob, carol);
        SipText answered = second.caller().awaitAnswered();
        String names = second.caller().callId().replace("@", "%40") + "%3Bto-tag%3D" + tag(answered.header("To"))
                + "%3Bfrom-tag%3D" + tag(answered.header("From"));

        refer(first.called(), "<sip:carol@192.0.2.9?Replaces=" + names + ">");

        assertThat(rig.log.await(ReferReceived.class).replaced()).isEqualTo(new LegRef(second.callId(), "a"));
    }

    private static String tag(String party) {
        return party.substring(party.indexOf(";tag=") + 5);
    }
}
