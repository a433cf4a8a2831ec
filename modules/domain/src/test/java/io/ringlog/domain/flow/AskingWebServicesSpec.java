package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.Secret;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.HttpRequest;
import io.ringlog.domain.config.node.SetVariable;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAnswer.Missing;
import io.ringlog.domain.http.HttpAnswer.Value;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.HttpAsk.Header;
import io.ringlog.domain.http.HttpAsk.Method;
import io.ringlog.domain.http.HttpAsk.Wanted;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.http.SealedSecret.Use;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Effect.AskHttp;
import io.ringlog.domain.journal.FlowEvent.HttpTold;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.FlowEvent.VariableSet;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskingWebServicesSpec {

    private static final String URL = "https://crm.example/lookup?of={{caller}}&in={{lang}}";

    private final FlowLine line = new FlowLine();

    @Test
    void a_request_is_filled_and_says_where_the_secret_is_not_what_it_is() {
        line.brain.given(
                new Secret("sec_1", Rows.ACCOUNT, "CRM", "sealed"),
                Draft.like(Rows.account())
                        .with("httpAllowed", List.of("10.1.0.0/16"))
                        .row());
        AskHttp asked = asked(new HttpRequest(
                Method.POST,
                URL,
                "X-Lang: {{upper(lang)}}",
                "{\"who\": \"{{caller}}\"}",
                "application/json",
                "tier: /customer/tier",
                "sec_1",
                Use.BEARER,
                5,
                2));

        assertThat(asked.ask())
                .isEqualTo(new HttpAsk(
                        Method.POST,
                        "https://crm.example/lookup?of=49&in=de",
                        List.of(new Header("X-Lang", "DE")),
                        "application/json",
                        "{\"who\": \"49\"}",
                        List.of(new Wanted("tier", "/customer/tier")),
                        5_000,
                        2));
        assertThat(asked.secret()).isEqualTo(new SealedSecret("sec_1", "sealed", Use.BEARER));
        assertThat(asked.allowed()).containsExactly("10.1.0.0/16");
        assertThat(asked.until()).isEqualTo(line.brain.now().plusSeconds(23));
    }

    @Test
    void what_callers_can_make_a_value_of_stays_a_value() {
        line.brain.given(Draft.like(Rows.did("100", DestKind.FLOW, "flow_1"))
                .with("dest", new RouteTarget(DestKind.FLOW, "flow_1", Map.of("lang", "a/../b?c&d=\"e\\\n*")))
                .row());

        AskHttp json = asked(post("{\"lang\": \"{{lang}}\"}", "application/json"));

        assertThat(json.ask().url())
                .isEqualTo("https://crm.example/lookup?of=49&in=a%2F..%2Fb%3Fc%26d%3D%22e%5C%0A%2A");
        assertThat(json.ask().body()).isEqualTo("{\"lang\": \"a/../b?c&d=\\\"e\\\\\\u000a*\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, lang=de%2B",
        "text/plain, lang=de+",
        "application/vnd.crm+json;charset=utf-8, lang=de+"
    })
    void a_body_is_spelled_by_its_type(String type, String body) {
        assertThat(asked(post("lang={{lang + '+'}}", type)).ask().body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"200, good", "204, empty", "404, missing", "500, bad", ", bad"})
    void the_answer_says_where_it_goes_on(@Nullable Integer status, String ends) {
        asked(get("tier: /tier, name: /name"));

        answer(new HttpAnswer(
                status,
                List.of(new Value("tier", "gold")),
                List.of(new Missing("name", "is not there")),
                1,
                12,
                status == null ? "no answer in 5000 ms" : ""));

        assertThat(line.ended()).isEqualTo(ends);
        assertThat(line.brain.events(VariableSet.class))
                .containsExactly(
                        new VariableSet("c1", "http_status", status == null ? "" : String.valueOf(status)),
                        new VariableSet("c1", "tier", "gold"),
                        new VariableSet("c1", "name", ""));
        assertThat(line.brain.reasons(NodeLeft.class).getFirst().inputs())
                .containsEntry("missing", "name is not there");
        HttpTold told = line.brain.events(HttpTold.class).getFirst();
        assertThat(told.status()).isEqualTo(status);
        assertThat(told.tookMs()).isEqualTo(12);
    }

    @Test
    void nobody_waits_for_a_worker_for_ever_and_a_late_answer_is_not_heard() {
        AskHttp asked = asked(get("tier: /tier"));

        line.brain.whenPassed(Duration.ofSeconds(11));

        assertThat(line.ended()).isEqualTo("bad");
        assertThat(line.brain.reasons(NodeLeft.class).getFirst().inputs())
                .containsEntry("broken", "no worker has said in time what came of it");
        line.brain.when(new HttpAnswered("c1", asked.requestId(), HttpAnswer.none("late")));
        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void an_answer_to_another_request_is_not_heard() {
        asked(get(null));

        line.brain.when(
                new HttpAnswered("c1", "http-other", HttpAnswer.none("")),
                new HttpAnswered("c2", "http-other", HttpAnswer.none("")));

        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void whoever_hangs_up_while_it_is_asked_is_gone() {
        AskHttp asked = asked(get(null));
        line.brain.when(new CallFact.CallerCancelled(line.facts.stamp(), "c1"));

        line.brain.when(new HttpAnswered("c1", asked.requestId(), HttpAnswer.none("")));
        assertThat(line.brain.events()).isEmpty();
        line.brain.whenPassed(Duration.ofSeconds(30));
        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void what_cannot_be_filled_is_not_asked() {
        publish(new HttpRequest(
                Method.GET, URL, "X-Lang: {{number(lang)}}", null, "text/plain", null, null, Use.BEARER, 5, 0));
        line.call();

        assertThat(line.ended()).isEqualTo("bad");
        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs())
                .containsEntry("broken", "headers: 'de' is no number");
    }

    @Test
    void a_header_takes_no_value_that_would_end_it() {
        publish(new HttpRequest(
                Method.GET,
                URL,
                "X-Lang: {{lang + text(\"\")}}{{'ü'}}",
                null,
                "text/plain",
                null,
                null,
                Use.BEARER,
                5,
                0));
        line.call();

        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs()).containsKey("broken");
        assertThat(line.brain.effects()).isEmpty();
    }

    @Test
    void no_value_leads_out_of_where_it_stands() {
        String url = "https://crm.example/customers/{{lang + '.'}}";
        line.brain.given(Draft.like(Rows.did("100", DestKind.FLOW, "flow_1"))
                .with("dest", new RouteTarget(DestKind.FLOW, "flow_1", Map.of("lang", ".")))
                .row());
        publish(new HttpRequest(Method.DELETE, url, null, null, "text/plain", null, null, Use.BEARER, 5, 0));
        line.call();

        assertThat(line.ended()).isEqualTo("bad");
        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs())
                .containsEntry("broken", "url: a value is '.' or '..'");
    }

    @Test
    void a_secret_that_is_gone_is_a_reason() {
        publish(new HttpRequest(Method.GET, URL, null, null, "text/plain", null, "sec_9", Use.BASIC, 5, 0));
        line.call();

        assertThat(line.ended()).isEqualTo("bad");
        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs())
                .containsEntry("broken", "there is no secret sec_9");
    }

    @Test
    void a_call_that_is_full_of_variables_goes_on_without_more() {
        List<FlowGraph.Node> nodes = new ArrayList<>(List.of(entry(), node("ask", get("tier: /tier"))));
        List<String> edges = new ArrayList<>(List.of("entry default s0", "ask success good"));
        for (int i = 0; i < 98; i++) {
            nodes.add(node("s" + i, new SetVariable("v" + i, "x")));
            edges.add("s" + i + " default " + (i == 97 ? "ask" : "s" + (i + 1)));
        }
        nodes.add(node("good", new Hangup("good")));
        line.publish(graph(nodes, edges.toArray(String[]::new)));
        line.call();
        AskHttp asked = (AskHttp) line.brain.effects().getLast();

        line.brain.when(new HttpAnswered(
                "c1", asked.requestId(), new HttpAnswer(200, List.of(new Value("tier", "x")), List.of(), 1, 1, "")));

        assertThat(line.brain.events(VariableSet.class)).containsExactly(new VariableSet("c1", "http_status", "200"));
        assertThat(line.brain.reasons(NodeLeft.class).getFirst().inputs())
                .containsEntry("full", "the call has too many variables for tier");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://crm.example/",
                "https://{{caller}}.example/",
                "https://{{caller}}/",
                "https:///path",
                "https://me@crm.example/",
                "https://crm.example:0/",
                "https://crm.example:65536/",
                "https://crm.example/a b",
                "https://crm.example/100%",
                "https://crm.example/[a]",
                "https://crm.example/ü",
                "https://crm.example/#part",
                "https://crm.example/{{caller",
                "https://[::1/",
                "https://1.2.3/",
                "https://-crm.example/",
                "https://[12]/",
                ""
            })
    void a_url_has_its_host_in_plain_text(String url) {
        assertThat(new HttpRequest(Method.GET, url, null, null, "text/plain", null, null, Use.BEARER, 5, 0).faults())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example",
                "http://10.1.2.3:8080/a?b={{caller}}",
                "https://[2001:db8::1]/x%20y/{{lang}}?q=~a-b_c.d!$&'()*+,;=:@/"
            })
    void such_urls_are_sound(String url) {
        assertThat(new HttpRequest(Method.GET, url, null, null, "text/plain", null, null, Use.BEARER, 5, 0).faults())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: crm",
                "authorization: Bearer x",
                "x-api-key: mine",
                "Ringlog-Signature: v1=0",
                "Transfer-Encoding: chunked",
                "X Team: sales",
                "X-Team",
                "X-Team: ü",
                "X-Team: {{caller",
                "X-Team: a\nx-team: b"
            })
    void a_header_that_cannot_be_is_a_fault(String headers) {
        assertThat(new HttpRequest(Method.GET, URL, headers, null, "text/plain", null, null, Use.BEARER, 5, 0).faults())
                .singleElement()
                .asString()
                .startsWith("headers");
    }

    @Test
    void more_of_anything_than_fits_is_a_fault() {
        assertThat(faults("X-A: b\n".repeat(1_000), null)).contains("headers are more than 10 lines");
        assertThat(faults(null, "v: /x,".repeat(1_000))).contains("values are more than 20");
        assertThat(new HttpRequest(
                                Method.GET,
                                "https://crm.example/" + "x".repeat(100_000),
                                null,
                                null,
                                "text/plain; charset=latin1",
                                null,
                                null,
                                Use.BEARER,
                                31,
                                4)
                        .faults())
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier", "tier: x", "1x: /a", "caller: /a", "http_status: /a", "a: /x, a: /y", "a: /~2"})
    void a_value_that_cannot_be_is_a_fault(String values) {
        assertThat(faults(null, values)).singleElement().asString().startsWith("values");
    }

    @Test
    void an_edge_may_be_for_a_status() {
        assertThat(get(null).mayHave("status:404")).isTrue();
        assertThat(get(null).mayHave("status:999")).isFalse();
        assertThat(get(null).mayHave("success")).isTrue();
        assertThat(get(null).mayHave("other")).isFalse();
    }

    private static List<String> faults(@Nullable String headers, @Nullable String values) {
        return new HttpRequest(Method.GET, URL, headers, null, "text/plain", values, null, Use.BEARER, 5, 0).faults();
    }

    private static HttpRequest get(@Nullable String values) {
        return new HttpRequest(Method.GET, URL, null, null, "application/json", values, null, Use.BEARER, 5, 0);
    }

    private static HttpRequest post(String body, String type) {
        return new HttpRequest(Method.POST, URL, null, body, type, null, null, Use.BEARER, 5, 0);
    }

    private AskHttp asked(HttpRequest node) {
        publish(node);
        line.call();
        return (AskHttp) line.brain.effects().getLast();
    }

    private void answer(HttpAnswer answer) {
        AskHttp asked = (AskHttp) line.brain.effects().getLast();
        line.brain.when(new HttpAnswered("c1", asked.requestId(), answer));
    }

    private void publish(HttpRequest node) {
        line.publish(graph(
                List.of(
                        entry(),
                        node("ask", node),
                        node("good", new Hangup("good")),
                        node("empty", new Hangup("empty")),
                        node("missing", new Hangup("missing")),
                        node("bad", new Hangup("bad"))),
                "entry default ask",
                "ask success good",
                "ask status:204 empty",
                "ask status:404 missing",
                "ask failed bad"));
    }
}
