package io.ringlog.domain.ringgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallEvent.RingGroupEntered;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.OverwriteFrom;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.FlowEvent.ScheduleFailedOpen;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ben, Cleo and Dora are the group; Anna calls it by extension 600. */
class RingingAGroupSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void everybody_is_there() {
        brain.given(Rows.extension("600", DestKind.RING_GROUP, "rg_1"), Rows.trunk());
        for (String name : List.of("cleo", "dora")) {
            brain.given(UserRow.user(name).row(), Rows.device(name));
        }
        for (String name : List.of("anna", "ben", "cleo", "dora")) {
            brain.given(phones.registers(name));
        }
        group(GroupRow.group("rg_1").of("ben", "cleo", "dora"));
    }

    @Test
    void all_ring_at_once_and_the_first_to_answer_takes_the_call() {
        brain.when(calls(C));
        assertThat(rung()).containsExactly("ben", "cleo", "dora");

        brain.when(facts.answered(C, "b2"));

        assertThat(brain.events(LegLost.class)).extracting(LegLost::legId).containsExactly("b1", "b3");
        assertThat(brain.events(LegLost.class)).allMatch(LegLost::answeredElsewhere);
        assertThat(brain.state().holders("user:us_ben")).isEmpty();
        assertThat(brain.state().holders("user:us_cleo")).containsExactly(C);
    }

    @Test
    void no_more_phones_ring_at_once_than_an_edge_has_legs_and_the_story_says_so() {
        brain.given(UserRow.user("eva").row(), Rows.device("eva"));
        group(GroupRow.group("rg_1").of("ben", "cleo", "dora", "eva"));
        for (String name : List.of("ben", "cleo", "dora", "eva")) {
            brain.given(phones.registers(name, contacts(name)));
        }

        brain.when(calls(C));

        assertThat(brain.commands(InviteParty.class).getFirst().targets()).hasSize(Obstacle.MOST_RUNG);
        assertThat(brain.reasons(LegsRung.class).getFirst().alternatives())
                .contains(new Because.Alternative("10 more contacts", "call.too-many-legs"));
    }

    private static ContactAsked[] contacts(String name) {
        return IntStream.range(0, 10)
                .mapToObj(i -> new ContactAsked("sip:%s@192.0.2.%d:5060".formatted(name, i + 10), 3600, null))
                .toArray(ContactAsked[]::new);
    }

    @Test
    void the_record_of_the_call_names_the_group_and_who_answered() {
        brain.given(calls(C), facts.answered(C, "b3"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(brain.events(CallEnded.class).getFirst().cdr())
                .extracting("ringGroupId", "answeredBy")
                .containsExactly("rg_1", "us_dora");
    }

    @Test
    void in_sequence_each_rings_for_its_time() {
        group(GroupRow.group("rg_1")
                .strategy(Strategy.SEQUENTIAL)
                .members(
                        new Member("us_cleo", 1, 0, 5),
                        new Member("us_ben", 2, 0, null),
                        new Member("us_dora", 2, 3, 4)));

        brain.when(calls(C));
        assertThat(rung()).containsExactly("cleo");
        brain.whenPassed(Duration.ofSeconds(5));
        assertThat(rung()).containsExactly("ben");
        brain.whenPassed(Duration.ofSeconds(3));
        assertThat(rung()).containsExactly("dora");
        brain.whenPassed(Duration.ofSeconds(4));
        assertThat(brain.events(LegLost.class)).extracting(LegLost::legId).containsExactly("b3");
        brain.whenPassed(Duration.ofSeconds(13));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::warning)
                .containsExactly("routing.no-answer");
    }

    @Test
    void only_who_rings_holds_a_place_among_the_calls_of_their_own() {
        group(GroupRow.group("rg_1").strategy(Strategy.SEQUENTIAL).of("ben", "cleo"));
        brain.given(calls(C));
        assertThat(brain.state().holders("user:us_ben")).containsExactly(C);
        assertThat(brain.state().holders("user:us_cleo")).isEmpty();

        brain.when(facts.failed(C, "b1", 486));

        assertThat(brain.state().holders("user:us_ben")).isEmpty();
        assertThat(brain.state().holders("user:us_cleo")).containsExactly(C);
    }

    @Test
    void who_has_become_full_before_its_turn_is_passed_over() {
        brain.given(UserRow.user("cleo").maxSimultaneous(1).row());
        group(GroupRow.group("rg_1").strategy(Strategy.SEQUENTIAL).of("ben", "cleo", "dora"));
        brain.given(calls(C), phones.calls("c2", "cleo", "anna"));

        brain.when(facts.failed(C, "b1", 486));

        assertThat(rung()).containsExactly("dora");
    }

    @Test
    void a_late_member_stops_with_the_group() {
        group(GroupRow.group("rg_1").members(new Member("us_ben", 0, 0, null), new Member("us_cleo", 0, 15, null)));
        brain.given(calls(C));

        brain.whenPassed(Duration.ofSeconds(15));
        assertThat(rung()).containsExactly("cleo");

        brain.whenPassed(Duration.ofSeconds(5));
        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
    }

    @Test
    void in_turn_each_call_begins_with_another() {
        group(GroupRow.group("rg_1").strategy(Strategy.ROUND_ROBIN).of("ben", "cleo", "dora"));

        assertThat(List.of(first("c1"), first("c2"), first("c3"), first("c4")))
                .containsExactly("us_ben", "us_cleo", "us_dora", "us_ben");
    }

    @Test
    void the_turn_goes_with_the_group() {
        group(GroupRow.group("rg_1").strategy(Strategy.ROUND_ROBIN).of("ben", "cleo"));
        first("c1");

        brain.whenRemoved("rg_1");

        assertThat(brain.state().groupPointer("rg_1")).isEmpty();
    }

    @Test
    void drawn_by_the_record_everybody_begins_some_time_and_the_same_record_draws_the_same() {
        var group = GroupRow.group("rg_1")
                .strategy(Strategy.RANDOM)
                .of("ben", "cleo", "dora")
                .row();
        List<String> firsts = IntStream.range(0, 300)
                .mapToObj(i -> MemberOrder.of(group, null, "3-" + i).getFirst().userId())
                .toList();

        assertThat(Collections.frequency(firsts, "us_ben")).isBetween(60, 140);
        assertThat(Collections.frequency(firsts, "us_cleo")).isBetween(60, 140);
        assertThat(MemberOrder.of(group, null, "3-7")).isEqualTo(MemberOrder.of(group, null, "3-7"));
    }

    @Test
    void who_talks_does_not_want_to_be_disturbed_or_has_no_phone_is_left_out_with_the_reason() {
        brain.given(UserRow.user("dora").dnd().row(), UserRow.user("emil").row());
        group(GroupRow.group("rg_1").of("ben", "cleo", "dora", "emil", "anna", "nobody"));
        brain.given(phones.calls("c0", "ben", "cleo"), facts.answered("c0", "b1"));

        brain.when(calls(C));

        assertThat(brain.reasons(RingGroupEntered.class).getFirst().alternatives())
                .containsExactly(
                        new Because.Alternative("us_ben", "is in another call"),
                        new Because.Alternative("us_cleo", "is in another call"),
                        new Because.Alternative("us_dora", "does not want to be disturbed"),
                        new Because.Alternative("us_emil", "has no phone that could ring"),
                        new Because.Alternative("us_anna", "is the caller"),
                        new Because.Alternative("us_nobody", "is no user"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(486);
    }

    @Test
    void whoever_only_rings_is_rung_by_the_next_call_too() {
        brain.given(calls("c1"));

        brain.when(phones.calls("c2", "anna", "600"));

        assertThat(rung()).containsExactly("ben", "cleo", "dora");
    }

    @Test
    void the_busy_ring_where_the_group_says_so_and_the_full_never_do() {
        group(GroupRow.group("rg_1").ringingTheBusy().of("ben", "cleo"));
        brain.given(UserRow.user("cleo").maxSimultaneous(1).row());
        brain.given(phones.calls("c0", "ben", "cleo"), facts.answered("c0", "b1"));

        brain.when(calls(C));

        assertThat(rung()).containsExactly("ben");
    }

    @Test
    void nobody_answering_goes_to_the_groups_target() {
        group(GroupRow.group("rg_1").of("ben", "cleo").noAnswer(DestKind.USER, "us_dora"));
        brain.given(calls(C));

        brain.whenPassed(Duration.ofSeconds(20));

        assertThat(brain.events(CallRouted.class))
                .extracting(routed -> routed.target().id())
                .containsExactly("us_dora");
        assertThat(brain.reasons(CallRouted.class).getFirst().rule()).isEqualTo("routing.no-answer");
        assertThat(rung()).containsExactly("dora");
    }

    @Test
    void a_prefix_stands_before_the_callers_name_until_the_group_is_left() {
        group(GroupRow.group("rg_1").of("ben").cidPrefix("Sales:").noAnswer(DestKind.USER, "us_dora"));

        brain.when(calls(C));
        assertThat(brain.commands(OverwriteFrom.class))
                .containsExactly(new OverwriteFrom(C, new Command.CallerId("anna", "Sales: User anna")));
        assertThat(brain.commands(InviteParty.class).getFirst().callerId())
                .isEqualTo(new Command.CallerId("anna", "Sales: User anna"));

        brain.whenPassed(Duration.ofSeconds(20));
        assertThat(brain.commands(OverwriteFrom.class))
                .containsExactly(new OverwriteFrom(C, new Command.CallerId("anna", "User anna")));
        assertThat(brain.commands(InviteParty.class).getFirst().callerId())
                .isEqualTo(new Command.CallerId("anna", "User anna"));
    }

    @Test
    void a_group_that_is_closed_sends_calls_elsewhere_or_refuses_them() {
        brain.given(Rows.schedule("sch_1", "UTC", Rows.weekly(3, "09:00", "17:00")));
        group(GroupRow.group("rg_1").of("ben").schedule("sch_1").closed(DestKind.USER, "us_dora"));
        brain.when(calls("c1"));
        assertThat(rung()).containsExactly("dora");

        group(GroupRow.group("rg_1").of("ben").schedule("sch_1"));
        brain.when(calls("c2"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::warning)
                .containsExactly("routing.closed");
    }

    @Test
    void a_group_on_a_holiday_sends_calls_to_its_holiday_target_and_one_whose_hours_are_gone_is_open() {
        brain.given(Rows.schedule("sch_1", "UTC", Rows.date("2026-03-03", null, null, true)));
        group(GroupRow.group("rg_1").of("ben").schedule("sch_1").holiday(DestKind.USER, "us_dora"));
        brain.when(calls("c1"));
        assertThat(rung()).containsExactly("dora");

        group(GroupRow.group("rg_1").of("ben").schedule("sch_gone"));
        brain.when(calls("c2"));
        assertThat(brain.events(ScheduleFailedOpen.class))
                .containsExactly(new ScheduleFailedOpen("c2", "sch_gone", "there is no schedule sch_gone"));
        assertThat(rung()).containsExactly("ben");
    }

    @Test
    void a_group_that_is_gone_is_a_missing_target() {
        brain.given(Rows.extension("601", DestKind.RING_GROUP, "rg_9"));

        brain.when(phones.calls(C, "anna", "601"));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(404);
    }

    private void group(GroupRow group) {
        brain.given(group.row());
    }

    private InviteReceived calls(String callId) {
        return phones.calls(callId, "anna", "600");
    }

    private String first(String callId) {
        brain.when(calls(callId));
        return brain.events(RingGroupEntered.class).getFirst().members().getFirst();
    }

    private List<String> rung() {
        return brain.commands(InviteParty.class).stream()
                .flatMap(invite -> invite.targets().stream())
                .map(target -> target.contact().uri().replaceAll("sip:(.*)@.*", "$1"))
                .toList();
    }
}
