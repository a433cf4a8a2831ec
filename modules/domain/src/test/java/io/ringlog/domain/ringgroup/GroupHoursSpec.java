package io.ringlog.domain.ringgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.OverwriteFrom;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.FlowEvent.ScheduleFailedOpen;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group that is open, shut, or has hours that nobody can read; and one that a caller is passed on to. */
class GroupHoursSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(UserRow.user("cleo").row(), Rows.device("cleo"), Rows.extension("600", DestKind.RING_GROUP, "rg_1"));

    @BeforeEach
    void everybody_is_there() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
    }

    @Test
    void a_group_rings_in_its_hours() {
        brain.given(
                Rows.schedule("sch_1", "UTC", Rows.weekly(2, "09:00", "17:00")),
                GroupRow.group("rg_1").of("ben").schedule("sch_1").row());
        brain.when(phones.calls(C, "anna", "600"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void hours_that_are_missing_are_warned_of_and_the_group_rings() {
        brain.given(GroupRow.group("rg_1").of("ben").schedule("sch_9").row());
        brain.when(phones.calls(C, "anna", "600"));
        assertThat(brain.events(ScheduleFailedOpen.class))
                .containsExactly(new ScheduleFailedOpen(C, "sch_9", "there is no schedule sch_9"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void on_a_holiday_calls_go_where_those_of_closed_hours_go() {
        brain.given(
                Rows.schedule("sch_1", "UTC", Rows.date("2026-03-03", null, null, true)),
                GroupRow.group("rg_1")
                        .of("ben")
                        .schedule("sch_1")
                        .closed(DestKind.USER, "us_cleo")
                        .row());
        brain.when(phones.calls(C, "anna", "600"));
        assertThat(brain.events(CallRouted.class).getLast().target().id()).isEqualTo("us_cleo");
        assertThat(brain.commands(RefuseCall.class)).isEmpty();
    }

    @Test
    void the_prefix_of_a_group_does_not_overwrite_a_call_that_is_answered() {
        brain.given(GroupRow.group("rg_1").of("cleo").cidPrefix("Sales:").row());
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
        String talk = brain.state().call(C).orElseThrow().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElseThrow();
        brain.given(facts.refers(C, "b1", "600"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk));
        assertThat(brain.commands(OverwriteFrom.class)).isEmpty();
        assertThat(brain.commands(InviteParty.class).getFirst().callerId().name())
                .isEqualTo("Sales: User anna");
    }
}
