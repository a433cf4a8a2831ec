package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the interface is asked about messages and greetings of a mailbox, with the key of its account. */
record AskingAboutMailboxes(DescribedApi api, String key) {
    void all(String id) throws Exception {
        assertThat(api.granted(key, "GET /v1/voicemails/live", "")
                        .path("rows")
                        .path(0)
                        .path("new_messages")
                        .asInt(-1))
                .isZero();
        api.granted(key, "GET /v1/voicemails/{id}/messages", "", id);
        String message = "/v1/voicemails/{id}/messages/{message}";
        for (String operation : List.of(
                "GET " + message + "/audio", "GET " + message + "/link", "PATCH " + message, "DELETE " + message)) {
            // The mailbox is there; what nobody has left is not.
            assertThat(api.refused(404, key, operation, "{'status': 'heard'}", id, "msg-1")
                            .path("detail")
                            .asText())
                    .contains("msg-1");
            api.answered().add(operation);
        }
        api.refused(422, key, "PATCH " + message, "{'status': 'lost'}", id, "msg-1");
        greetings(id);
    }

    private void greetings(String mailbox) throws Exception {
        JsonNode all = api.granted(key, "GET /v1/voicemails/{id}/greetings", "", mailbox);
        assertThat(all.findValuesAsText("kind")).containsExactly("unavailable", "busy", "temporary", "name");
        assertThat(all.findValuesAsText("source")).containsOnly("system");
        String greeting = "/v1/voicemails/{id}/greetings/{greeting}";
        for (String operation : List.of("GET " + greeting + "/audio", "DELETE " + greeting)) {
            assertThat(api.refused(404, key, operation, "", mailbox, "busy")
                            .path("detail")
                            .asText())
                    .contains("busy greeting");
            api.refused(404, key, operation, "", mailbox, "rude");
            api.answered().add(operation);
        }
    }
}
