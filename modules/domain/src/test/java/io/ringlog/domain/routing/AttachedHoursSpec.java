package io.ringlog.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.FlowEvent.ScheduleFailedOpen;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttachedHoursSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));

    @BeforeEach
    void a_number_with_hours() {
        brain.given(
                Rows.account(),
                Rows.trunk(),
                UserRow.user("anna").row(),
                UserRow.user("ben").row(),
                UserRow.user("cleo").row(),
                Rows.device("anna"));
    }

    @Test
    void an_open_number_leads_where_it_always_leads() {
        brain.given(number("us_ben", "us_cleo"), Rows.schedule("sch", null, Rows.weekly(2, "09:00", "17:00")));

        calls();

        assertThat(routedTo()).containsExactly("us_anna");
        assertThat(brain.reasons(CallRouted.class).getFirst().inputs()).containsEntry("hours_rule", "week-2");
    }

    @Test
    void a_closed_number_leads_to_its_closed_target() {
        brain.given(number("us_ben", "us_cleo"), Rows.schedule("sch", null, Rows.weekly(1, "09:00", "17:00")));

        calls();

        assertThat(routedTo()).containsExactly("us_ben");
        assertThat(brain.reasons(CallRouted.class).getFirst().alternatives())
                .extracting(it -> it.what() + ": " + it.why())
                .containsExactly("USER us_anna: out_of_hours");
    }

    @Test
    void a_holiday_leads_to_its_own_target() {
        brain.given(number("us_ben", "us_cleo"), Rows.schedule("sch", null, Rows.date("2026-03-03", null, null, true)));

        calls();

        assertThat(routedTo()).containsExactly("us_cleo");
    }

    @Test
    void a_holiday_without_a_target_leads_to_the_closed_one() {
        brain.given(number("us_ben", null), Rows.schedule("sch", null, Rows.date("2026-03-03", null, null, true)));

        calls();

        assertThat(routedTo()).containsExactly("us_ben");
    }

    @Test
    void a_closed_number_without_any_target_is_refused() {
        brain.given(number(null, null), Rows.schedule("sch", null, Rows.weekly(1, "09:00", "17:00")));

        calls();

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.closed");
    }

    @Test
    void a_broken_schedule_leaves_the_number_open_and_says_why() {
        brain.given(number("us_ben", "us_cleo"));

        calls();

        assertThat(routedTo()).containsExactly("us_anna");
        assertThat(brain.reasons(CallRouted.class).getFirst().inputs())
                .containsEntry("schedule_broken", "there is no schedule sch");
        assertThat(brain.events()).containsOnlyOnce(warning());
        assertThat(brain.reasons(ScheduleFailedOpen.class).getFirst().inputs()).containsEntry("where", "did_100");
    }

    @Test
    void hours_that_can_be_read_warn_of_nothing() {
        brain.given(number("us_ben", "us_cleo"), Rows.schedule("sch", null, Rows.weekly(2, "09:00", "17:00")));

        calls();

        assertThat(brain.events(ScheduleFailedOpen.class)).isEmpty();
    }

    @Test
    void a_broken_schedule_leaves_a_dialled_extension_open_with_a_warning() {
        brain.given(phones.registers("anna"));
        brain.given(extension());

        brain.when(phones.calls("c1", "anna", "7"));

        assertThat(routedTo()).containsExactly("us_ben");
        assertThat(brain.events()).containsOnlyOnce(warning());
        assertThat(brain.reasons(ScheduleFailedOpen.class).getFirst().inputs()).containsEntry("where", "ext_7");
    }

    @Test
    void a_broken_schedule_of_an_extension_that_a_number_leads_to_is_warned_of() {
        brain.given(extension(), Rows.did("100", DestKind.EXTENSION, "ext_7"));

        calls();

        assertThat(routedTo()).containsExactly("ext_7", "us_ben");
        assertThat(brain.events()).containsOnlyOnce(warning());
    }

    @Test
    void an_extension_has_hours_too() {
        brain.given(phones.registers("anna"));
        brain.given(extension(), Rows.schedule("sch", null, Rows.weekly(1, "09:00", "17:00")));

        brain.when(phones.calls("c1", "anna", "7"));

        assertThat(routedTo()).containsExactly("us_cleo");
    }

    private void calls() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
    }

    private static ScheduleFailedOpen warning() {
        return new ScheduleFailedOpen("c1", "sch", "there is no schedule sch");
    }

    private static Extension extension() {
        return Draft.like(Rows.extension("7", DestKind.USER, "us_ben"))
                .with("scheduleId", "sch")
                .with("closedDest", new Dest(DestKind.USER, "us_cleo"))
                .row();
    }

    private List<String> routedTo() {
        return brain.events(CallRouted.class).stream()
                .map(routed -> String.valueOf(routed.target().id()))
                .toList();
    }

    private static Did number(@Nullable String closed, @Nullable String holiday) {
        return Draft.like(Rows.did("100", DestKind.USER, "us_anna"))
                .with("scheduleId", "sch")
                .with("closedDest", closed == null ? null : new Dest(DestKind.USER, closed))
                .with("holidayDest", holiday == null ? null : new Dest(DestKind.USER, holiday))
                .row();
    }
}
