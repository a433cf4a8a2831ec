package io.ringlog.it.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.FlowEvent.HttpTold;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.FlowEvent.VariableSet;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** sipp as Paul, who dials into a flow that asks a customer database who he is. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class AskingWebServicesIT {

    private static final String FLOW = """
            {"name": "Who is it", "draft": {
              "nodes": [
                {"id": "start", "data": {"kind": "entry"}},
                {"id": "ask", "data": {"kind": "httpRequest", "secretId": "%s", "values": "tier: /customer/tier",
                  "url": "http://127.0.0.1:%d/customers?number={{caller}}&called={{called}}"}},
                {"id": "which", "data": {"kind": "switch", "expression": "tier"}},
                {"id": "gold", "data": {"kind": "hangup"}},
                {"id": "bye", "data": {"kind": "hangup"}}],
              "edges": [
                {"source": "start", "target": "ask"},
                {"source": "ask", "sourceHandle": "success", "target": "which"},
                {"source": "ask", "sourceHandle": "failed", "target": "bye"},
                {"source": "which", "sourceHandle": "case:gold", "target": "gold"},
                {"source": "which", "sourceHandle": "other", "target": "bye"}]}}
            """;

    private final Platform platform;
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer database;

    AskingWebServicesIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void open() throws IOException {
        database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        database.createContext("/customers", this::answer);
        database.start();
    }

    @AfterEach
    void nothing_is_held() {
        database.stop(0);
        platform.holdsNothing();
        platform.stillServes();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.set(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = "{\"customer\": {\"tier\": \"gold\"}}".getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void a_flow_goes_on_with_what_a_database_answers_and_asks_nobody_inside_unless_it_may(Workplace here) {
        String secret = platform.rest().create("/v1/secrets", "{\"name\": \"CRM\", \"secret\": \"crm-token-1\"}");
        assertThat(platform.rest().rows("/v1/secrets").toString())
                .contains(secret)
                .doesNotContain("crm-token");
        String flow = flow(secret);

        dials(here);
        HttpTold refused =
                platform.log().await(HttpTold.class, it -> it.flowId().equals(flow));
        assertThat(refused.text()).isEqualTo("http alone is not allowed there");
        assertThat(asked.get()).isEmpty();
        assertThat(platform.log()
                        .await(
                                NodeLeft.class,
                                it -> it.callId().equals(refused.callId())
                                        && it.nodeId().equals("ask"))
                        .outcome())
                .isEqualTo("failed");

        platform.rest().changeAccount("{\"http_allowed\": [\"127.0.0.0/8\"]}");
        dials(here);
        HttpTold told = platform.log().await(HttpTold.class, it -> it.flowId().equals(flow) && it.status() != null);
        assertThat(told.status()).isEqualTo(200);
        assertThat(asked.get()).isEqualTo("/customers?number=paul&called=7601 Bearer crm-token-1");
        assertThat(platform.log()
                        .await(
                                VariableSet.class,
                                it -> it.callId().equals(told.callId())
                                        && it.name().equals("tier"))
                        .value())
                .isEqualTo("gold");
        assertThat(platform.rest().why(told.callId()))
                .contains("It asked http://127.0.0.1:", "The answer was 200", "had the outcome case:gold")
                .doesNotContain("crm-token");
        platform.rest().changeAccount("{\"http_allowed\": []}");
    }

    /** Extension 7601 leads into it. */
    private String flow(String secret) {
        int port = database.getAddress().getPort();
        String flow = platform.rest().create("/v1/flows", FLOW.formatted(secret, port));
        platform.rest().publish(flow);
        String extension = platform.rest()
                .create(
                        "/v1/extensions",
                        "{\"digits\": \"7601\", \"dest_kind\": \"flow\", \"dest_id\": \"" + flow + "\"}");
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(extension));
        return flow;
    }

    private void dials(Workplace here) {
        var words = Map.of("user", "paul", "password", "paul-places-calls", "number", "7601", "status", "480");
        try (var paul = Sipp.start(here.folder(), platform.sip(), "uac-is-refused", FreePorts.one(), words)) {
            paul.succeeds();
        }
    }
}
