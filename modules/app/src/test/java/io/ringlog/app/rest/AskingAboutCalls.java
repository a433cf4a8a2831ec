package io.ringlog.app.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.app.node.RunningNode;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Source;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import java.time.Instant;
import java.util.List;

/** What the interface is asked about calls, over, wished for and live, with the key of their account. */
record AskingAboutCalls(DescribedApi api, RunningNode node, String key) {
    void all(String account, String trunk) throws Exception {
        call(account, trunk);
        live();
    }

    private void call(String account, String trunk) throws Exception {
        var invite = new InviteReceived(
                new EdgeStamp("edge-1", 1, 1, Instant.EPOCH),
                "call_1",
                "12025550199",
                "acme.example",
                "12025550100",
                "carrier.example",
                null,
                null,
                trunk,
                account,
                new Source("127.0.0.1", 5060, "udp", null, false),
                "sip-call-1",
                null,
                List.of("PCMU"));
        try (var journal =
                new JournalWriter(KafkaClients.plain(node.address("kafka")).journalProducer("test-edge"), 10)) {
            journal.write(JournalWriter.Entry.of(account, invite)).join();
        }
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() ->
                        api.granted(key, "GET /v1/calls/{id}", "", "call_1").has("cdr"));
        api.granted(key, "GET /v1/calls/{id}/events", "", "call_1");
        assertThat(api.granted(key, "GET /v1/calls/{id}/why", "", "call_1")
                        .path("rows")
                        .isEmpty())
                .isFalse();
        wishesOfWhatIsOver();
    }

    private void wishesOfWhatIsOver() throws Exception {
        api.refused(404, key, "POST /v1/calls/{id}/hangup", "", "call_1");
        api.answered().add("POST /v1/calls/{id}/hangup");
        // No phone of theirs is registered.
        api.refused(409, key, "POST /v1/calls", "{'from': '1001', 'to': '1002'}");
        api.answered().add("POST /v1/calls");
        for (String verb : List.of("hold", "resume")) {
            api.refused(404, key, "POST /v1/calls/{id}/" + verb, "{'leg': 'b1'}", "call_1");
            api.answered().add("POST /v1/calls/{id}/" + verb);
        }
        String passedOn = "{'leg': 'b1', 'mode': 'blind', 'to': {'number': '1001'}}";
        api.refused(404, key, "POST /v1/calls/{id}/transfer", passedOn, "call_1");
        api.answered().add("POST /v1/calls/{id}/transfer");
        api.refused(404, key, "POST /v1/calls/{id}/park", "{'leg': 'b1'}", "call_1");
        api.answered().add("POST /v1/calls/{id}/park");
    }

    private void live() throws Exception {
        api.granted(key, "GET /v1/calls", "");
        api.granted(key, "GET /v1/calls/live", "");
        api.granted(key, "GET /v1/queues/live", "");
        api.granted(key, "GET /v1/registrations", "");
        assertThat(api.granted(key, "GET /v1/trunks/live", "").path("rows").findValuesAsText("name"))
                .contains("Carrier");
        JsonNode scopes = api.granted(key, "GET /v1/cac", "").path("rows");
        assertThat(scopes.path(1).path("limit").asInt()).isEqualTo(5);
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() ->
                        api.granted("", "GET /health/ready", "").path("ready").asBoolean());
    }
}
