package io.ringlog.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.TrunkCommand.AskOptions;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.TrunkEvent.TrunkDown;
import io.ringlog.domain.journal.TrunkEvent.TrunkUnwatched;
import io.ringlog.domain.journal.TrunkEvent.TrunkUp;
import io.ringlog.domain.journal.TrunkFact.OptionsAnswered;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One edge asks a trunk by OPTIONS; three answers that are missing make it down, two that come make it up again. */
class AskingTrunksSpec {

    private static final Duration HAND_OVER = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Map<String, Facts> facts = new HashMap<>();
    private final Phones phones = new Phones(facts("edge1"));
    private final BrainSpec brain = Phones.office()
            .given(
                    Draft.like(Rows.account()).with("country", "DE").row(),
                    watched("tr_2").with("optionsIntervalSec", null).row(),
                    Rows.route("route_1", "tr_1", "tr_2").row());

    private Facts facts(String edge) {
        return facts.computeIfAbsent(edge, any -> new Facts(edge, 1));
    }

    private static Draft<SipTrunk> watched(String id) {
        return Draft.like(Rows.trunk())
                .with("id", id)
                .with("name", id)
                .with("proxy", id.replace('_', '-') + ".example")
                .with("optionsIntervalSec", 30)
                .with("optionsDownAfter", 3)
                .with("optionsUpAfter", 2);
    }

    private AskOptions asked() {
        return brain.commands(AskOptions.class).getLast();
    }

    private List<String> askers() {
        return brain.outgoing().stream()
                .filter(it -> it instanceof CommandRecord command && command.command() instanceof AskOptions)
                .map(it -> ((CommandRecord) it).edge())
                .toList();
    }

    /** The trunk answers what it was asked last; what happened is looked at afterwards. */
    private void answers(int status) {
        String edge = askers().getLast();
        AskOptions question = asked();
        brain.when(new OptionsAnswered(facts(edge).stamp(), question.trunkId(), question.askId(), status));
    }

    private void answersInTurn(int... statuses) {
        for (int status : statuses) {
            answers(status);
            brain.whenPassed(INTERVAL);
        }
    }

    private Duration untilAsked() {
        return Duration.between(
                brain.now(), brain.timers().get("trunk-check/tr_1").due());
    }

    private void start(String... edges) {
        for (String edge : edges) {
            brain.when(new EdgeStarted(edge, 1));
        }
        brain.whenSaved(watched("tr_1").row());
    }

    private int calls;

    private String dialledBy() {
        brain.when(phones.calls("call" + calls++, "anna", "089 1234567"));
        return brain.commands(InviteParty.class)
                .getFirst()
                .targets()
                .getFirst()
                .contact()
                .uri();
    }

