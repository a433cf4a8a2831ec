package io.ringlog.wire.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.HoldRefused;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.LegRang;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void events_are_told_in_their_order_with_their_reasons() {
        var refused = new CallRefused("c1", 486, "admission.account-full", "the account has 2 of 2 incoming calls");
        var why = Because.of("admission.account-full", Map.of("max_in", "2", "open", "2"))
                .over("admit", "the ceiling is hard");
        var admitted = event(1, "c1", new CallAdmitted("c1", List.of("account.in")), Because.of("admission.open"));

        var story = Story.of("c1", List.of(event(2, "c1", refused, why), admitted, event(1, "c2", rang("c2"))));

        assertThat(story.gapFree()).isTrue();
        assertThat(story.text()).isEqualTo("""
                        2026-11-22T10:00:00Z  It was admitted and holds account.in.
                            because admission.open
                        2026-11-22T10:00:00Z  It was refused with 486: the account has 2 of 2 incoming calls.
                            because admission.account-full: max_in = 2, open = 2
                            not admit: the ceiling is hard
                        """);
    }

    @Test
    void a_missing_event_is_told() {
        assertThat(Story.of("c1", List.of(event(2, "c1", rang("c1")))).text())
                .endsWith("Some events are missing here.\n");
        assertThat(Story.of("c1", List.of()).text()).isEqualTo("Nothing is known about a call c1 here.\n");
    }

    @Test
    void a_leg_that_lost_to_another_is_told_apart_from_one_that_failed() {
        assertThat(Sentences.of(new LegLost("c1", "b1", new Party.Anonymous(), 487, "call.answered-elsewhere", true)))
                .isEqualTo("Leg b1 rings no more: another leg answered.");
        assertThat(Sentences.of(new LegLost("c1", "b1", new Party.Anonymous(), 486, "Busy Here", false)))
                .isEqualTo("Leg b1 came to nothing: Busy Here (486).");
    }

    @Test
    void a_refused_resume_is_not_told_as_a_refused_hold() {
        assertThat(Sentences.of(new HoldRefused("c1", "b1", false, "call.not-on-hold", "nobody is on hold")))
                .isEqualTo("Resume for leg b1 was refused: nobody is on hold.");
        assertThat(Sentences.of(new HoldRefused("c1", "b1", true, "leg.not-talking", "leg b1 talks to nobody")))
                .isEqualTo("Hold for leg b1 was refused: leg b1 talks to nobody.");
    }

    @Test
    void a_registration_says_where_its_proxies_are_not_passed() {
        assertThat(Sentences.of(new TrunkRegistered("tr_1", "edge1", "sip:acme@c.test", "sip:edge1", AT, null)))
                .isEqualTo("We are registered at trunk tr_1 as sip:acme@c.test by edge edge1 until " + AT + ".");
        assertThat(Sentences.of(new TrunkRegistered(
                        "tr_1", "edge1", "sip:acme@c.test", "sip:edge1", AT, "trunk.route-unusable")))
                .endsWith(AT + "; its Service-Route is not followed: trunk.route-unusable.");
    }

    private static LegRang rang(String call) {
        return new LegRang(call, "b1", 180);
    }

    private static EventRecord event(int seq, String call, Event event) {
        return event(seq, call, event, Because.of("party.progressed"));
    }

    private static EventRecord event(int seq, String call, Event event, Because because) {
        return new EventRecord("0-1-" + seq, "acc_1", call, seq, AT, "0-1", "test", event, because);
    }
}
