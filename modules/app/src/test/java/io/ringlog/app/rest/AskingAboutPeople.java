package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.secret.LogInLinks;
import java.nio.file.Path;

/** What is asked about people, and what people ask about themselves. */
record AskingAboutPeople(DescribedApi api, String platform, String key, String stranger, Path folder) {

    private static final String PATH = "/v1/people";
    private static final String PASSWORD = "correct-horse-battery";

    void all() throws Exception {
        first();
        rows();
    }

    /** Without a key the client has the session alone. */
    private void first() throws Exception {
        assertThat(api.granted("", "GET /v1/first-person", "").path("wanted").asBoolean())
                .isTrue();
        String root = "{'email': 'root@ringlog.example', 'name': 'Root', 'password': '" + PASSWORD + "'}";
        api.token(api.granted(platform, "POST /v1/first-person", root)
                .path("csrf_token")
                .asText());
        api.granted("", "GET /v1/session", "");
        String change = "{'password': '" + PASSWORD + "', 'new_password': 'battery-horse-correct'}";
        api.granted("", "POST /v1/session/password", change);
        String logIn = "{'email': 'root@ringlog.example', 'password': 'battery-horse-correct'}";
        api.token(api.granted("", "POST /v1/session", logIn).path("csrf_token").asText());
        api.granted("", "DELETE /v1/session", "");
        api.token(api.granted("", "POST /v1/session/link", "{'link': '" + link("root@ringlog.example") + "'}")
                .path("csrf_token")
                .asText());
        api.granted("", "DELETE /v1/session", "");
        api.refused(401, "", "GET /v1/session", "");
    }

    /** As the platform's own machine makes it. */
    private String link(String email) {
        var config = ConfigSources.defaults().with("node.data=" + folder).read();
        try (var store = ConfigRole.open(folder, config)) {
            return new LogInLinks(store.database(), store.clock()).create(email).orElseThrow();
        }
    }

    private void rows() throws Exception {
        String id = api.granted(
                        key, "POST " + PATH, "{'email': 'ann@acme.example', 'name': 'Ann', 'role': 'account_admin'}")
                .path("id")
                .asText();
        api.granted(key, "GET " + PATH, "");
        JsonNode read = api.granted(key, "GET " + PATH + "/{id}", "", id);
        api.granted(key, "PATCH " + PATH + "/{id}", "{}", id);
        api.granted(key, "PUT " + PATH + "/{id}", read.toString(), id);
        api.granted(key, "GET " + PATH + "/{id}/sessions", "", id);
        api.granted(key, "DELETE " + PATH + "/{id}/sessions", "", id);
        api.refused(404, stranger, "GET " + PATH + "/{id}", "", id);
        api.refused(404, stranger, "GET " + PATH + "/{id}/sessions", "", id);
        api.refused(404, stranger, "DELETE " + PATH + "/{id}", "", id);
        api.granted(key, "DELETE " + PATH + "/{id}", "", id);
    }
}
