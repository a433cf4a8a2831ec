package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue.Strategy;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The strategies but for those that wait for a tier and that ring all at once. */
class ChoosingAnAgentSpec {

    private CallCentre centre = CallCentre.open();
    private int calls;
    private Because said = Because.of("none");

    @Test
    void round_robin_goes_on_after_whoever_was_offered_last() {
        open(Strategy.ROUND_ROBIN);

        assertThat(List.of(next(), next(), next(), next())).containsExactly("us_anna", "us_ben", "us_cleo", "us_anna");
        assertThat(because().rule()).isEqualTo("queue.round-robin");
        assertThat(because().inputs()).containsEntry("after", "us_cleo").containsEntry("position", "0");
    }

    @Test
    void round_robin_goes_by_position_before_the_user_id() {
        centre.brain.given(
                Rows.member(QUEUE, "us_anna", 1, 2, Mode.OPTIONAL), Rows.member(QUEUE, "us_ben", 1, 1, Mode.OPTIONAL));
        open(Strategy.ROUND_ROBIN);

        assertThat(List.of(next(), next(), next(), next())).containsExactly("us_cleo", "us_ben", "us_anna", "us_cleo");
    }

    @Test
    void round_robin_passes_over_who_is_not_there_and_counts_a_missed_offer() {
        open(Strategy.ROUND_ROBIN);
        centre.brain.given(centre.wants("ben", Verb.PAUSE));
        centre.calls("missed");
        centre.brain.given(centre.facts.failed("missed", "b1", 486), centre.facts.failed("missed", "b2", 486));
        centre.brain.given(centre.facts.hungUp("missed", "a"));

        assertThat(next()).isEqualTo("us_anna");
    }

    @Test
    void the_pointer_of_a_queue_is_not_moved_by_another() {
        centre.brain.given(
                QueueRow.queue("q_2").strategy(Strategy.ROUND_ROBIN).row(), Rows.did("222", DestKind.QUEUE, "q_2"));
        List.of("anna", "ben")
                .forEach(name -> centre.brain.given(Rows.member("q_2", "us_" + name, 1, 0, Mode.OPTIONAL)));
        open(Strategy.ROUND_ROBIN);
        List<QueueChoice> both = List.of(new QueueChoice(QUEUE, null), new QueueChoice("q_2", null));
        centre.brain.given(
                centre.wants("anna", Verb.AVAILABLE, both, null), centre.wants("ben", Verb.AVAILABLE, both, null));

        String first = next();
        centre.brain.given(centre.facts.inviteFromTrunk("other", Rows.TRUNK, "49", "222"));
        String inTheOther = centre.offered("other");
        centre.brain.given(centre.facts.hungUp("other", "a"));

        assertThat(List.of(first, inTheOther, next())).containsExactly("us_anna", "us_anna", "us_ben");
    }

    @Test
    void round_robin_goes_on_after_its_own_choice_when_a_supervisor_makes_another() {
        open(Strategy.ROUND_ROBIN);
        assertThat(next()).isEqualTo("us_anna");
        centre.calls("pulled");
        assertThat(centre.offered("pulled")).isEqualTo("us_ben");

        centre.brain.when(
                new CallerActed("act-s", "api-1", "pulled", CallerActed.Verb.PULL, null, null, "us_anna", "us_sue"));

        assertThat(centre.offered("pulled")).isEqualTo("us_anna");
        centre.brain.given(centre.facts.hungUp("pulled", "a"));
        assertThat(next()).isEqualTo("us_cleo");
    }

    @Test
    void a_membership_that_moves_moves_the_order() {
        open(Strategy.TOP_DOWN);
        assertThat(next()).isEqualTo("us_anna");

        centre.brain.whenSaved(Rows.member(QUEUE, "us_anna", 1, 9, Mode.OPTIONAL));

        assertThat(next()).isEqualTo("us_ben");
    }

    @Test
    void top_down_always_begins_at_the_top() {
        open(Strategy.TOP_DOWN);

        assertThat(List.of(next(), next(), next())).containsOnly("us_anna");
        assertThat(because().rule()).isEqualTo("queue.top-down");
        assertThat(because().alternatives())
                .containsExactly(
                        new Because.Alternative("us_ben", "tier 1, position 0"),
                        new Because.Alternative("us_cleo", "tier 1, position 0"));
    }

    @Test
    void fewest_calls_counts_those_taken_in_this_queue_today() {
        open(Strategy.FEWEST_CALLS);

        assertThat(List.of(talk(5), talk(50), talk(1), talk(1)))
                .containsExactly("us_anna", "us_ben", "us_cleo", "us_anna");
        assertThat(because().rule()).isEqualTo("queue.fewest-calls");
        assertThat(because().inputs()).containsEntry("calls_today", "1");
        assertThat(because().alternatives())
                .containsExactly(
                        new Because.Alternative("us_ben", "tier 1, 1 calls today"),
                        new Because.Alternative("us_cleo", "tier 1, 1 calls today"));
    }

