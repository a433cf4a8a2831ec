package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.node.Mailbox;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command.EraseRecording;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.RecordLeg;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.GreetingActed;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.VoicemailEvent.GreetingDropped;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.GreetingRecorded;
import io.ringlog.domain.journal.VoicemailEvent.GreetingRemoved;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Greeting;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Ben records, hears and removes the greetings of his mailbox by telephone. */
class RecordingAGreetingSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void ben_hears_that_there_are_no_messages() {
        brain.given(
                Rows.mailbox("vm_1").row(),
                UserRow.user("ben").voicemail("vm_1").row(),
                Rows.flow(
                        "flow_1",
                        1,
                        Rows.graph(List.of(Rows.entry(), Rows.node("box", new Mailbox(null))), "entry default box")),
                Rows.extension("97", DestKind.FLOW, "flow_1"));
        brain.given(phones.registers("ben"));
        brain.when(phones.calls(C, "ben", "97"));
    }

    private void types(String keys) {
        brain.when(
                facts.gathered(C, brain.hears(C, "a"), keys, keys.isEmpty() ? GatherEnd.TIMEOUT : GatherEnd.COMPLETE));
    }

    private String asked() {
        return brain.commands(Gather.class).stream()
                .flatMap(it -> it.mediaIds().stream())
                .collect(Collectors.joining(" "));
    }

    private String said() {
        return brain.commands(Play.class).stream()
                .flatMap(it -> it.mediaIds().stream())
                .collect(Collectors.joining(" "));
    }

    private MailboxState box() {
        return brain.state().mailbox("vm_1").orElseGet(() -> MailboxState.empty(Rows.ACCOUNT, "vm_1"));
    }

    /** Answers the id of the recording. */
    private String speaks(String kind) {
        types("0");
        types(kind);
        types("1");
        brain.when(facts.played(C, brain.hears(C, "a")));
        return brain.hears(C, "a");
    }

    private void greeting(GreetingKind kind) {
        brain.given(box().greeting(new Greeting(kind, BrainSpec.START, 4_000, 64_044, "acc_1/old.wav", "edge1")));
    }

    @ParameterizedTest
    @CsvSource({"1, UNAVAILABLE, 120", "2, BUSY, 120", "3, TEMPORARY, 120", "4, NAME, 10"})
    void what_is_spoken_to_its_end_is_the_greeting_of_its_kind(String key, GreetingKind kind, int longestSec) {
        types("0");
        assertThat(asked()).isEqualTo("vm-greetings");
        types(key);
        assertThat(asked()).isEqualTo("vm-greeting-keys");
        types("1");
        assertThat(said()).isEqualTo("vm-speak-greeting");
        brain.when(facts.played(C, brain.hears(C, "a")));
        String id = brain.hears(C, "a");
        assertThat(brain.commands()).containsExactly(new RecordLeg(C, "a", id, longestSec, 5, "#", true));

        brain.when(facts.recorded(C, id, 4_000, RecordingEnd.KEY));

        assertThat(asked()).isEqualTo("vm-greeting-kept vm-greeting-keys");
        String sound = "acc_1/c1." + id + ".wav";
        assertThat(brain.events(GreetingRecorded.class))
                .containsExactly(new GreetingRecorded("vm_1", C, kind, 4_000, 64_044, sound));
        assertThat(box().greeting(kind)).contains(new Greeting(kind, brain.now(), 4_000, 64_044, sound, "edge1"));
        assertThat(box().pending()).isEmpty();
        assertThat(box().isFull()).isFalse();
        types("2");
        assertThat(asked()).isEqualTo("recordings/c1." + id + " vm-greeting-keys");
    }

    @Test
    void a_new_one_takes_the_place_of_the_old_whose_sound_goes() {
        greeting(GreetingKind.BUSY);
        greeting(GreetingKind.NAME);
        String id = speaks("2");

        brain.when(facts.recorded(C, id, 4_000, RecordingEnd.SILENCE));

        assertThat(brain.commands(EraseRecording.class)).containsExactly(new EraseRecording("acc_1/old.wav"));
        assertThat(box().greetings()).hasSize(2);
        assertThat(brain.reasons(GreetingRecorded.class).getFirst().inputs()).containsEntry("replaces", "true");
    }

    @ParameterizedTest
    @CsvSource({"499, KEY, voicemail.too-short", "0, SILENCE, voicemail.too-short"})
    void what_is_too_short_is_none(long ms, RecordingEnd end, String code) {
        greeting(GreetingKind.BUSY);
        String id = speaks("2");

        brain.when(facts.recorded(C, id, ms, end));

        assertThat(asked()).isEqualTo("vm-not-recorded vm-greeting-keys");
        assertThat(brain.events(GreetingDropped.class).getFirst().code()).isEqualTo(code);
        assertThat(box().greeting(GreetingKind.BUSY).orElseThrow().objectKey()).isEqualTo("acc_1/old.wav");
        assertThat(brain.commands(EraseRecording.class)).hasSize(ms == 0 ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = RecordingEnd.class,
            names = {"HANGUP", "STOPPED", "FAILED"})
    void who_hangs_up_while_speaking_has_recorded_none_and_its_sound_goes(RecordingEnd end) {
        String id = speaks("1");
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class)).hasSize(1);

        brain.when(facts.recorded(C, id, 4_000, end));

        GreetingDropped dropped = brain.events(GreetingDropped.class).getFirst();
        assertThat(dropped.code()).isEqualTo("voicemail.greeting-unfinished");
        assertThat(dropped.kind()).isEqualTo(GreetingKind.UNAVAILABLE);
        assertThat(brain.commands(EraseRecording.class)).hasSize(1);
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }

    @Test
    void a_mailbox_that_was_removed_meanwhile_keeps_none() {
        String id = speaks("1");
        brain.whenRemoved("vm_1");

        brain.when(facts.recorded(C, id, 4_000, RecordingEnd.LIMIT));

        assertThat(brain.events(GreetingDropped.class).getFirst().code()).isEqualTo("voicemail.gone");
    }

    @Test
    void an_edge_that_cannot_record_it_is_told_of() {
        speaks("1");
        String command = commandId();

        brain.when(facts.commandFailed(C, command, "a", "edge.no-leg"));

        assertThat(brain.events(GreetingDropped.class).getFirst().code()).isEqualTo("edge.no-leg");
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }

    private String commandId() {
        return brain.outgoing().stream()
                .filter(Outgoing.CommandRecord.class::isInstance)
                .map(it -> ((Outgoing.CommandRecord) it).id())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_recording_nobody_ever_tells_of_is_waited_for_a_day() {
        speaks("1");
        assertThat(box().pending()).hasSize(1);

        brain.whenPassed(Duration.ofDays(1));

        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }

    @Test
    void who_records_a_greeting_takes_no_room_from_messages() {
        brain.given(Rows.mailbox("vm_1").with("quotaMb", 1).row());

        speaks("1");

        assertThat(MailboxRules.full(Rows.mailbox("vm_1").with("quotaMb", 1).row(), box()))
                .isEmpty();
    }

    @Test
    void a_greeting_is_removed_by_a_key() {
        greeting(GreetingKind.TEMPORARY);
        types("0");
        types("3");

        types("3");

        assertThat(asked()).isEqualTo("vm-greeting-removed vm-greeting-keys");
        assertThat(brain.events(GreetingRemoved.class))
                .containsExactly(new GreetingRemoved("vm_1", GreetingKind.TEMPORARY, "acc_1/old.wav"));
        assertThat(brain.commands(EraseRecording.class)).hasSize(1);
        types("3");
        assertThat(asked()).isEqualTo("vm-no-greeting vm-greeting-keys");
        types("2");
        assertThat(asked()).isEqualTo("vm-no-greeting vm-greeting-keys");
    }

    @Test
    void what_the_row_names_is_heard_and_stays() {
        brain.given(
                Rows.mailbox("vm_1").with("busyGreetingMediaId", "on-the-phone").row());
        types("0");
        types("2");

        types("2");

        assertThat(asked()).isEqualTo("on-the-phone vm-greeting-keys");
    }

    @Test
    void who_wants_neither_is_told_so_and_goes_back() {
        types("0");
        types("7");
        assertThat(asked()).isEqualTo("invalid vm-greetings");
        types("1");
        types("9");
        assertThat(asked()).isEqualTo("invalid vm-greeting-keys");
        types("*");
        assertThat(asked()).isEqualTo("vm-greetings");
        types("1");
        types("");
        assertThat(asked()).isEqualTo("vm-greetings");

        types("");

        assertThat(said()).isEqualTo("goodbye");
    }

    @Test
    void a_star_leads_back_to_the_messages() {
        types("0");

        types("*");

        assertThat(said()).isEqualTo("goodbye");
    }

    @Test
    void a_mailbox_that_was_removed_has_nothing_to_hear() {
        types("0");
        types("1");
        brain.whenRemoved("vm_1");

        types("2");

        assertThat(asked()).isEqualTo("vm-no-greeting vm-greeting-keys");
    }

    @Test
    void an_engine_that_cannot_listen_ends_it() {
        types("0");
        brain.when(facts.gathered(C, brain.hears(C, "a"), "", GatherEnd.FAILED));
        assertThat(brain.events(CallEnded.class).getFirst().cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void an_engine_that_cannot_listen_any_more_ends_it() {
        types("0");
        types("1");

        brain.when(facts.gathered(C, brain.hears(C, "a"), "", GatherEnd.FAILED));

        assertThat(brain.events(CallEnded.class).getFirst().cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void a_greeting_is_removed_over_rest() {
        greeting(GreetingKind.NAME);

        brain.when(new GreetingActed("r1", "api1", "vm_1", GreetingKind.NAME, "key_1"));

        assertThat(brain.reasons(GreetingRemoved.class).getFirst().inputs()).containsEntry("actor", "key_1");
        assertThat(accepted()).isTrue();
        brain.when(new GreetingActed("r2", "api1", "vm_1", GreetingKind.NAME, "key_1"));
        assertThat(accepted()).isFalse();
        assertThat(brain.events()).isEmpty();
    }

    private boolean accepted() {
        return brain.effects().getFirst() instanceof Effect.Reply reply && reply.accepted();
    }

    @Test
    void the_greetings_go_with_their_mailbox_and_with_nothing_else() {
        greeting(GreetingKind.NAME);
        greeting(GreetingKind.BUSY);
        brain.whenSaved(Rows.mailbox("vm_1").with("quotaMb", 3).row());
        assertThat(brain.events(GreetingRemoved.class)).isEmpty();

        brain.whenRemoved("vm_1");

        assertThat(brain.events(GreetingRemoved.class))
                .extracting(GreetingRemoved::kind)
                .containsExactly(GreetingKind.BUSY, GreetingKind.NAME);
        assertThat(brain.commands(EraseRecording.class)).hasSize(2);
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }
}
