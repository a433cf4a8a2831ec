package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.PartyAdded;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferencePinWrong;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceSpeakerChanged;
import io.ringlog.domain.journal.Event.ConfigApplied;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** baresip telephones with a tone each in a conference: who hears whom is judged by what they recorded. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class ConferenceIT {
    private static final double ALICE_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final double CAROL_HZ = 1_300;
    private static final Duration ENOUGH = Duration.ofMillis(2_500);

    private final Platform platform;

    ConferenceIT(Platform platform) {
        this.platform = platform;
    }

    private Baresip phone(Workplace here, String user, String password, double hz) {
        return Baresip.start(here.inside(user), user, password, hz, platform.sip());
    }

    private Baresip alice(Workplace here) {
        return phone(here, "alice", "alice-speaks-clearly", ALICE_HZ);
    }

    private Baresip bob(Workplace here) {
        return phone(here, "bob", "bob-listens-closely", BOB_HZ);
    }

    private Baresip carol(Workplace here) {
        return phone(here, "carol", "carol-answers-callers", CAROL_HZ);
    }

    private void comes(Baresip phone, String user, String number, int talking) {
        phone.registered();
        platform.rest().awaitContact(user);
        phone.dial(number);
        phone.talks();
        if (talking > 1) {
            platform.rest().awaitTalkingMembers("Standup", talking);
        }
    }

    @Test
    void a_member_passes_its_seat_on_and_the_others_talk_on(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here);
                var carol = carol(here).registered()) {
            platform.rest().awaitContact("carol");
            comes(alice, "alice", "130", 1);
            comes(bob, "bob", "130", 2);
            bob.transfer("103");
            carol.talks();
            bob.isAlone();
            platform.rest().awaitTalkingMembers("Standup", 2);
            List.of(alice, carol).forEach(it -> it.hearsMore(ENOUGH));
            platform.rest().conference("Standup", "end");
            List.of(alice, carol).forEach(Baresip::isAlone);

            assertThat(platform.log()
                            .await(CallTransferred.class, it -> it.to().equals("103"))
                            .legId())
                    .isEqualTo("a");
            hears(carol, List.of(ALICE_HZ), List.of(BOB_HZ, CAROL_HZ));
        }
        platform.holdsNothing();
    }

    @Test
    void three_hear_the_other_two_and_not_themselves(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here);
                var carol = carol(here)) {
            comes(alice, "alice", "130", 1);
            alice.hasHeard(Duration.ofMillis(500));
            comes(bob, "bob", "130", 2);
            comes(carol, "carol", "130", 3);
            List.of(alice, bob, carol).forEach(it -> it.hearsMore(ENOUGH));
            platform.rest().conference("Standup", "end");
            List.of(alice, bob, carol).forEach(Baresip::isAlone);

            hears(alice, List.of(BOB_HZ, CAROL_HZ), List.of(ALICE_HZ));
            hears(bob, List.of(ALICE_HZ, CAROL_HZ), List.of(BOB_HZ));
            hears(carol, List.of(ALICE_HZ, BOB_HZ), List.of(CAROL_HZ));
            String call = platform.log().callTo("130");
            CallEnded ended = platform.log().ended(call);
            assertThat(ended.cause()).isEqualTo("conference.ended");
            assertThat(ended.cdr().conferenceId()).startsWith("conf_");
        }
        platform.holdsNothing();
    }

    @Test
    void who_is_muted_is_not_heard_and_who_is_kicked_leaves_the_others_together(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here);
                var carol = carol(here)) {
            comes(alice, "alice", "130", 1);
            comes(bob, "bob", "130", 2);
            comes(carol, "carol", "130", 3);
            List<String> calls = platform.rest().awaitTalkingMembers("Standup", 3);
            platform.rest().conference("Standup", "members/" + calls.get(2) + "/mute");
            bob.hearsMore(ENOUGH);
            platform.rest().conference("Standup", "members/" + calls.get(1) + "/kick");
            bob.isAlone();
            hears(bob, List.of(ALICE_HZ), List.of(BOB_HZ, CAROL_HZ));

            platform.rest().conference("Standup", "members/" + calls.get(2) + "/unmute");
            List.of(alice, carol).forEach(it -> it.hearsMore(ENOUGH));
            platform.rest().conference("Standup", "end");
            List.of(alice, carol).forEach(Baresip::isAlone);
            hears(alice, List.of(CAROL_HZ), List.of(ALICE_HZ, BOB_HZ));
            hears(carol, List.of(ALICE_HZ), List.of(CAROL_HZ, BOB_HZ));
            assertThat(platform.log().ended(calls.get(1)).cause()).isEqualTo("conference.kicked");
        }
        platform.holdsNothing();
    }

    @Test
    void who_speaks_is_told_and_when_they_are_muted_the_other_is(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here)) {
            comes(alice, "alice", "130", 1);
            comes(bob, "bob", "130", 2);
            List<String> calls = platform.rest().awaitTalkingMembers("Standup", 2);
            String first = platform.log()
                    .await(ConferenceSpeakerChanged.class, it -> calls.contains(String.valueOf(it.callId())))
                    .callId();
            platform.rest().conference("Standup", "members/" + first + "/mute");
            String second =
                    calls.stream().filter(it -> !it.equals(first)).findFirst().orElseThrow();
            platform.log()
                    .await(
                            ConferenceSpeakerChanged.class,
                            it -> second.equals(it.callId())
                                    && String.valueOf(first).equals(it.before()));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> platform.rest().rows("/v1/conferences/Standup/members").findParents("speaks").stream()
                            .filter(member -> member.path("speaks").asBoolean())
                            .map(member -> member.path("call_id").asText())
                            .toList()
                            .equals(List.of(second)));
            platform.rest().conference("Standup", "end");
            List.of(alice, bob).forEach(Baresip::isAlone);
        }
        platform.holdsNothing();
    }

    @Test
    void rfc_5359_2_10_three_way_conference_third_party_is_added(Workplace here) {
        try (var alice = alice(here).registered();
                var bob = bob(here).registered();
                var carol = carol(here).registered()) {
            List.of("alice", "bob", "carol").forEach(platform.rest()::awaitContact);
            alice.dial("102");
            bob.talks();
            alice.hasHeard(ENOUGH);
            String call = platform.log().callTo("102");
            platform.rest().add(call, "a", "103");
            carol.talks();
            platform.log().await(PartyAdded.class, it -> it.callId().equals(call));
            List.of(alice, bob, carol).forEach(it -> it.hearsMore(ENOUGH));
            alice.hangUp();
            alice.isAlone();
            hears(alice, List.of(BOB_HZ, CAROL_HZ), List.of(ALICE_HZ));

            List.of(bob, carol).forEach(it -> it.hearsMore(ENOUGH));
            bob.hangUp();
            carol.isAlone();
            hears(bob, List.of(CAROL_HZ), List.of(ALICE_HZ, BOB_HZ));
            hears(carol, List.of(BOB_HZ), List.of(ALICE_HZ, CAROL_HZ));
            assertThat(platform.log().ended(call).cause()).isEqualTo("called.hung-up");
        }
        platform.holdsNothing();
    }

    @Test
    void a_pin_typed_on_the_telephone_lets_in_and_a_wrong_one_does_not(Workplace here) {
        try (var alice = alice(here)) {
            comes(alice, "alice", "131", 1);
            String call = platform.log().callTo("131");
            alice.hasHeard(Duration.ofMillis(500));
            "0000#".chars().forEach(key -> alice.press((char) key));
            platform.log().await(ConferencePinWrong.class, it -> it.callId().equals(call));
            "471100".chars().forEach(key -> alice.press((char) key));
            assertThat(platform.log()
                            .await(ConferenceJoined.class, it -> it.callId().equals(call))
                            .moderator())
                    .isTrue();
            alice.hangUp();
            alice.isAlone();
        }
        platform.holdsNothing();
    }

    @Test
    void a_room_waits_for_its_moderator_and_ends_with_them(Workplace here) {
        String room = platform.rest().create("/v1/conferences", """
                {"name": "Council", "moderator_pin": "4711",
                 "wait_for_moderator": true, "end_with_moderator": true}""");
        String door = platform.rest().create("/v1/extensions", """
                {"digits": "139", "dest_kind": "conference", "dest_id": "%s"}""".formatted(room));
        platform.log().await(ConfigApplied.class, it -> it.rowId().equals(door));
        try (var alice = alice(here);
                var carol = carol(here)) {
            String waiting = enters(alice, "alice", "#");
            assertThat(platform.log()
                            .await(ConferenceJoined.class, it -> it.callId().equals(waiting))
                            .waits())
                    .isTrue();
            assertThat(platform.rest().talkingMembers("Council")).isEmpty();
            String leads = enters(carol, "carol", "4711");
            assertThat(platform.log()
                            .await(ConferenceJoined.class, it -> it.callId().equals(leads))
                            .moderator())
                    .isTrue();
            platform.rest().awaitTalkingMembers("Council", 2);
            Baresip.hearMore(ENOUGH, alice, carol);
            carol.hangUp();
            alice.isAlone();

            assertThat(platform.log().ended(waiting).cause()).isEqualTo("conference.moderator-left");
            hears(carol, List.of(ALICE_HZ), List.of(CAROL_HZ));
        }
        platform.holdsNothing();
    }

    /** Its call, which types these keys at the door. */
    private String enters(Baresip phone, String user, String keys) {
        comes(phone, user, "139", 1);
        phone.hasHeard(Duration.ofMillis(500));
        keys.chars().forEach(key -> phone.press((char) key));
        String id = platform.rest().user(user).path("id").asText();
        return platform.log()
                .await(CallStarted.class, it -> it.to().equals("139") && id.equals(it.userId()))
                .callId();
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
