package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.CallEvent.LegsMeasured;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.testkit.phone.RtpPeer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A telephone whose packets are lost and late on purpose, and two of another make that report to each other. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class MeasuringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ONE_OF = 10;
    private static final Duration LATE = Duration.ofMillis(8);
    private static final int ENOUGH = 150;

    private final Platform platform;

    MeasuringIT(Platform platform) {
        this.platform = platform;
    }

    private SipPeer phone(String user, String password, RtpPeer media) {
        SipPeer phone = platform.phone(user, password).speaking(media);
        phone.register(600);
        platform.rest().awaitContact(user);
        return phone;
    }

    private static MediaFigures of(List<MediaFigures> media, String leg) {
        return media.stream().filter(it -> it.legId().equals(leg)).findFirst().orElseThrow();
    }

    @Test
    void what_was_lost_and_late_on_purpose_is_measured_of_who_sent_it() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (var paul = RtpPeer.open(here, 500);
                var rita = RtpPeer.open(here, 900);
                var pauls = phone("paul", "paul-places-calls", paul);
                var ritas = phone("rita", "rita-rings-first", rita)) {
            PeerCall call = pauls.call("sip:106@" + Platform.DOMAIN);
            call.awaitAnswered();
            await().atMost(PATIENCE).until(() -> rita.hears(500) && paul.hears(900));
            paul.suffers(ONE_OF, LATE);
            long before = paul.sent();
            await().atMost(PATIENCE).until(() -> paul.sent() >= before + ENOUGH);
            String id = platform.log().callTo("106");
            JsonNode live = live(id, "a");
            assertThat(live.path("loss_permille").asInt()).isPositive().isLessThanOrEqualTo(1_000 / ONE_OF);
            paul.suffers(0, Duration.ZERO);
            long last = paul.sent();
            await().atMost(PATIENCE).until(() -> paul.sent() >= last + 5);
            call.hangUp();

            List<MediaFigures> media = platform.log().ended(id).cdr().legMedia();
            MediaFigures sent = of(media, "a");
            assertThat(sent.lost()).isEqualTo(paul.leftOut());
            assertThat(sent.packets()).isLessThanOrEqualTo(paul.sent());
            assertThat(sent.lossPermille()).isEqualTo((int) (sent.lost() * 1_000 / (sent.packets() + sent.lost())));
            assertThat(sent.jitterMaxUs()).isGreaterThan((int) LATE.toNanos() / 1_000 / 4);
            assertThat(sent.mosX100()).isBetween(100, 432);
            MediaFigures even = of(media, "b1");
            assertThat(even.lost()).isZero();
            assertThat(even.lossPermille()).isZero();
            assertThat(even.peerLost()).isNull();
            assertThat(pauls.unregister().status()).isEqualTo(200);
            assertThat(ritas.unregister().status()).isEqualTo(200);
        }
        platform.holdsNothing();
    }

    private JsonNode live(String call, String leg) {
        JsonNode[] found = new JsonNode[1];
        await().atMost(PATIENCE).until(() -> {
            for (JsonNode row : platform.rest().rows("/v1/calls/live")) {
                for (JsonNode it : row.path("legs")) {
                    boolean wanted = row.path("call_id").asText().equals(call)
                            && it.path("leg_id").asText().equals(leg);
                    found[0] = wanted && it.path("media").path("lost").asInt() > 0 ? it.path("media") : found[0];
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    @Test
    void what_telephones_report_to_each_other_is_read_on_its_way(Workplace here) {
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", 500, platform.sip());
                var bob = Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", 900, platform.sip())) {
            alice.registered();
            bob.registered();
            List.of("alice", "bob").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            String id = platform.log().callTo("102");
            LegsMeasured told = platform.log()
                    .await(
                            LegsMeasured.class,
                            it -> it.callId().equals(id)
                                    && it.media().stream().anyMatch(leg -> leg.roundTripUs() != null));
            MediaFigures leg = told.media().stream()
                    .filter(it -> it.roundTripUs() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(leg.roundTripUs()).isBetween(0, 10_000_000);
            assertThat(leg.peerLost()).isNotNull();
            assertThat(leg.peerJitterUs()).isNotNull();
            assertThat(leg.peerMosX100()).isNotNull().isBetween(100, 441);
            alice.hangUp();
            alice.isAlone();
            assertThat(platform.log().ended(id).cdr().legMedia()).hasSize(2);
        }
        platform.holdsNothing();
    }
}
