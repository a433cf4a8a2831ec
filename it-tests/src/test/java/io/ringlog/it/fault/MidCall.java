package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.wire.KafkaClients;
import java.time.Duration;

/** What must hold soon after recovery, while people still talk: the log, the views and the phones agree. */
final class MidCall {
    private final KafkaClients clients;
    private final PlatformApi api;

    MidCall(KafkaClients clients, PlatformApi api) {
        this.clients = clients;
        this.api = api;
    }

    /** Callers rest while this looks; returns how many calls and talking agents there were. */
    String holds(CallLoad load) {
        return holds(load, 0);
    }

    /** As above, with calls that are none of the load's. */
    String holds(CallLoad load, int others) {
        load.pause();
        try {
            await("log, views and phones agree in mid-call")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> agree(load, others));
            return load.held() + " live calls = leases = calls on phones, agents in call " + load.heldByAgents();
        } finally {
            load.resume();
        }
    }

    private void agree(CallLoad load, int others) {
        Granules now = Granules.committed(clients);
        assertThat(now.leases()).as("open leases = live calls").isEqualTo(now.calls());
        assertThat(now.agentsInCall())
                .as("agents in call = agents with a live leg")
                .isEqualTo(now.agentsWithALeg());
        assertThat(api.liveCalls()).as("live calls of the api").isEqualTo(now.calls());
        assertThat(api.agentsInCall()).as("agents in call of the api").isEqualTo(now.agentsInCall());
        assertThat(api.open("account.in") + api.open("account.internal"))
                .as("calls counted against the limits")
                .isEqualTo(now.calls().size());
        assertThat(now.calls())
                .as("live calls of the log = calls the callers hold")
                .hasSize(load.held() + others);
        assertThat(now.agentsInCall())
                .as("agents in call of the log = calls the agents hold")
                .hasSize(load.heldByAgents());
    }
}
