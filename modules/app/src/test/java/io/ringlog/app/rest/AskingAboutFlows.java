package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

/** What flows can beside being rows. */
final class AskingAboutFlows {

    private AskingAboutFlows() {}

    static void of(String id, DescribedApi api, String key) throws Exception {
        api.granted(key, "POST /v1/flows/{id}/publish", "", id);
        api.granted(key, "GET /v1/flows/{id}/versions", "", id);
        api.granted(key, "GET /v1/flows/{id}/versions/{version}", "", id, "1");
        api.granted(key, "POST /v1/flows/{id}/versions/{version}/restore", "{'message': 'as it was'}", id, "1");
        assertThat(api.granted(key, "POST /v1/flows/{id}/simulate", "{'caller': '4930123'}", id)
                        .at("/story/end/how")
                        .asText())
                .isNotEmpty();
        api.granted(key, "POST /v1/flows/{id}/test", "", id);
    }
}
