package io.ringlog.app.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

/** What is asked about networks that are banned, those that never are, fraud rules, and phones of strangers. */
record AskingAboutSecurity(DescribedApi api, String platform, String key, String owner) {

    void all() throws Exception {
        allowed();
        bans();
        fraud();
        phones();
    }

    /** What a phone gets is no JSON, and shown in SettingUpPhonesTest. */
    private void phones() throws Exception {
        String device = api.granted(key, "GET /v1/devices", "")
                .path("rows")
                .path(0)
                .path("id")
                .asText();
        String wanted = "{'model': 'snom', 'server': 'sip.acme.example'}";
        api.granted(key, "POST /v1/devices/{id}/provisioning", wanted, device);
        String fetch = "GET /provision/{token}/{file}";
        api.refused(404, "", fetch, "", "nobody", "phone.xml");
        api.answered().add(fetch);
    }

    private void allowed() throws Exception {
        String path = "/v1/security/allow";
        String network = "{'network': '203.0.113.0/28', 'note': 'monitors'}";
        String id = api.granted(platform, "POST " + path + "?account_id=" + owner, network)
                .path("id")
                .asText();
        api.granted(key, "GET " + path, "");
        JsonNode read = api.granted(key, "GET " + path + "/{id}", "", id);
        api.granted(key, "PATCH " + path + "/{id}", "{}", id);
        api.granted(key, "PUT " + path + "/{id}", read.toString(), id);
        api.granted(key, "DELETE " + path + "/{id}", "", id);
    }

    /** None of its calls is stopped, and that is seen. */
    private void fraud() throws Exception {
        String path = "/v1/fraud-rules";
        String rule = "{'name': 'Abroad', 'watch': 'minutes', 'classes': ['international'], 'block_at': 60}";
        String id = api.granted(key, "POST " + path, rule).path("id").asText();
        api.granted(key, "GET " + path, "");
        JsonNode read = api.granted(key, "GET " + path + "/{id}", "", id);
        api.granted(key, "PATCH " + path + "/{id}", "{}", id);
        api.granted(key, "PUT " + path + "/{id}", read.toString(), id);
        assertThat(api.granted(key, "GET " + path + "/live", "").path("rows").findValuesAsText("name"))
                .containsExactly("Abroad");
        api.refused(409, key, "POST " + path + "/{id}/lift", "{'reason': 'test'}", id);
        api.refused(404, key, "POST " + path + "/{id}/lift", "{'reason': 'test'}", "frd_none");
        api.answered().add("POST " + path + "/{id}/lift");
        api.granted(key, "DELETE " + path + "/{id}", "", id);
    }

    private void bans() throws Exception {
        String ban = "{'network': '2001:db8::1', 'seconds': 60, 'reason': 'test'}";
        api.refused(403, key, "POST /v1/security/bans", ban);
        api.refused(422, platform, "POST /v1/security/bans", ban.replace("2001:db8::1", "10.0.0.0/8"));
        api.granted(platform, "POST /v1/security/bans", ban);
        await().atMost(60, SECONDS)
                .until(() -> !api.granted(platform, "GET /v1/security/bans", "")
                        .path("rows")
                        .isEmpty());
        JsonNode listed =
                api.granted(platform, "GET /v1/security/bans", "").path("rows").path(0);
        assertThat(listed.path("network").asText()).isEqualTo("2001:db8:0:0:0:0:0:0/64");
        String lift = "POST /v1/security/bans/{id}/lift";
        api.granted(platform, lift, "{'reason': 'test'}", listed.path("ban_id").asText());
        api.refused(404, platform, lift, "{'reason': 'test'}", "ban-0-0-0");
    }
}
