package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that go dead, and connections that devices are reached over. */
class WatchingLinesSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder, config -> {
            EdgeConfig.Media quick = new EdgeConfig.Media("127.0.0.1", "127.0.0.1", 0, 0, 1, Duration.ofMillis(300));
            return new EdgeConfig(
                    config.edge(),
                    config.dataFolder(),
                    config.sip(),
                    quick,
                    config.prompts(),
                    config.recordings(),
                    config.key(),
                    config.voice(),
                    EdgeRig.waits(Duration.ofSeconds(4), Duration.ofSeconds(5)),
                    config.limits());
        });
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void a_caller_that_sends_nothing_any_more_is_gone() {
        Talk talk = rig.answered(rig.phone("alice"));

        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("moh"), true, null));

        LegEnded ended = rig.log.await(LegEnded.class);
        assertThat(ended.by()).isEqualTo(EndedBy.MEDIA_SILENCE);
        assertThat(talk.caller().awaitEnded().header("Reason")).contains("media.silent");
    }

    @Test
    void a_caller_that_never_sends_anything_is_gone_though_nothing_is_played_to_it() {
        Talk talk = rig.answered(rig.phone("alice"));

        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.MEDIA_SILENCE);
        talk.caller().awaitEnded();
    }

    @Test
    void a_proxied_call_in_which_nobody_speaks_is_over() {
        Talk talk = rig.proxied(rig.phone("alice"), rig.phone("bob"));

        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.MEDIA_SILENCE);
        talk.caller().awaitEnded();
        talk.called().awaitEnded();
    }

    @Test
    void a_call_on_hold_goes_on_while_its_parties_say_that_they_are_there() {
        Talk talk = rig.proxied(rig.phone("alice"), rig.phone("bob"));
        talk.caller().hold();

        rig.awaitCount("legs.probed", 4);

        assertThat(talk.caller().isEnded()).isFalse();
    }

    @Test
    void a_call_on_hold_ends_when_a_party_is_no_longer_there() {
        Talk talk = rig.proxied(rig.phone("alice"), rig.phone("bob").behaving(new Forgetful()));
        talk.caller().hold();

        LegEnded ended = rig.log.await(LegEnded.class);

        assertThat(ended.by()).isEqualTo(EndedBy.PARTY_GONE);
        assertThat(ended.legId()).isEqualTo("b1");
        talk.caller().awaitEnded();
        rig.awaitNoCalls();
        rig.awaitCount("legs.gone", 1);
    }

    /** Answers calls, and then knows of none. */
    private static final class Forgetful implements PeerManner {
        @Override
        public void invited(PeerCall call) {
            call.answer();
        }

        @Override
        public int asked(String method) {
            return 481;
        }
    }

    @Test
    void a_device_behind_a_connection_is_rung_over_it() {
        SipPeer bob = rig.tcpPhone("bob");
        CompletableFuture<SipText> registered = CompletableFuture.supplyAsync(bob::register);
        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(new AnswerRegister(asked.requestId(), 200, "OK", List.of()));
        registered.join();
        PeerCall call = rig.phone("alice").call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();

        rig.log.command(new Command.InviteParty(callId, "a", true, List.of(over(asked, "edge1", bob)), EdgeRig.SHOWN));

        assertThat(asked.source().flowId()).isNotNull();
        assertThat(call.awaitAnswered().status()).isEqualTo(200);
    }

    @Test
    void a_connection_of_another_edge_cannot_be_used_here() {
        SipPeer bob = rig.tcpPhone("bob");
        CompletableFuture<SipText> registered = CompletableFuture.supplyAsync(bob::register);
        RegisterReceived asked = rig.log.await(RegisterReceived.class);
        rig.log.command(new AnswerRegister(asked.requestId(), 200, "OK", List.of()));
        registered.join();
        rig.phone("alice").call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();

        rig.log.command(new Command.InviteParty(callId, "a", true, List.of(over(asked, "edge2", bob)), EdgeRig.SHOWN));

        LegFailed failed = rig.log.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(430);
        assertThat(failed.reason()).contains("edge2");
    }

    private static Target over(RegisterReceived asked, String edge, SipPeer phone) {
        return new Target(
                "b1",
                new Contact(
                        phone.contactUri(),
                        edge,
                        "tcp",
                        asked.source().flowId(),
                        asked.source().ip(),
                        asked.source().port(),
                        false,
                        null));
    }
}
