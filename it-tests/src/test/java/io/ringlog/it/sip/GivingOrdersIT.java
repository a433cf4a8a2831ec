package io.ringlog.it.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.it.client.Guests;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Requests;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator has done by REST, seen at the phones; and what a web service of theirs is told. */
@ExtendWith(OnPlatform.class)
class GivingOrdersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SECRET = "what-both-of-us-know";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final Guests guests;
    private final Requests operator;

    GivingOrdersIT(Platform platform) {
        this.platform = platform;
        this.guests = new Guests(platform);
        this.operator = guests.requests();
    }

    @BeforeEach
    void two_who_talk() {
        guests.user("ada", "");
        guests.user("abe", "");
    }

    @AfterEach
    void all_is_as_it_was() {
        guests.close();
    }

    private static PeerCall call(SipPeer caller, String user) {
        return caller.call("sip:" + user + "@" + Platform.DOMAIN);
    }

    private SipPeer phone(String name) {
        return guests.phone(name, PeerManner.answering());
    }

    @Test
    void a_talk_is_ended_for_both() {
        guests.known();
        SipPeer abe = phone("abe");
        PeerCall adas = call(phone("ada"), "abe");
        adas.awaitAnswered();
        PeerCall abes = abe.awaitIncoming();
        String call = platform.log().callTo("abe");
        platform.log().await(LegConnected.class, it -> it.callId().equals(call));

        operator.ask("POST", "/v1/calls/" + call + "/hangup", "").with(200);

        adas.awaitEnded();
        abes.awaitEnded();
        assertThat(platform.log().ended(call).cdr().answered()).isTrue();
        operator.ask("POST", "/v1/calls/" + call + "/hangup", "").with(404);
    }

    @Test
    void a_caller_is_parked_and_fetched_by_whoever_dials_the_slot() {
        guests.user("amy", "");
        guests.known();
        phone("abe");
        SipPeer amy = phone("amy");
        PeerCall adas = call(phone("ada"), "abe");
        adas.awaitAnswered();
        String call = platform.log().callTo("abe");
        String leg = platform.log()
                .await(LegConnected.class, it -> it.callId().equals(call))
                .legId();

        JsonNode parked = operator.ask("POST", "/v1/calls/" + call + "/park", "{\"leg\": \"%s\"}".formatted(leg))
                .with(200);
        assertThat(parked.path("code").asText()).isEqualTo("call.parked");
        String slot = parked.path("text").asText();
        assertThat(platform.log()
                        .await(CallParked.class, it -> it.callId().equals(call))
                        .toString())
                .contains(slot);

        PeerCall amys = call(amy, slot);
        amys.awaitAnswered();
        adas.hangUp();
        amys.awaitEnded();
    }

    @Test
    void nobody_comes_into_a_room_that_is_locked() {
        String room = guests.add("/v1/conferences", "{\"name\": \"Behind doors\", \"announce\": \"none\"}");
        guests.add("/v1/extensions", """
                {"digits": "871", "dest_kind": "conference", "dest_id": "%s"}""", room);
        guests.known();
        SipPeer abe = phone("abe");
        PeerCall inside = call(phone("ada"), "871");
        inside.awaitAnswered();
        Awaitility.await("somebody is in the room")
                .atMost(PATIENCE)
                .until(() -> platform.rest()
                                .rows("/v1/conferences/" + room + "/members")
                                .size()
                        == 1);

        platform.rest().conference(room, "lock");
        assertThat(call(abe, "871").awaitFailed().status()).isEqualTo(403);
        platform.log().await(CallRefused.class, it -> it.code().equals("conference.locked"));

        platform.rest().conference(room, "unlock");
        PeerCall late = call(abe, "871");
        late.awaitAnswered();
        late.hangUp();
        inside.hangUp();
    }

    @Test
    void a_request_that_is_sent_again_is_done_once() {
        String asked = "{\"username\": \"alf\"}";
        String key = "hire-alf";
        Requests.Answer first = operator.ask("POST", "/v1/users", asked, "Idempotency-Key", key);
        String alf = first.with(201).path("id").asText();
        guests.takesAlong("/v1/users", alf);

        Requests.Answer again = operator.ask("POST", "/v1/users", asked, "Idempotency-Key", key);

        assertThat(again.with(201).path("id").asText()).isEqualTo(alf);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        JsonNode refused = operator.ask("POST", "/v1/users", "{\"username\": \"art\"}", "Idempotency-Key", key)
                .with(422);
        assertThat(refused.path("errors").findValuesAsText("code")).containsExactly("request.key-reused");
    }

    @Test
    void phones_of_an_imported_table_register_and_ring() {
        String users = "username;display_name\r\nana;Ana\r\nanton;Anton\r\n";
        String devices = """
                {"rows": [{"user": "ana", "auth_username": "ana", "realm": "%1$s", "password": "%2$s"},
                          {"user": "anton", "auth_username": "anton", "realm": "%1$s", "password": "%3$s"}]}""";
        JsonNode wrong = operator.ask("POST", "/v1/users/import", users + "a b;\r\n", "Content-Type", "text/csv")
                .with(422);
        assertThat(wrong.path("errors").path(0).path("line").asInt()).isEqualTo(4);

        imported("/v1/users", operator.ask("POST", "/v1/users/import", users, "Content-Type", "text/csv"));
        imported(
                "/v1/devices",
                operator.ask(
                        "POST",
                        "/v1/devices/import",
                        devices.formatted(Platform.DOMAIN, Guests.password("ana"), Guests.password("anton"))));
        JsonNode again = operator.ask("POST", "/v1/users/import", users, "Content-Type", "text/csv")
                .with(200);
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);

        guests.known();
        phone("anton");
        PeerCall call = call(phone("ana"), "anton");
        call.awaitAnswered();
        call.hangUp();
    }

    private void imported(String path, Requests.Answer answer) {
        JsonNode told = answer.with(200);
        assertThat(told.path("created").asInt()).isEqualTo(2);
        told.path("imported")
                .forEach(row -> guests.takesAlong(path, row.path("id").asText()));
    }

    @Test
    void an_operator_is_told_how_callers_come_to_somebody_and_where_they_get_no_further() {
        String eva = guests.user("eva", "");
        String udo = guests.add("/v1/users", """
                {"username": "udo", "fwd_unreachable_kind": "user", "fwd_unreachable_id": "%s"}""", eva);
        String number = guests.add("/v1/dids", """
                {"e164": "31201110075", "dest_kind": "user", "dest_id": "%s"}""", udo);
        guests.known();

        JsonNode reached =
                operator.ask("GET", "/v1/users/" + eva + "/reached-by", "").with(200);
        assertThat(reached.path("complete").asBoolean()).isTrue();
        assertThat(reached.path("ways")
                        .valueStream()
                        .map(way -> way.path("steps").findValuesAsText("id")))
                .contains(List.of(number, udo));
        JsonNode ends = operator.ask("GET", "/v1/dead-ends", "").with(200).path("dead_ends");
        assertThat(ends.valueStream().filter(it -> it.path("id").asText().equals(udo)))
                .extracting(it -> it.path("code").asText())
                .contains("reach.nobody");
    }

    /** What came to a web service: the signed part, the signature, and the body. */
    private record Told(String stamp, String signature, String body) {
        boolean isSigned() {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
                return signature.equals(
                        "v1=" + HexFormat.of().formatHex(mac.doFinal((stamp + "." + body).getBytes(UTF_8))));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void a_web_service_is_told_what_becomes_of_a_call_in_order_and_signed() throws IOException {
        List<Told> told = new CopyOnWriteArrayList<>();
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/calls", exchange -> {
            told.add(new Told(
                    exchange.getRequestHeaders().getFirst("Ringlog-Timestamp"),
                    exchange.getRequestHeaders().getFirst("Ringlog-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
        int port = service.getAddress().getPort();
        String webhook = platform.rest().create("/v1/webhooks", """
                {"name": "Calls", "url": "http://127.0.0.1:%d/calls", "secret": "%s",
                 "events": ["CallStarted", "LegConnected", "CallEnded"]}""".formatted(port, SECRET));
        try {
            guests.known();
            phone("abe");
            PeerCall talk = call(phone("ada"), "abe");
            talk.awaitAnswered();
            talk.hangUp();
            String call = platform.log().callTo("abe");

            Awaitility.await("the end of the call")
                    .atMost(PATIENCE)
                    .until(() -> types(told, call).contains("CallEnded"));
            assertThat(types(told, call)).containsExactly("CallStarted", "LegConnected", "CallEnded");
            assertThat(told).allMatch(Told::isSigned);
        } finally {
            assertThat(platform.rest().takenBack("/v1/webhooks/" + webhook)).isEqualTo(204);
            service.stop(0);
        }
    }

    private static List<String> types(List<Told> told, String call) throws IOException {
        List<String> types = new ArrayList<>();
        for (Told one : told) {
            JSON.readTree(one.body())
                    .path("events")
                    .valueStream()
                    .filter(it -> it.path("call_id").asText().equals(call))
                    .forEach(it -> types.add(it.path("event").path("type").asText()));
        }
        return types;
    }
}
