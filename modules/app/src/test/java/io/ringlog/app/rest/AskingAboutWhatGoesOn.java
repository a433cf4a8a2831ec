package io.ringlog.app.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.app.rest.Strangers.Asked;
import java.net.http.HttpResponse;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What is asked about calls in progress, members of a conference, messages and recordings, which all are there. */
record AskingAboutWhatGoesOn(
        DescribedApi api, String platform, String key, String owner, AnsweringEdge edge, Deque<String[]> made) {

    private static final String FLOW = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}},"
            + " {'id': 'b', 'data': {'kind': 'record', 'variable': 'said'}},"
            + " {'id': 'c', 'data': {'kind': 'hangup'}}],"
            + " 'edges': [{'source': 'a', 'target': 'b'}, {'source': 'b', 'target': 'c'}]}";

    /** Nobody presses a key. */
    private static final String MENU = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}},"
            + " {'id': 'b', 'data': {'kind': 'menu', 'promptAudioId': 'welcome', 'maxDigits': 1, 'timeoutSec': 600}}],"
            + " 'edges': [{'source': 'a', 'target': 'b'}]}";

    void all(String trunk) throws Exception {
        var numbers = Map.of(
                "call_menu", number("12025550131", "flow", flow("Menu", MENU)),
                "call_room", number("12025550132", "conference", id("/v1/conferences", "{'name': 'Open'}")),
                "call_message", number("12025550133", "voicemail", id("/v1/voicemails", "{'name': 'Left'}")),
                "call_flow", number("12025550134", "flow", flow("Claims", FLOW)));
        // Until the brain has read the rows it knows no such number.
        numbers.forEach((call, number) -> edge.called(owner, trunk, call, number));
        await().atMost(60, SECONDS).until(() -> list("/v1/calls/live").size() == 2);
        atMenu("call_menu");
        inRoom("call_room");
        message();
        recording();
    }

    void undo() throws Exception {
        while (!made.isEmpty()) {
            String[] last = made.pop();
            api.granted(key, "DELETE " + last[0] + "/{id}", "", last[1]);
        }
    }

    private void atMenu(String call) throws Exception {
        for (String verb : List.of("hold", "resume", "park")) {
            reaches("POST /v1/calls/{id}/" + verb, "{'leg': 'a'}", call);
        }
        reaches("POST /v1/calls/{id}/transfer", "{'leg': 'a', 'mode': 'blind', 'to': {'number': '1001'}}", call);
        reaches("POST /v1/calls/{id}/add", "{'leg': 'a', 'to': {'number': '1001'}}", call);
        reaches("POST /v1/calls/{id}/supervise", "{'user': '1001', 'mode': 'listen'}", call);
        reaches("POST /v1/calls/{id}/recording", "{'act': 'start'}", call);
        reaches("POST /v1/calls/{id}/pull", "{'user': '1001'}", call);
        reaches("POST /v1/calls/{id}/prioritise", "{'priority': 5}", call);
        reaches("POST /v1/calls/{id}/move", "{'queue': 'Support'}", call);
        api.granted(key, "POST /v1/calls/{id}/hangup", "", call);
    }

    private void inRoom(String call) throws Exception {
        String room = "/v1/conferences/{id}/";
        await().atMost(60, SECONDS)
                .until(() -> !api.granted(key, "GET " + room + "members", "", "Open")
                        .path("rows")
                        .isEmpty());
        for (String verb : List.of("lock", "unlock")) {
            api.granted(key, "POST " + room + verb, "", "Open");
        }
        for (String verb : List.of("mute", "unmute", "kick")) {
            api.granted(key, "POST " + room + "members/{call}/" + verb, "", "Open", call);
        }
        reaches("POST " + room + "end", "", "Open");
    }

    private void message() throws Exception {
        String path = "/v1/voicemails/{id}/messages";
        await().atMost(60, SECONDS)
                .until(() -> !api.granted(key, "GET " + path, "", "Left")
                        .path("rows")
                        .isEmpty());
        String id = api.granted(key, "GET " + path, "", "Left")
                .at("/rows/0/message_id")
                .asText();
        reaches("GET " + path + "/{message}/audio", "", "Left", id);
        api.granted(key, "GET " + path + "/{message}/link", "", "Left", id);
        api.granted(key, "PATCH " + path + "/{message}", "{'status': 'heard'}", "Left", id);
        api.granted(key, "DELETE " + path + "/{message}", "", "Left", id);
    }

    private void recording() throws Exception {
        await().atMost(60, SECONDS).until(() -> !list("/v1/recordings").isEmpty());
        String id = list("/v1/recordings").path(0).path("recording_id").asText();
        reaches("GET /v1/recordings/{id}/audio", "", id);
        api.granted(key, "GET /v1/recordings/{id}/link", "", id);
        api.granted(key, "DELETE /v1/recordings/{id}", "", id);
    }

    /** It is there, whatever is answered. */
    private void reaches(String operation, String body, String... values) throws Exception {
        HttpResponse<String> answer = api.watched(key, new Asked(operation, body, List.of(values)));
        assertThat(answer.statusCode())
                .as("%s %s: %s", operation, List.of(values), answer.body())
                .isNotEqualTo(404)
                .isLessThan(500);
    }

    private JsonNode list(String path) throws Exception {
        return api.granted(key, "GET " + path, "").path("rows");
    }

    private String number(String e164, String kind, String id) throws Exception {
        String body = "{'e164': '" + e164 + "', 'dest_kind': '" + kind + "', 'dest_id': '" + id + "'}";
        String did = api.granted(platform, "POST /v1/dids?account_id=" + owner, body)
                .path("id")
                .asText();
        made.push(new String[] {"/v1/dids", did});
        return e164;
    }

    private String flow(String name, String graph) throws Exception {
        String id = id("/v1/flows", "{'name': '" + name + "', 'draft': " + graph + "}");
        api.granted(key, "POST /v1/flows/{id}/publish", "", id);
        return id;
    }

    private String id(String path, String body) throws Exception {
        String id = api.granted(key, "POST " + path, body).path("id").asText();
        made.push(new String[] {path, id});
        return id;
    }
}
