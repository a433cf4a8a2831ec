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
                List.of("PCMU"),
                null,
                null,
                null,
                null,
                null,
                null);
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
        refuses(404, "POST /v1/calls/{id}/hangup", "", "call_1");
        // No phone of theirs is registered.
        refuses(409, "POST /v1/calls", "{'from': '1001', 'to': '1002'}");
        refuses(409, "POST /v1/call-backs", "{'from': '1001', 'to': '1002'}");
        assertThat(api.granted(key, "GET /v1/call-backs", "").path("rows")).isEmpty();
        refuses(404, "DELETE /v1/call-backs/{id}", "", "1001");
        callbacks();
        for (String verb : List.of("hold", "resume", "park")) {
            refuses(404, "POST /v1/calls/{id}/" + verb, "{'leg': 'b1'}", "call_1");
        }
        String passedOn = "{'leg': 'b1', 'mode': 'blind', 'to': {'number': '1001'}}";
        refuses(404, "POST /v1/calls/{id}/transfer", passedOn, "call_1");
        refuses(404, "POST /v1/calls/{id}/add", "{'leg': 'b1', 'to': {'number': '1001'}}", "call_1");
        recordings();
    }

    private void callbacks() throws Exception {
        String path = "/v1/queues/{id}/callbacks";
        String kept = api.granted(key, "POST " + path, "{'number': '1001', 'priority': 2}", "Support")
                .path("id")
                .asText();
        assertThat(kept).startsWith("pl_");
        refuses(409, "POST " + path, "{'number': '1001'}", "Support");
        api.granted(key, "GET " + path, "", "Support");
        api.granted(key, "DELETE " + path + "/{callback}", "", "Support", kept);
        refuses(404, "DELETE " + path + "/{callback}", "", "Support", kept);
        figures();
    }

    private void figures() throws Exception {
        assertThat(api.granted(key, "GET /v1/queues/{id}/figures", "", "Support")
                        .path("intervals"))
                .isNotEmpty();
        assertThat(api.granted(key, "GET /v1/agents/{id}/figures", "", "1001").path("intervals"))
                .isNotEmpty();
        refuses(409, "POST /v1/agents/disposition", "{'user_id': '1001', 'note': 'nothing yet'}");
        refuses(404, "GET /v1/queues/{id}/figures", "", "Nowhere");
        refuses(404, "GET /v1/agents/{id}/figures", "", "nobody");
    }

    private void recordings() throws Exception {
        refuses(404, "POST /v1/calls/{id}/supervise", "{'user': '1001', 'mode': 'listen'}", "call_1");
        refuses(404, "POST /v1/calls/{id}/prioritise", "{'priority': 5}", "call_1");
        refuses(404, "POST /v1/calls/{id}/move", "{'queue': 'Support'}", "call_1");
        refuses(404, "POST /v1/calls/{id}/pull", "{'user': '1001'}", "call_1");
        refuses(404, "POST /v1/calls/{id}/recording", "{'act': 'start'}", "call_1");
        assertThat(api.granted(key, "GET /v1/recordings", "").path("rows")).isEmpty();
        refuses(404, "GET /v1/recordings/{id}/audio", "", "rec-none");
        refuses(404, "GET /v1/recordings/{id}/link", "", "rec-none");
        refuses(404, "DELETE /v1/recordings/{id}", "", "rec-none");
        // What is heard by a link is no JSON, and shown in LinkingToSoundsTest.
        String link = "GET /sounds/{account}/{name}";
        api.refused(404, "", link, "", "acc_1", "c1.rec_1.wav");
        api.answered().add(link);
    }

    /** Nobody is in it, and that is seen. */
    private void emptyConference(String id) throws Exception {
        String room = "/v1/conferences/{id}/";
        assertThat(api.granted(key, "GET " + room + "members", "", id).path("rows"))
                .isEmpty();
        api.refused(404, key, "GET " + room + "members", "", "conf_none");
        for (String verb : List.of("lock", "unlock", "end")) {
            refuses(409, "POST " + room + verb, "", id);
        }
        for (String verb : List.of("mute", "unmute", "kick")) {
            refuses(404, "POST " + room + "members/{call}/" + verb, "", id, "call_none");
        }
        refuses(404, "POST " + room + "end", "", "conf_none");
    }

    private void refuses(int status, String operation, String body, String... values) throws Exception {
        api.refused(status, key, operation, body, values);
        api.answered().add(operation);
    }

    private void live() throws Exception {
        emptyConference("Standup");
        api.granted(key, "GET /v1/calls", "");
        api.granted(key, "GET /v1/calls/live", "");
        api.granted(key, "GET /v1/queues/live", "");
        api.granted(key, "GET /v1/registrations", "");
        assertThat(api.granted(key, "GET /v1/trunks/live", "").path("rows").findValuesAsText("name"))
                .contains("Carrier");
        JsonNode scopes = api.granted(key, "GET /v1/cac", "").path("rows");
        assertThat(scopes.path(1).path("limit").asInt()).isEqualTo(5);
        api.refused(409, key, "POST /v1/cac/reset", "{'reason': 'test', 'scope': 'limit:lim_none'}");
        api.answered().add("POST /v1/cac/reset");
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() ->
                        api.granted("", "GET /health/ready", "").path("ready").asBoolean());
    }
}
