package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallBackEvent.CallBackAsked;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallEvent.CallRetrieved;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallEvent.TalkJoined;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** baresip telephones with a tone each: who speaks to whom is judged by what they recorded. */
@NeedsClient(
        value = {"baresip", "espeak-ng"},
        from = {"baresip-core", "espeak-ng"})
@ExtendWith(OnPlatform.class)
class SpeakingIT {
    private static final double ALICE_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final double CAROL_HZ = 1_300;
    private static final Duration ENOUGH = Duration.ofMillis(2_500);

    /** They talk; what is judged comes later. */
    private static final Duration A_WORD = Duration.ofMillis(500);

    private final Platform platform;

    SpeakingIT(Platform platform) {
        this.platform = platform;
    }

    private Baresip alice(Workplace here) {
        return Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip());
    }

    private Baresip bob(Workplace here) {
        return Baresip.start(here.inside("bob"), "bob", "bob-listens-closely", BOB_HZ, platform.sip());
    }

    private Baresip carol(Workplace here) {
        return Baresip.start(here.inside("carol"), "carol", "carol-answers-callers", CAROL_HZ, platform.sip());
    }

    @Test
    void two_telephones_hear_each_other_and_not_themselves(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered()) {
            platform.rest().awaitContact("alice");
            platform.rest().awaitContact("bob");

            alice.dial("102");
            alice.talks();
            bob.talks();
            alice.hasHeard(ENOUGH);
            bob.hasHeard(ENOUGH);
            alice.hangUp();
            bob.isAlone();

            String call = platform.log().callTo("102");
            var ended = platform.log().ended(call);
            assertThat(ended.cause()).isEqualTo("caller.hung-up");
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(ended.cdr().answered()).isTrue();
            assertThat(platform.log()
                            .await(LegsRung.class, it -> it.callId().equals(call))
                            .proxied())
                    .isTrue();
            hears(alice, BOB_HZ, ALICE_HZ);
            hears(bob, ALICE_HZ, BOB_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void rfc_5359_2_3_music_on_hold_and_a_relay_again(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered()) {
            platform.rest().awaitContact("alice");
            platform.rest().awaitContact("bob");
            alice.dial("102");
            alice.talks();
            bob.talks();
            alice.hasHeard(A_WORD);
            var hold = platform.hold("102");
            hold.begins();
            hold.ends();
            bob.hangUp();
            alice.isAlone();

            var ended = platform.log().ended(platform.log().callTo("102"));
            assertThat(ended.cause()).isEqualTo("called.hung-up");
            assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
            hears(alice, BOB_HZ, ALICE_HZ);
            hears(bob, ALICE_HZ, BOB_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void a_telephone_passes_a_caller_on_and_the_two_hear_each_other(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(A_WORD);
            bob.transfer("103");
            carol.talks();
            bob.isAlone();
            carol.hasHeard(ENOUGH);
            alice.hangUp();
            carol.isAlone();

            var ended = platform.log().ended(platform.log().callTo("102"));
            assertThat(ended.cause()).isEqualTo("caller.hung-up");
            assertThat(ended.cdr().transfers()).isEqualTo(1);
            hears(alice, CAROL_HZ, ALICE_HZ);
            hears(carol, ALICE_HZ, CAROL_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void rfc_5359_2_2_consultation_hold(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(ENOUGH);
            String first = platform.log().callTo("102");
            bob.hold();
            platform.log().await(LegHoldChanged.class, it -> it.callId().equals(first) && it.held());
            bob.dial("103");
            carol.talks();
            carol.hasHeard(ENOUGH);
            carol.hangUp();
            platform.log().ended(platform.log().callTo("103"));
            // What the log knows his telephone may not: it takes back the other one when it has only that.
            bob.isAlone();
            bob.resume();
            platform.log().await(LegHoldChanged.class, it -> it.callId().equals(first) && !it.held());
            alice.receivesSound();
            bob.receivesSound();
            alice.hangUp();
            bob.isAlone(2);

            assertThat(platform.log().ended(first).cause()).isEqualTo("caller.hung-up");
            hears(alice, BOB_HZ, CAROL_HZ);
            hears(carol, BOB_HZ, ALICE_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void rfc_5359_2_17_automatic_redial(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(A_WORD);
            carol.dial("*67102");
            platform.log().await(CallBackAsked.class, it -> it.dialled().equals("102"));
            carol.isAlone();
            alice.hangUp();
            bob.isAlone();
            String back = platform.log()
                    .await(TalkJoined.class, it -> it.legs().size() == 2)
                    .callId();
            carol.hearsMore(ENOUGH);
            carol.hangUp();

            assertThat(platform.log().ended(back).disposition()).isEqualTo(Disposition.ANSWERED);
            hears(carol.heardLast(), BOB_HZ, ALICE_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void a_user_for_whom_a_call_back_is_asked_over_rest_talks_when_both_are_free(Workplace here) {
        String carolsId = platform.rest().user("carol").path("id").asText();
        try (var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("bob", "carol").forEach(platform.rest()::awaitContact);
            assertThat(platform.rest().takenBack("/v1/call-backs/carol")).isEqualTo(404);
            platform.rest().done("/v1/call-backs", "{\"from\": \"carol\", \"to\": \"102\"}");
            Awaitility.await("carol waits for bob")
                    .until(
                            () -> platform.rest().rows("/v1/call-backs").findValuesAsText("user_id"),
                            List.of(carolsId)::equals);
            String back = platform.log()
                    .await(TalkJoined.class, it -> it.legs().size() == 2)
                    .callId();
            carol.hearsMore(ENOUGH);
            carol.hangUp();

            assertThat(platform.log().ended(back).disposition()).isEqualTo(Disposition.ANSWERED);
            hears(carol, BOB_HZ, ALICE_HZ);
            assertThat(platform.rest().rows("/v1/call-backs")).isEmpty();
        }
        platform.holdsNothing();
    }

    @Test
    void rfc_5359_2_5_attended_transfer(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(A_WORD);
            bob.dial("103");
            carol.talks();
            carol.hasHeard(A_WORD);
            String first = platform.log().callTo("102");
            String second = platform.log().callTo("103");
            platform.log().await(LegConnected.class, it -> it.callId().equals(second));
            bob.transferToFirstCaller("101");
            bob.isAlone();
            platform.log().await(CallTransferred.class, it -> true);
            Baresip.hearMore(ENOUGH, alice, carol);
            alice.hangUp();
            carol.isAlone();

            assertThat(platform.log().ended(first).disposition()).isEqualTo(Disposition.ANSWERED);
            assertThat(platform.log().ended(second).disposition()).isEqualTo(Disposition.ANSWERED);
            hears(alice, CAROL_HZ, ALICE_HZ);
            hears(carol, ALICE_HZ, CAROL_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void who_was_joined_across_calls_passes_the_other_on(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            bob.dial("103");
            carol.talks();
            String first = platform.log().callTo("102");
            String second = platform.log().callTo("103");
            platform.log().await(LegConnected.class, it -> it.callId().equals(second));
            bob.transferToFirstCaller("101");
            bob.isAlone();
            platform.log().await(CallTransferred.class, it -> it.callId().equals(second));

            carol.transfer("102");
            bob.talks();
            carol.isAlone();
            bob.hearsMore(ENOUGH);
            alice.hangUp();
            bob.isAlone();

            assertThat(platform.log()
                            .await(CallTransferred.class, it -> second.equals(it.byCallId()))
                            .callId())
                    .isEqualTo(first);
            assertThat(platform.log().ended(second).cause()).isEqualTo("call.transferred");
            assertThat(platform.log().ended(first).cdr().transfers()).isEqualTo(2);
            hears(bob.heardLast(), ALICE_HZ, CAROL_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void rfc_5359_2_15_call_park_as_it_is_heard(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(A_WORD);
            bob.transfer("703");
            String parked = platform.log()
                    .await(CallParked.class, it -> it.slot().equals("703"))
                    .callId();
            bob.isAlone();
            alice.hearsMore(ENOUGH);
            carol.dial("703");
            carol.talks();
            platform.log().await(CallRetrieved.class, it -> it.callId().equals(parked));
            Baresip.hearMore(ENOUGH, alice, carol);
            alice.hangUp();
            carol.isAlone();

            hears(alice, CAROL_HZ, BOB_HZ);
            hears(carol, ALICE_HZ, BOB_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void whoever_dials_the_echo_hears_themselves(Workplace here) {
        try (var alice = alice(here).registered()) {
            alice.dial("*43");
            alice.talks();
            alice.hasHeard(ENOUGH);
            alice.hangUp();
            alice.isAlone();

            assertThat(platform.log().ended(platform.log().callTo("*43")).cause())
                    .isEqualTo("caller.hung-up");
            hears(alice, ALICE_HZ, BOB_HZ);
        }
        platform.holdsNothing();
    }

    @Test
    void a_wrong_password_is_refused_and_registers_nobody(Workplace here) {
        // The telephone of the test before may still be taking its leave.
        List<String> before = platform.rest().contacts("bob");
        try (var thief = Baresip.start(here.inside("bob"), "bob", "a-guess", BOB_HZ, platform.sip())) {
            thief.says("sip:bob@" + Platform.DOMAIN + ": 401 Unauthorized");

            assertThat(thief.trace()).doesNotContain("200 OK");
            assertThat(platform.rest().contacts("bob")).isSubsetOf(before);
        }
        platform.stillServes();
    }

    @Test
    void a_key_typed_on_a_telephone_leads_through_the_menu_to_an_agent(Workplace here) {
        try (var carol = carol(here).registered();
                var alice = alice(here).registered()) {
            platform.rest().agent("carol", "login");
            alice.dial("31201110001");
            alice.talks();
            alice.hasHeard(Duration.ofMillis(500));
            alice.press('5');
            platform.log().await(NodeLeft.class, it -> it.outcome().equals("digit:5"));
            platform.log().await(CallerQueued.class, it -> true);
            platform.rest().agent("carol", "available");
            carol.talks();
            String call = platform.log().callTo("31201110001");
            platform.log().await(TalkJoined.class, it -> it.callId().equals(call));
            carol.hasHeard(ENOUGH);
            carol.hangUp();
            alice.isAlone();

            var ended = platform.log().ended(call);
            assertThat(ended.cdr().agentId()).isNotNull();
            assertThat(ended.cause()).isEqualTo("called.hung-up");
            hears(alice, CAROL_HZ, ALICE_HZ);
            hears(carol, ALICE_HZ, CAROL_HZ);
        } finally {
            platform.rest().agent("carol", "logout");
        }
        platform.log().await(AgentStateChanged.class, it -> it.status() == Status.OFFLINE);
        platform.holdsNothing();
    }

    /** In the last second before the end, when nothing but the other's voice can be there. */
    private static void hears(Baresip phone, double other, double own) {
        hears(phone.heard(), other, own);
    }

    private static void hears(short[] all, double other, double own) {
        int end = all.length - Frames.SAMPLES_PER_SECOND / 5;
        short[] last = Arrays.copyOfRange(all, end - Frames.SAMPLES_PER_SECOND, end);
        assertThat(Goertzel.share(last, other)).as("share of the other's tone").isGreaterThan(0.9);
        assertThat(Goertzel.share(last, own)).as("share of one's own tone").isLessThan(0.01);
    }
}
