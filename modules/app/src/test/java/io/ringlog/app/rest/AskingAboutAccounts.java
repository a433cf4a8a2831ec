package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What is asked about the account itself and its keys, and what moves to another account. */
record AskingAboutAccounts(DescribedApi api, String platform, String key, String owner) {

    void all() throws Exception {
        account();
        keys();
    }

    void moves() throws Exception {
        String heir = api.granted(platform, "POST /v1/accounts", "{'name': 'Heir'}")
                .path("id")
                .asText();
        for (var one : Map.of(
                        "/v1/dids", "{'e164': '12025550177'}",
                        "/v1/numbers", "{'e164': '12025550178'}",
                        "/v1/trunks", "{'name': 'Moving', 'direction': 'inbound', 'inbound_ips': ['198.51.100.0/24']}",
                        "/v1/security/allow", "{'network': '203.0.113.64/28'}")
                .entrySet()) {
            String create = "POST " + one.getKey() + "?account_id=" + owner;
            String id = api.granted(platform, create, one.getValue()).path("id").asText();
            String move = "POST " + one.getKey() + "/{id}/move?account_id=" + owner;
            assertThat(api.granted(platform, move, "{'account_id': '" + heir + "'}", id)
                            .path("account_id")
                            .asText())
                    .isEqualTo(heir);
        }
    }

    private void account() throws Exception {
        api.granted(key, "GET /v1/account", "");
        api.granted(key, "GET /v1/accounts", "");
        ObjectNode read = (ObjectNode) api.granted(key, "GET /v1/accounts/{id}", "", owner);
        api.granted(key, "PATCH /v1/accounts/{id}", "{}", owner);
        api.refused(422, platform, "POST /v1/accounts", "{'name': 'Child', 'parent_id': '" + owner + "'}");
        api.granted(platform, "PUT /v1/accounts/{id}", read.put("max_in", 5).toString(), owner);
    }

    private void keys() throws Exception {
        String id = api.granted(key, "POST /v1/keys", "{'name': 'more', 'scopes': ['cdr']}")
                .path("id")
                .asText();
        api.granted(key, "GET /v1/keys", "");
        api.granted(key, "DELETE /v1/keys/{id}", "", id);
        api.granted(key, "GET /v1/whoami", "");
        api.granted("", "GET /health/live", "");
        api.granted("", "GET /v1/openapi.json", "");
        api.granted("", "GET /v1/asyncapi.json", "");
    }
}
