package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent.TalkJoined;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alice has the platform bring her to the main line: her phone rings, she presses her way and waits for Carol. */
@NeedsClient(
        value = {"baresip", "espeak-ng"},
        from = {"baresip-core", "espeak-ng"})
@ExtendWith(OnPlatform.class)
class AskingForAFlowIT {

    private final Platform platform;

    AskingForAFlowIT(Platform platform) {
        this.platform = platform;
    }

    private Baresip phone(Workplace here, String user, String password, double hz) {
        return Baresip.start(here.inside(user), user, password, hz, platform.sip())
                .registered();
    }

    @Test
    void who_asked_for_a_call_walks_a_flow_and_waits_in_its_queue(Workplace here) {
        try (var carol = phone(here, "carol", "carol-answers-callers", 1_300);
                var alice = phone(here, "alice", "alice-speaks-clearly", 500)) {
            platform.rest().awaitContact("alice");
            platform.rest().agent("carol", "login");
            String call = platform.rest().call("alice", "31201110001", "main-line");
            alice.talks();
            alice.hasHeard(Duration.ofMillis(500));
            alice.press('5');
            platform.log()
                    .await(
                            NodeLeft.class,
                            it -> it.callId().equals(call) && it.outcome().equals("digit:5"));
            platform.log().await(CallerQueued.class, it -> it.callId().equals(call));
            platform.rest().agent("carol", "available");
            carol.talks();
            platform.log().await(TalkJoined.class, it -> it.callId().equals(call));
            carol.hasHeard(Duration.ofSeconds(1));
            carol.hangUp();
            alice.isAlone();

            var ended = platform.log().ended(call);
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(ended.cdr().agentId()).isNotNull();
            assertThat(ended.cdr().flowId()).isNotNull();
        } finally {
            platform.rest().agent("carol", "logout");
        }
        platform.log().await(AgentStateChanged.class, it -> it.status() == Status.OFFLINE);
        platform.holdsNothing();
    }
}
