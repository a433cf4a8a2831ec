package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowsOverHttpTest extends ConfigurationOverHttp {

    private static final String MENU = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}},"
            + " {'id': 'm', 'data': {'kind': 'menu', 'maxDigits': 1}},"
            + " {'id': 'b', 'data': {'kind': 'hangup', 'cause': 'bye'}}],"
            + " 'edges': [{'source': 'a', 'target': 'm'},"
            + " {'source': 'm', 'sourceHandle': 'digit:1', 'target': 'b'}]}";

    @Test
    void a_flow_goes_from_draft_to_versions() throws Exception {
        String key = key(account("Acme", ""), "config");
        String graph = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}}, {'id': 'b', 'data': {'kind': 'hangup'}}],"
                + " 'edges': [{'source': 'a', 'target': 'b'}]}";
        String flow = send(key, "POST", "/v1/flows", "{'name': 'F', 'draft': " + graph + "}")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        var published = send(key, "POST", flow + "/publish", "");

        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        assertThat(json(published).path("published_version").asInt()).isEqualTo(1);
        assertThat(json(send(key, "GET", flow + "/versions", "")).path("count").asInt())
                .isEqualTo(1);
        assertThat(json(send(key, "GET", flow + "/versions/1", ""))
                        .at("/graph/nodes/1/id")
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void a_call_is_tried_and_a_version_has_a_message() throws Exception {
        String key = key(account("Acme", ""), "config");
        String graph = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}},"
                + " {'id': 'm', 'data': {'kind': 'menu', 'maxDigits': 1}},"
                + " {'id': 'b', 'data': {'kind': 'hangup', 'cause': 'bye'}}],"
                + " 'edges': [{'source': 'a', 'target': 'm'},"
                + " {'source': 'm', 'sourceHandle': 'digit:1', 'target': 'b'}]}";
        String test = "{'name': 'one', 'at': '2026-11-30T09:00', 'inputs': [{'keys': '1'}], 'expect_detail': 'bye'}";
        String flow = send(key, "POST", "/v1/flows", "{'name': 'F', 'draft': " + graph + ", 'tests': [" + test + "]}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        send(key, "POST", flow + "/publish", "{'message': 'first'}");

        var tried = json(send(key, "POST", flow + "/simulate", "{'inputs': [{'keys': '1'}]}"));
        assertThat(tried.at("/path").toString()).isEqualTo("[\"a\",\"m\",\"b\"]");
        assertThat(tried.at("/story/end/detail").asText()).isEqualTo("bye");
        assertThat(tried.at("/why").findValuesAsText("sentence")).anyMatch(it -> it.contains("node m"));
        assertThat(json(send(key, "POST", flow + "/simulate", "{'version': 1.5}"))
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("version");
        assertThat(json(send(key, "GET", flow + "/versions/1", ""))
                        .at("/message")
                        .asText())
                .isEqualTo("first");
    }

    @Test
    void a_test_that_fails_stands_in_the_way_of_publishing() throws Exception {
        String key = key(account("Acme", ""), "config");
        String flow = tested(key);
        send(key, "POST", flow + "/publish", "");
        send(key, "PATCH", flow, "{'draft': " + MENU.replace("'bye'", "'gone'") + "}");
        assertThat(json(send(key, "POST", flow + "/test", ""))
                        .at("/rows/0/differences/0")
                        .asText())
                .isEqualTo("expected bye, but it was gone at node b");
        var refused = send(key, "POST", flow + "/publish", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/field").asText())
                .as(refused.body())
                .isEqualTo("tests[one]");
        assertThat(send(key, "POST", flow + "/publish", "{'force': 'the new word is right'}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(key, "POST", flow + "/versions/1/restore", "").statusCode())
                .isEqualTo(200);
        assertThat(json(send(key, "GET", flow + "/versions", "")).path("rows").findValuesAsText("version"))
                .containsExactly("3", "2", "1");
        assertThat(send(key, "POST", flow + "/versions/9/restore", "").statusCode())
                .isEqualTo(404);
    }

    /** A flow with a test. */
    private String tested(String key) throws Exception {
        String test = "{'name': 'one', 'at': '2026-11-30T09:00', 'inputs': [{'keys': '1'}], 'expect_detail': 'bye'}";
        return send(key, "POST", "/v1/flows", "{'name': 'F', 'draft': " + MENU + ", 'tests': [" + test + "]}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }
}
