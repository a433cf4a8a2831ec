package io.ringlog.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeDrains;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistrationFailed;
import io.ringlog.domain.journal.TrunkEvent.TrunkUnregistered;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One edge holds a registration; another takes over when it goes, and what is not wanted any more is taken back. */
class HandingRegistrationsOverSpec extends AtARegistrar {

    @Test
    void those_that_began_together_are_renewed_apart_and_handed_over_apart() {
        brain.given(new EdgeStarted("edge1", 1), new EdgeStarted("edge2", 1));
        Map<Instant, Long> renewals = new TreeMap<>();
        for (int i = 10; i < 40; i++) {
            brain.whenSaved(trunk().with("id", "tr_" + i).with("name", "T" + i).row());
            answers(200, 3600);
        }
        brain.timers().values().forEach(it -> renewals.merge(it.due(), 1L, Long::sum));
        assertThat(renewals).hasSizeGreaterThan(20);

        brain.when(new EdgeLost("edge1", 1, "heartbeat missing"));
        assertThat(brain.commands()).isEmpty();
        Instant end = brain.now().plus(HAND_OVER);
        assertThat(brain.timers().values().stream().map(Timer::due).filter(end::isAfter))
                .hasSizeGreaterThan(8)
                .doesNotHaveDuplicates();
        handedOver();
        assertThat(askers()).hasSizeGreaterThan(8).containsOnly("edge2");
    }

    @Test
    void a_renewal_that_fails_says_what_is_still_bound_and_until_when() {
        start("edge1");
        answers(200, 3600);
        Instant until = brain.events(TrunkRegistered.class).getFirst().expiresAt();
        brain.whenFires(TIMER);

        answers(408, null);
        assertThat(failure())
                .extracting(TrunkRegistrationFailed::contact, TrunkRegistrationFailed::expiresAt)
                .containsExactly(contact("edge1"), until);

        brain.at(until);
        brain.whenFires(TIMER);
        answers(408, null);
        assertThat(failure().contact()).isNull();
    }