    @Test
    void least_talk_time_counts_the_talk_in_this_queue_today() {
        open(Strategy.LEAST_TALK_TIME);

        assertThat(List.of(talk(30), talk(10), talk(20), talk(5), talk(20)))
                .containsExactly("us_anna", "us_ben", "us_cleo", "us_ben", "us_ben");
        assertThat(because().rule()).isEqualTo("queue.least-talk-time");
        assertThat(because().inputs()).containsEntry("talk_today_ms", "15000");
        assertThat(because().alternatives())
                .contains(new Because.Alternative("us_anna", "tier 1, 30000 ms of talk today"));
    }

    @Test
    void counters_begin_anew_at_midnight_of_the_account() {
        open(Strategy.FEWEST_CALLS);
        talk(1);
        centre.brain.at(Instant.parse("2026-03-03T23:59:00Z"));
        registerAgain();
        assertThat(next()).isEqualTo("us_ben");

        centre.brain.at(Instant.parse("2026-03-04T00:00:00Z"));

        assertThat(next()).isEqualTo("us_anna");
    }

    @Test
    void random_draws_from_the_record_and_offers_everybody_at_times() {
        open(Strategy.RANDOM);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            drawn.add(next());
        }

        assertThat(drawn).contains("us_anna", "us_ben", "us_cleo");
        assertThat(because().rule()).isEqualTo("queue.random");
        assertThat(because().inputs()).containsKey("drawn_at");
        assertThat(because().alternatives()).hasSize(2).allMatch(it -> it.why().equals("tier 1, not drawn"));
        assertThat(drawn.subList(0, 3)).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void random_does_not_draw_who_missed_this_caller_before_all_others_did() {
        open(Strategy.RANDOM);
        for (int i = 0; i < 20; i++) {
            String call = "r" + i;
            centre.calls(call);
            String first = centre.offered(call);
            centre.brain.given(centre.facts.failed(call, "b1", 486));
            String second = centre.offered(call);
            centre.brain.given(centre.facts.failed(call, "b2", 486));

            assertThat(List.of(first, second, String.valueOf(centre.offered(call))))
                    .doesNotHaveDuplicates();
            centre.brain.given(
                    centre.facts.hungUp(call, "a"),
                    centre.available("anna"),
                    centre.available("ben"),
                    centre.available("cleo"));
        }
    }

    @Test
    void a_strategy_that_changes_decides_the_next_call() {
        open(Strategy.TOP_DOWN);
        assertThat(List.of(next(), next())).containsOnly("us_anna");

        centre.brain.whenSaved(
                QueueRow.queue(QUEUE).strategy(Strategy.ROUND_ROBIN).row());

        assertThat(List.of(next(), next())).containsExactly("us_anna", "us_ben");
    }

    @Test
    void several_who_become_free_at_once_are_chosen_by_the_strategy() {
        centre.brain.given(Rows.member(QUEUE, "us_anna", 1, 5, Mode.OPTIONAL));
        open(Strategy.TOP_DOWN);
        List.of("anna", "ben", "cleo").forEach(name -> centre.brain.given(centre.wants(name, Verb.PAUSE)));
        centre.calls("w1");

        centre.brain.when(centre.available("anna"), centre.available("ben"));

        assertThat(centre.offered("w1")).isEqualTo("us_anna");
        assertThat(because().rule()).isEqualTo("queue.agent-free");
        assertThat(because().inputs()).containsEntry("strategy", "top_down");
    }

    @Test
    void a_reason_names_no_more_than_ten_others() {
        for (int i = 10; i < 40; i++) {
            String name = "dora" + i;
            centre.brain.given(
                    UserRow.agent(name).row(),
                    Rows.device(name),
                    Rows.member(QUEUE, "us_" + name, 1, 0, Mode.OPTIONAL));
            centre.brain.given(centre.phones.registers(name), centre.available(name));
        }
        open(Strategy.LONGEST_IDLE);

        next();

        assertThat(because().alternatives()).hasSize(10);
    }

    private Because because() {
        List<Because> now = centre.brain.reasons(AgentReserved.class);
        return now.isEmpty() ? said : now.getLast();
    }

    private void open(Strategy strategy) {
        centre.brain.given(QueueRow.queue(QUEUE).strategy(strategy).wrapUpSec(0).row());
        List.of("anna", "ben", "cleo").forEach(name -> centre.brain.given(centre.available(name)));
    }

    private void registerAgain() {
        List.of("anna", "ben", "cleo").forEach(name -> centre.brain.given(centre.phones.registers(name)));
    }

    /** Whom the next call is offered to; it then gives up. */
    private String next() {
        calls++;
        centre.calls("n" + calls);
        String offered = String.valueOf(centre.offered("n" + calls));
        said = because();
        centre.brain.given(centre.facts.hungUp("n" + calls, "a"));
        return offered;
    }

    /** Whom the next call is offered to, who talks so long. */
    private String talk(int seconds) {
        calls++;
        String call = "n" + calls;
        centre.calls(call);
        said = because();
        String offered = String.valueOf(centre.offered(call));
        centre.talks(call);
        centre.brain.givenPassed(Duration.ofSeconds(seconds));
        centre.brain.given(centre.facts.hungUp(call, "a"));
        return offered;
    }
}
