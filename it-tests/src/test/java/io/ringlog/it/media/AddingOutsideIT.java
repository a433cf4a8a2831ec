package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.AddFailed;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.PartyAdded;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody behind a carrier is asked into a talk and a conference: who hears whom is judged by what they recorded. */
@NeedsClient(
        value = {"baresip", "sipp"},
        from = {"baresip-core", "sip-tester"})
@ExtendWith(OnPlatform.class)
class AddingOutsideIT {
    private static final double ALICE_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final double OUTSIDE_HZ = 1_300;
    private static final Duration ENOUGH = Duration.ofMillis(2_500);
    private static int routes = 20;

    private final Platform platform;
    private final int port = FreePorts.one();
    private final String number = "4969" + routes++ + "1234";

    AddingOutsideIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void a_route_leads_out() {
        String trunk = platform.rest().create("/v1/trunks", """
                        {"name": "%s", "direction": "outbound", "inbound_auth": "none", "proxy": "127.0.0.1:%d",
                         "cid_number": "4930555"}""".formatted(number, port));
        String route = platform.rest().create("/v1/outbound-routes", """
                        {"name": "%s", "prefixes": ["%s"], "trunk_ids": ["%s"]}""".formatted(number, number, trunk));
        Awaitility.await(route + " has reached the brain")
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.log().any(ConfigApplied.class, it -> it.rowId().equals(route)));
    }

    @AfterEach
    void nothing_is_held() {
        platform.holdsNothing();
        platform.stillServes();
    }

    private Baresip alice(Workplace here) {
        return Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip());
    }

    private Baresip bob(Workplace here) {
        return Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip());
    }

    private Baresip outside(Workplace here) {
        return Baresip.outside(here.inside("outside"), number, OUTSIDE_HZ, port);
    }

    private String alice_calls_bob(Baresip alice, Baresip bob) {
        alice.registered();
        bob.registered();
        List.of("alice", "bob").forEach(platform.rest()::awaitContact);
        alice.dial("102");
        bob.talks();
        alice.hasHeard(Duration.ofMillis(500));
        return platform.log().callTo("102");
    }

    @Test
    void a_number_outside_comes_into_a_talk_and_stays_when_others_go(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here);
                var outside = outside(here)) {
            String call = alice_calls_bob(alice, bob);
            platform.rest().add(call, "a", "+" + number);
            outside.talks();
            platform.log().await(PartyAdded.class, it -> it.callId().equals(call));
            List.of(alice, bob, outside).forEach(it -> it.hearsMore(ENOUGH));
            alice.hangUp();
            alice.isAlone();
            hears(alice, List.of(BOB_HZ, OUTSIDE_HZ), List.of(ALICE_HZ));

            List.of(bob, outside).forEach(it -> it.hearsMore(ENOUGH));
            outside.hangUp();
            bob.isAlone();
            hears(bob, List.of(OUTSIDE_HZ), List.of(ALICE_HZ, BOB_HZ));
            hears(outside, List.of(BOB_HZ), List.of(ALICE_HZ, OUTSIDE_HZ));

            Cdr cdr = platform.log().ended(call).cdr();
            assertThat(cdr.trunkId()).startsWith("tr_");
            assertThat(cdr.dialledNumber()).isEqualTo(number);
            assertThat(Objects.requireNonNull(cdr.outsideLegs()))
                    .extracting(Cdr.OutsideLeg::legId)
                    .containsExactly("b2");
        }
    }

    @Test
    void a_number_that_is_busy_leaves_the_two_as_they_were(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here);
                var carrier = Sipp.start(
                        here.folder(),
                        platform.sip(),
                        "carrier-refuses",
                        port,
                        Map.of("user", "carrier", "status", "486"))) {
            String call = alice_calls_bob(alice, bob);
            platform.rest().add(call, "a", "+" + number);
            carrier.succeeds();
            assertThat(platform.log()
                            .await(AddFailed.class, it -> it.callId().equals(call))
                            .code())
                    .isEqualTo("routing.busy");
            List.of(alice, bob).forEach(it -> it.hearsMore(ENOUGH));
            alice.hangUp();
            bob.isAlone();
            hears(alice, List.of(BOB_HZ), List.of(ALICE_HZ));
            assertThat(platform.log().ended(call).cdr().outsideLegs()).isNullOrEmpty();
        }
    }

    @Test
    void a_number_outside_comes_into_a_conference(Workplace here) {
        try (var alice = alice(here);
                var outside = outside(here)) {
            alice.registered();
            platform.rest().awaitContact("alice");
            alice.dial("130");
            alice.talks();
            alice.hasHeard(Duration.ofMillis(500));
            String call = platform.log().callTo("130");
            platform.rest().add(call, "a", "+" + number);
            outside.talks();
            platform.rest().awaitTalkingMembers("Standup", 2);
            List.of(alice, outside).forEach(it -> it.hearsMore(ENOUGH));
            platform.rest().conference("Standup", "end");
            List.of(alice, outside).forEach(Baresip::isAlone);
            hears(alice, List.of(OUTSIDE_HZ), List.of(ALICE_HZ));
            hears(outside, List.of(ALICE_HZ), List.of(OUTSIDE_HZ));

            CallEnded theirs = platform.log().ended(platform.log().callTo(number));
            assertThat(theirs.cdr())
                    .extracting(Cdr::parentCallId, it -> it.conferenceId() != null)
                    .containsExactly(call, true);
        }
    }

    /** In the last second before the end, when nobody came or went. */
    private static void hears(Baresip phone, List<Double> others, List<Double> notHeard) {
        short[] all = phone.heard();
        int end = all.length - Frames.SAMPLES_PER_SECOND / 5;
        short[] last = Arrays.copyOfRange(all, end - Frames.SAMPLES_PER_SECOND, end);
        double share = others.size() == 1 ? 0.9 : 0.3;
        others.forEach(hz -> assertThat(Goertzel.share(last, hz))
                .as("share of %s Hz, which it hears", hz)
                .isGreaterThan(share));
        notHeard.forEach(hz -> assertThat(Goertzel.share(last, hz))
                .as("share of %s Hz, which it does not hear", hz)
                .isLessThan(0.01));
    }
}