    @Test
    void what_an_edge_that_nobody_heard_has_left_is_taken_back_once() {
        start("edge1");
        List<String> others = List.of("sip:192.0.2.9:5060");

        brain.when(answer(200, 3600, null, null, others));
        handedOver();
        assertThat(asked().gone()).isEqualTo(others);

        brain.when(answer(200, 3600, null, null, others));
        handedOver();
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void a_registrar_that_names_ever_other_places_is_registered_at_no_more_often() {
        start("edge1");
        Instant began = brain.now();
        int rounds = 0;

        for (int i = 0; i < 40 && brain.now().isBefore(began.plusSeconds(600)); i++) {
            brain.when(answer(200, 3600, null, null, List.of("sip:192.0.2.9:" + (5060 + i))));
            Instant due = brain.timers().get(TIMER).due();
            if (i > 0) {
                assertThat(due).isAfterOrEqualTo(brain.now().plusSeconds(15));
            }
            brain.at(due);
            brain.whenFires(TIMER);
            rounds++;
        }

        assertThat(rounds).isEqualTo(9);
    }

    @Test
    void exactly_one_edge_holds_it_and_another_takes_over_within_seconds_when_it_is_lost() {
        start("edge1", "edge2");
        assertThat(askers()).hasSize(1);
        String first = askers().getFirst();
        String second = first.equals("edge1") ? "edge2" : "edge1";
        answers(200, 3600);

        brain.when(new EdgeLost(first, 1, "heartbeat missing"));
        handedOver();
        assertThat(askers()).containsExactly(second);
        assertThat(asked().gone()).containsExactly(contact(first));

        answers(200, 3600);
        assertThat(brain.events(TrunkRegistered.class))
                .extracting(TrunkRegistered::edge, TrunkRegistered::contact)
                .containsExactly(tuple(second, contact(second)));
        brain.when(new EdgeStarted(first, 2));
        assertThat(brain.commands()).isEmpty();
        brain.whenFires(TIMER);
        assertThat(askers()).containsExactly(second);
        assertThat(asked().gone()).isEmpty();
    }

    @Test
    void an_edge_that_drains_leaves_its_registrations_to_another_and_keeps_them_where_there_is_none() {
        start("edge1", "edge2");
        String first = askers().getFirst();
        String second = first.equals("edge1") ? "edge2" : "edge1";
        answers(200, 3600);

        brain.when(new EdgeDrains(second, 1));
        handedOver();
        assertThat(brain.commands()).isEmpty();
        brain.given(new EdgeStarted(second, 2)).when(new EdgeDrains(first, 1));
        handedOver();
        assertThat(askers()).containsExactly(second);
        assertThat(asked().gone()).containsExactly(contact(first));

        answers(200, 3600);
        brain.when(new EdgeDrains(second, 2));
        handedOver();
        assertThat(brain.outgoing()).isEmpty();
    }

    @Test
    void an_edge_that_comes_back_at_another_place_takes_the_old_one_back() {
        start("edge1");
        answers(200, 3600);

        brain.when(new EdgeStarted("edge1", 2));
        handedOver();
        assertThat(asked().gone()).containsExactly(contact("edge1"));

        answers(503, null);
        brain.whenSaved(trunk().with("doRegister", false).row());
        assertThat(asked().expiresSec()).isZero();
        assertThat(asked().gone()).containsExactly(contact("edge1"));
    }

    @Test
    void with_the_last_edge_it_is_gone_until_one_starts() {
        start();
        assertThat(failure())
                .isEqualTo(new TrunkRegistrationFailed("tr_1", null, 0, "trunk.no-edge", null, null, null));
        brain.when(new EdgeStarted("edge1", 1));
        brain.given(new EdgeStarted("edge3", 1), new EdgeLost("edge3", 1, "stopped"));
        handedOver();
        answers(200, 3600);

        brain.when(new EdgeLost("edge1", 1, "stopped"));
        assertThat(failure().code()).isEqualTo("trunk.no-edge");
        assertThat(brain.timers()).isEmpty();

        brain.when(new EdgeStarted("edge2", 1));
        handedOver();
        assertThat(askers()).containsExactly("edge2");
        assertThat(asked().gone()).containsExactly(contact("edge1"));
    }

    @Test
    void an_edge_that_started_anew_registers_again_and_late_news_of_its_former_life_is_none() {
        start("edge1");
        answers(200, 3600);

        brain.when(new EdgeStarted("edge1", 2));
        handedOver();
        assertThat(askers()).containsExactly("edge1");
        brain.when(new EdgeLost("edge1", 1, "late"));
        handedOver();
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void what_is_not_wanted_any_more_is_taken_back() {
        start("edge1");
        answers(200, 3600);

        brain.whenSaved(trunk().with("doRegister", false).row());
        assertThat(asked().expiresSec()).isZero();
        answers(401, null, challenge(false));
        assertThat(asked().expiresSec()).isZero();
        answers(200, null);

        assertThat(brain.events()).containsExactly(new TrunkUnregistered("tr_1"));
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_trunk_that_has_gone_is_told_with_the_credentials_it_had() {
        start("edge1");
        answers(200, 3600);

        brain.whenRemoved("tr_1");
        answers(401, null, challenge(false));

        assertThat(asked().credentials()).hasSize(1);
        answers(500, null);
        assertThat(brain.events(TrunkUnregistered.class)).hasSize(1);
    }

    @Test
    void what_cannot_be_taken_back_runs_out_by_itself() {
        start("edge1");
        answers(200, 3600);
        brain.whenSaved(trunk().with("status", RowStatus.DISABLED).row());
        brain.whenSaved(trunk().with("status", RowStatus.DISABLED).row());

        brain.whenPassed(Duration.ofSeconds(15));

        assertThat(brain.events()).containsExactly(new TrunkUnregistered("tr_1"));
    }

    @Test
    void what_is_being_taken_back_ends_with_its_edge() {
        start("edge1", "edge2");
        answers(200, 3600);
        String edge =
                String.valueOf(brain.state().trunkLine("tr_1").orElseThrow().edge());
        brain.whenSaved(trunk().with("doRegister", false).row());

        brain.when(new EdgeLost(edge, 1, "stopped"));

        assertThat(brain.events(TrunkEvent.class)).containsExactly(new TrunkUnregistered("tr_1"));
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void a_registration_that_never_was_needs_no_taking_back() {
        start("edge1");
        answers(403, null);

        brain.whenSaved(trunk().with("doRegister", false).row());

        assertThat(brain.commands()).isEmpty();
        assertThat(brain.events(TrunkUnregistered.class)).hasSize(1);
    }

    @Test
    void another_password_takes_the_old_registration_back_and_begins_a_new_one() {
        start("edge1");
        answers(200, 3600);
        brain.whenSaved(trunk().with("name", "other name").row());
        assertThat(brain.commands()).isEmpty();

        brain.whenSaved(trunk().with("fromDomain", "us.example").row());
        assertThat(asked().expiresSec()).isZero();
        answers(200, null);

        assertThat(asked().uri()).isEqualTo("sip:us.example");
        assertThat(asked().to()).isEqualTo("sip:carrier.example:5060");
        assertThat(asked().aor()).isEqualTo("sip:acme@us.example");
    }

    @Test
    void what_a_registration_stands_for_is_in_its_mark() {
        start("edge1");
        String mark = asked().mark();
        answers(200, 3600);
        brain.whenSaved(trunk().with("authSecret", "sealed anew").row());
        assertThat(asked().mark()).isEqualTo(mark);
        answers(200, null);

        assertThat(asked().mark()).isNotEqualTo(mark).matches("[0-9a-f]{16}");
    }

    @Test
    void an_account_that_is_suspended_is_registered_nowhere_until_it_is_active_again() {
        start("edge1");
        answers(200, 3600);

        brain.whenSaved(Rows.suspended());
        assertThat(asked().expiresSec()).isZero();
        answers(200, null);
        assertThat(brain.events(TrunkUnregistered.class)).hasSize(1);

        brain.whenSaved(Rows.account());
        assertThat(asked().expiresSec()).isEqualTo(3600);
    }
}
