package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.CallFact.MediaMissing;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.VoicemailEvent.GreetingChosen;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.GreetingSource;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Greeting;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because.Alternative;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes to Ben's mailbox hears the temporary greeting, else that for who is busy or away, else the platform's. */
class ChoosingAGreetingSpec {

    private static final String C = "c1";
    private static final int BUSY = 486;
    private static final int NO_ANSWER = 480;

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void ben_has_a_mailbox() {
        box(Rows.mailbox("vm_1"));
        brain.given(UserRow.user("ben").voicemail("vm_1").row());
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private void box(Draft<VoiceMailbox> row) {
        brain.given(row.row());
    }

    private void recorded(GreetingKind... kinds) {
        MailboxState box = MailboxState.empty(Rows.ACCOUNT, "vm_1");
        for (GreetingKind kind : kinds) {
            box = box.greeting(
                    new Greeting(kind, BrainSpec.START, 4_000, 64_044, "acc_1/c0." + kind + ".wav", "edge1"));
        }
        brain.given(box);
    }

    private List<String> hears(int answer) {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.failed(C, "b1", answer));
        return brain.commands(Play.class).getFirst().mediaIds();
    }

    private GreetingChosen chosen() {
        return brain.events(GreetingChosen.class).getFirst();
    }

    @Test
    void a_user_who_is_busy_is_spoken_for_by_the_busy_greeting() {
        box(Rows.mailbox("vm_1").with("busyGreetingMediaId", "on-the-phone").with("greetingMediaId", "away"));

        assertThat(hears(BUSY)).containsExactly("on-the-phone", "vm-after-tone");
        assertThat(chosen())
                .isEqualTo(
                        new GreetingChosen("vm_1", C, GreetingKind.BUSY, GreetingSource.ROW, List.of("on-the-phone")));
        assertThat(brain.reasons(GreetingChosen.class).getFirst().inputs()).containsEntry("user_busy", "true");
    }

    @Test
    void one_who_does_not_answer_is_spoken_for_by_the_other() {
        box(Rows.mailbox("vm_1").with("busyGreetingMediaId", "on-the-phone").with("greetingMediaId", "away"));

        assertThat(hears(NO_ANSWER)).containsExactly("away", "vm-after-tone");
        assertThat(chosen().kind()).isEqualTo(GreetingKind.UNAVAILABLE);
        assertThat(brain.reasons(GreetingChosen.class).getFirst().alternatives())
                .contains(new Alternative("busy", "the user is not busy"));
    }

    @Test
    void without_one_for_who_is_busy_callers_hear_the_one_there_is() {
        box(Rows.mailbox("vm_1").with("greetingMediaId", "away"));

        assertThat(hears(BUSY)).containsExactly("away", "vm-after-tone");
        assertThat(brain.reasons(GreetingChosen.class).getFirst().alternatives())
                .contains(new Alternative("busy", "there is none"));
    }

    @Test
    void what_was_recorded_by_telephone_comes_before_what_the_row_names() {
        box(Rows.mailbox("vm_1").with("busyGreetingMediaId", "on-the-phone"));
        recorded(GreetingKind.BUSY);

        assertThat(hears(BUSY)).containsExactly("recordings/c0.BUSY", "vm-after-tone");
        assertThat(chosen().source()).isEqualTo(GreetingSource.TELEPHONE);
    }

