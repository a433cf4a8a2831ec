package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.RestView;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two customers of a reseller who has two calls at once for them; each dials a number of a third account. */
@NeedsClient(value = "sipp", from = "sip-tester")
@ExtendWith(OnPlatform.class)
class CeilingOverATreeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NUMBER = "0031209990001";

    private final Platform platform;
    private final RestView reseller;
    private final RestView north;
    private final RestView south;

    CeilingOverATreeIT(Platform platform) {
        this.platform = platform;
        this.reseller = platform.rest().of("Reseller");
        this.north = platform.rest().of("North");
        this.south = platform.rest().of("South");
    }

    @AfterEach
    void close() {
        reseller.close();
        north.close();
        south.close();
    }

    private void areInProgress(int calls) {
        await(calls + " calls under the ceiling").atMost(PATIENCE).until(() -> used() == calls);
    }

    /** Calls of both that count under the ceiling of the reseller. */
    private int used() {
        return ceiling(north).path("used").asInt() + ceiling(south).path("used").asInt();
    }

    /** The ceiling of the reseller as an account sees it. */
    private JsonNode ceiling(RestView view) {
        String scope = "ceiling:" + reseller.account();
        return StreamSupport.stream(view.rows("/v1/cac").spliterator(), false)
                .filter(row -> row.path("scope").asText().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void two_customers_never_have_more_calls_than_their_reseller(Workplace here) {
        try (SipPeer nora = phone("nora", "nora-calls-from-the-north", "north.ringlog.test");
                SipPeer sam = phone("sam", "sam-calls-from-the-south", "south.ringlog.test")) {
            PeerCall first = answered(nora, "north.ringlog.test");
            PeerCall second = answered(nora, "north.ringlog.test");
            areInProgress(2);
            shown(2, 0);

            isRefused(here);
            CallRefused refused =
                    platform.log().await(CallRefused.class, it -> it.code().equals("admission.reseller-full"));
            assertThat(refused.text()).contains("ceiling:" + reseller.account());
            assertThat(platform.log().reason(CallRefused.class, it -> it.text().contains("0 of 0")))
                    .contains("of its 2");

            first.hangUp();
            PeerCall third = answered(sam, "south.ringlog.test");
            areInProgress(2);
            shown(1, 1);
            second.hangUp();
            third.hangUp();
            areInProgress(0);
        }
    }

    private SipPeer phone(String user, String password, String domain) {
        return SipPeer.udp(user, password, domain, platform.sip()).hashing("MD5");
    }

    /** A caller who is refused calls again: meanwhile others have given back what they held in reserve. */
    private PeerCall answered(SipPeer phone, String domain) {
        return await("a call from " + domain)
                .atMost(PATIENCE)
                .until(() -> tried(phone, domain), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<PeerCall> tried(SipPeer phone, String domain) {
        PeerCall call = phone.call("sip:" + NUMBER + "@" + domain);
        int status = call.awaitFinal().status();
        assertThat(status).isIn(200, 480);
        return status == 200 ? Optional.of(call) : Optional.empty();
    }

    private void isRefused(Workplace here) {
        var words = Map.of(
                "user", "sam",
                "password", "sam-calls-from-the-south",
                "domain", "south.ringlog.test",
                "number", NUMBER,
                "status", "480");
        try (Sipp sam = Sipp.start(here.folder(), platform.sip(), "uac-is-refused", FreePorts.one(), words)) {
            sam.succeeds();
            assertThat(sam.messages()).contains("admission.reseller-full");
        }
    }

    /** The reseller sees who has its channels, and each customer what it has. */
    private void shown(int inTheNorth, int inTheSouth) {
        await("who has the channels").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ceiling(north).path("limit").asInt()).isEqualTo(inTheNorth);
            assertThat(ceiling(south).path("limit").asInt()).isEqualTo(inTheSouth);
            JsonNode own = ceiling(reseller);
            assertThat(own.path("limit").asInt()).isEqualTo(2);
            assertThat(StreamSupport.stream(own.path("lent").spliterator(), false)
                            .mapToInt(it -> it.path("channels").asInt())
                            .sum())
                    .isEqualTo(2);
        });
    }
}