    @Test
    void a_trunk_is_asked_at_once_and_then_at_its_interval() {
        start("edge1");

        assertThat(asked().uri()).isEqualTo("sip:tr-1.example");
        assertThat(asked().from()).isEqualTo("sip:tr-1.example");
        String first = asked().askId();
        answers(200);
        assertThat(brain.events()).containsExactly(new TrunkUp("tr_1", "edge1", 200));

        brain.whenPassed(INTERVAL.minusSeconds(1));
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(asked().askId()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 403, 404, 405, 483, 486, 500, 501, 600})
    void whatever_it_answers_it_is_there(int status) {
        start("edge1");

        answersInTurn(408, 408, status, 408, 408, status);

        assertThat(brain.state().trunkHealth("tr_1").orElseThrow().standing().name())
                .isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void three_answers_that_are_missing_make_it_down_and_two_that_come_make_it_up(int missing) {
        start("edge1");
        answersInTurn(200, missing, missing);
        answers(missing);

        assertThat(brain.events()).containsExactly(new TrunkDown("tr_1", "edge1", missing, 3));
        Because because = brain.reasons(TrunkDown.class).getFirst();
        assertThat(because.rule()).isEqualTo("trunk.down");
        assertThat(because.inputs()).containsEntry("was", "up").containsEntry("in_a_row", "3");

        brain.whenPassed(INTERVAL);
        answersInTurn(200, missing, 200);
        answers(200);
        assertThat(brain.events()).containsExactly(new TrunkUp("tr_1", "edge1", 200));
    }

    @Test
    void what_was_not_asked_says_nothing_of_the_trunk() {
        start("edge1");
        answersInTurn(200, 408, 408, 0);
        assertThat(brain.events(TrunkDown.class)).isEmpty();

        answers(0);
        brain.whenPassed(INTERVAL);
        answers(408);
        assertThat(brain.events()).containsExactly(new TrunkDown("tr_1", "edge1", 408, 3));
    }

    @Test
    void one_that_stays_down_is_asked_ever_more_seldom_up_to_a_minute_until_it_answers() {
        brain.given(new EdgeStarted("edge1", 1))
                .whenSaved(watched("tr_1").with("optionsIntervalSec", 5).row());
        Duration five = Duration.ofSeconds(5);
        for (int status : new int[] {200, 408, 408, 408}) {
            answers(status);
            brain.whenPassed(five);
        }
        for (int i = 0; i < 30; i++) {
            answers(408);
            brain.whenFires("trunk-check/tr_1");
        }
        answers(408);
        assertThat(untilAsked()).isEqualTo(Duration.ofMinutes(1));

        brain.whenFires("trunk-check/tr_1");
        answers(200);
        assertThat(untilAsked()).isEqualTo(five);
    }

    @Test
    void another_interval_counts_at_once() {
        brain.given(new EdgeStarted("edge1", 1))
                .whenSaved(watched("tr_1").with("optionsIntervalSec", 3600).row());
        answers(200);

        brain.whenSaved(watched("tr_1").with("optionsIntervalSec", 5).row());
        assertThat(brain.commands()).isEmpty();

        brain.whenPassed(Duration.ofSeconds(5));
        assertThat(askers()).hasSize(1);
    }

    @Test
    void an_edge_that_says_nothing_is_asked_no_more_while_there_is_another() {
        start("edge1", "edge2");
        String first = askers().getFirst();

        brain.whenPassed(INTERVAL);
        assertThat(askers()).hasSize(1).doesNotContain(first);
    }

    @Test
    void nobody_asks_for_an_account_that_is_suspended() {
        start("edge1");
        answers(200);

        brain.whenSaved(Rows.suspended());
        assertThat(brain.events(TrunkUnwatched.class)).hasSize(1);
        brain.whenPassed(INTERVAL.multipliedBy(3));
        assertThat(brain.commands()).isEmpty();

        brain.whenSaved(Rows.account());
        assertThat(askers()).hasSize(1);
    }

    @Test
    void a_trunk_that_comes_up_says_with_how_many_answers() {
        start("edge1");
        answersInTurn(408, 408);
        answers(200);
        assertThat(brain.reasons(TrunkUp.class).getFirst().inputs()).containsEntry("in_a_row", "1");
    }

    @Test
    void an_answer_to_another_question_is_none() {
        start("edge1");
        AskOptions first = asked();
        brain.whenPassed(INTERVAL);

        brain.when(new OptionsAnswered(facts("edge1").stamp(), "tr_1", first.askId(), 200));
        assertThat(brain.events()).isEmpty();
        brain.when(new OptionsAnswered(facts("edge1").stamp(), "tr_9", "ask", 200));
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void a_call_goes_by_a_trunk_that_is_up_and_says_why_not_by_the_other() {
        start("edge1");
        assertThat(dialledBy()).contains("tr-1");
        brain.whenPassed(INTERVAL);
        answersInTurn(408, 408, 408);

        assertThat(dialledBy()).contains("tr-2");
        assertThat(brain.reasons(NumberDialled.class).getFirst().alternatives())
                .extracting(Because.Alternative::what, Because.Alternative::why)
                .contains(tuple("route_1 by tr_1", "trunk.down"));
    }

    @Test
    void when_all_are_down_they_are_tried_all_the_same() {
        start("edge1");
        brain.given(Rows.route("route_1", "tr_1").row());
        answersInTurn(408, 408, 408);

        assertThat(dialledBy()).contains("tr-1");
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void a_trunk_that_is_up_is_found_behind_any_number_that_are_down() {
        start("edge1");
        List<String> down = IntStream.range(10, 22).mapToObj(i -> "tr_" + i).toList();
        for (String id : down) {
            brain.whenSaved(watched(id).with("optionsDownAfter", 1).row());
            answers(408);
        }
        List<String> all = Stream.concat(down.stream(), Stream.of("tr_2")).toList();
        brain.given(Rows.route("route_1", all.toArray(String[]::new)).row());

        assertThat(dialledBy()).contains("tr-2");
        brain.when(phones.calls("help", "anna", "112"));
        assertThat(brain.reasons(NumberDialled.class).getFirst().inputs().get("trunks"))
                .startsWith("tr_2, tr_10, ")
                .endsWith("tr_16");
    }

    @Test
    void help_is_called_by_a_trunk_that_is_down_after_all_others() {
        start("edge1");
        answersInTurn(408, 408, 408);

        brain.when(phones.calls("c1", "anna", "112"));

        assertThat(brain.reasons(NumberDialled.class).getFirst().inputs()).containsEntry("trunks", "tr_2, tr_1");
    }

    @Test
    void exactly_one_edge_asks_and_another_takes_over_within_seconds_when_it_is_lost() {
        start("edge1", "edge2", "edge3");
        assertThat(askers()).hasSize(1);
        String first = askers().getFirst();
        answersInTurn(200, 200);
        assertThat(askers()).containsExactly(first);

        brain.given(new EdgeLost(first, 1, "heartbeat missing")).whenPassed(HAND_OVER);

        assertThat(askers()).hasSize(1).doesNotContain(first);
        String second = askers().getFirst();
        answers(200);
        brain.given(new EdgeStarted(first, 2)).whenPassed(INTERVAL);
        assertThat(askers()).containsExactly(second);
    }

    @Test
    void an_edge_that_started_anew_is_asked_again_and_one_of_a_former_life_is_not_lost() {
        start("edge1");

        brain.given(new EdgeStarted("edge1", 2)).whenPassed(HAND_OVER);
        assertThat(askers()).containsExactly("edge1");

        brain.when(new EdgeLost("edge1", 1, "late news"));
        assertThat(askers()).isEmpty();
        brain.whenPassed(INTERVAL);
        assertThat(askers()).containsExactly("edge1");
    }

    @Test
    void without_an_edge_nobody_asks_and_a_trunk_stands_as_it_stood() {
        start();
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(INTERVAL.multipliedBy(5));
        assertThat(brain.commands()).isEmpty();

        brain.given(new EdgeStarted("edge1", 1)).whenPassed(INTERVAL);
        assertThat(askers()).containsExactly("edge1");
        answersInTurn(408, 408, 408);
        brain.given(new EdgeLost("edge1", 1, "stopped")).whenPassed(INTERVAL.multipliedBy(5));
        assertThat(brain.events(TrunkEvent.class)).isEmpty();
    }

    @Test
    void trunks_spread_over_the_edges() {
        brain.given(new EdgeStarted("edge1", 1), new EdgeStarted("edge2", 1));
        Map<String, Integer> trunksOf = new HashMap<>();
        for (int i = 10; i < 50; i++) {
            brain.whenSaved(watched("tr_" + i).row());
            trunksOf.merge(askers().getFirst(), 1, Integer::sum);
        }

        assertThat(trunksOf.values()).allSatisfy(it -> assertThat(it).isGreaterThan(8));
    }

    @Test
    void a_trunk_that_is_not_to_be_asked_any_more_is_forgotten() {
        start("edge1");
        answersInTurn(408, 408, 408);

        brain.whenSaved(watched("tr_1").with("optionsIntervalSec", null).row());

        assertThat(brain.events(TrunkUnwatched.class)).containsExactly(new TrunkUnwatched("tr_1"));
        assertThat(brain.timers()).isEmpty();
        assertThat(dialledBy()).contains("tr-1");
    }

    @Test
    void a_trunk_that_has_gone_is_off_or_cannot_be_reached_is_not_asked() {
        start("edge1");
        brain.whenSaved(watched("tr_1").with("status", RowStatus.DISABLED).row());
        assertThat(brain.events(TrunkUnwatched.class)).hasSize(1);

        brain.whenSaved(watched("tr_3").row()).whenRemoved("tr_3");
        assertThat(brain.events(TrunkUnwatched.class)).hasSize(1);

        brain.whenSaved(watched("tr_4").with("proxy", null).row());
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void a_trunk_that_moves_to_another_place_is_known_no_more_and_another_name_changes_nothing() {
        start("edge1");
        answersInTurn(408, 408, 408);

        brain.whenSaved(watched("tr_1").with("name", "new name").row());
        assertThat(brain.events(TrunkEvent.class)).isEmpty();
        assertThat(brain.commands()).isEmpty();

        brain.whenSaved(watched("tr_1")
                .with("proxy", "new.example")
                .with("transport", SipDevice.Transport.TCP)
                .row());
        assertThat(brain.events(TrunkUnwatched.class)).hasSize(1);
        assertThat(asked().uri()).isEqualTo("sip:new.example;transport=tcp");
        answers(404);
        assertThat(brain.events(TrunkUp.class)).hasSize(1);
    }
}