    @Test
    void a_temporary_greeting_comes_before_all_others() {
        box(Rows.mailbox("vm_1").with("busyGreetingMediaId", "on-the-phone"));
        recorded(GreetingKind.TEMPORARY, GreetingKind.UNAVAILABLE);

        assertThat(hears(BUSY)).containsExactly("recordings/c0.TEMPORARY", "vm-after-tone");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-03, out-of-office", "2026-03-02, away", "soon, out-of-office"})
    void a_temporary_greeting_is_heard_until_its_last_day_is_over(String until, String heard) {
        box(Rows.mailbox("vm_1")
                .with("temporaryGreetingMediaId", "out-of-office")
                .with("temporaryGreetingUntil", until)
                .with("greetingMediaId", "away"));

        assertThat(hears(NO_ANSWER)).containsExactly(heard, "vm-after-tone");
    }

    @Test
    void a_temporary_greeting_that_is_over_is_named_among_those_that_lost() {
        box(Rows.mailbox("vm_1")
                .with("temporaryGreetingMediaId", "out-of-office")
                .with("temporaryGreetingUntil", "2026-03-02"));

        hears(NO_ANSWER);

        assertThat(brain.reasons(GreetingChosen.class).getFirst().alternatives())
                .contains(new Alternative("temporary", "was over after 2026-03-02"));
    }

    @ParameterizedTest
    @CsvSource({BUSY + ", vm-is-busy", NO_ANSWER + ", vm-is-away"})
    void the_platform_says_the_name_where_there_is_one(int answer, String rest) {
        recorded(GreetingKind.NAME);

        assertThat(hears(answer)).containsExactly("recordings/c0.NAME", rest, "vm-after-tone");
        assertThat(chosen().source()).isEqualTo(GreetingSource.NAME);
    }

    @Test
    void the_name_may_be_a_sound_of_the_account() {
        box(Rows.mailbox("vm_1").with("nameMediaId", "ben"));

        assertThat(hears(NO_ANSWER)).containsExactly("ben", "vm-is-away", "vm-after-tone");
    }

    @ParameterizedTest
    @CsvSource({BUSY + ", vm-busy", NO_ANSWER + ", vm-greeting"})
    void a_mailbox_with_nothing_of_its_own_is_spoken_for_by_the_platform(int answer, String said) {
        assertThat(hears(answer)).containsExactly(said, "vm-after-tone");
        assertThat(chosen().source()).isEqualTo(GreetingSource.SYSTEM);
    }

    @Test
    void a_forward_without_a_condition_says_nothing_of_being_busy() {
        brain.given(UserRow.user("ben")
                .forwardAlways(DestKind.VOICEMAIL, "vm_1")
                .dnd()
                .row());

        brain.when(phones.calls(C, "anna", "ben"));

        assertThat(brain.commands(Play.class).getFirst().mediaIds()).containsExactly("vm-greeting", "vm-after-tone");
    }

    @Test
    void a_greeting_that_is_not_there_makes_way_for_that_of_the_platform() {
        recorded(GreetingKind.BUSY);
        hears(BUSY);

        brain.when(new MediaMissing(facts.stamp(), C, "a", "recordings/c0.BUSY", "late"));

        assertThat(brain.commands(Play.class).getFirst().mediaIds()).containsExactly("vm-busy", "vm-after-tone");
        assertThat(brain.reasons(GreetingChosen.class).getFirst().inputs())
                .containsEntry("media", "recordings/c0.BUSY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm-greeting", "vm-after-tone"})
    void nothing_takes_the_place_of_what_the_platform_says(String missing) {
        hears(NO_ANSWER);

        brain.when(new MediaMissing(facts.stamp(), C, "a", missing, "no voice"));

        assertThat(brain.commands()).isEmpty();
        assertThat(brain.events(GreetingChosen.class)).isEmpty();
    }

    @Test
    void what_is_missing_when_no_greeting_is_heard_is_nobodys_greeting() {
        recorded(GreetingKind.BUSY);
        hears(BUSY);
        brain.given(facts.played(C, brain.hears(C, "a")));

        brain.when(
                new MediaMissing(facts.stamp(), C, "a", "recordings/c0.BUSY", "late"),
                new MediaMissing(facts.stamp(), C, "b9", "recordings/c0.BUSY", "late"));

        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void no_greeting_takes_the_place_of_that_of_a_mailbox_that_was_removed() {
        recorded(GreetingKind.BUSY);
        hears(BUSY);
        brain.whenRemoved("vm_1");

        brain.when(new MediaMissing(facts.stamp(), C, "a", "recordings/c0.BUSY", "late"));

        assertThat(brain.commands()).isEmpty();
    }
}
