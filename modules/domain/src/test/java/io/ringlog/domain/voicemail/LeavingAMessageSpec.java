package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.Counts;
import io.ringlog.domain.journal.VoicemailEvent.MessageDropped;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller who reaches a mailbox hears its greeting, speaks, and what is long enough is a message. */
class LeavingAMessageSpec extends AtAMailbox {

    @Test
    void a_caller_hears_the_greeting_and_is_recorded_after_it() {
        office(box().with("greetingMediaId", "media_hello").row());

        call();
        assertThat(brain.commands())
                .containsExactly(
                        new Command.AnswerLeg("c1", "a"),
                        new Command.Play(
                                "c1", "a", heard(), List.of("media_hello", "vm-after-tone"), false, "en-US/male"));

        brain.when(facts.played("c1", heard()));
        assertThat(brain.commands()).containsExactly(new Command.RecordLeg("c1", "a", heard(), 180, 5, "#", true));
    }

    @Test
    void a_mailbox_without_a_greeting_has_a_built_in_one() {
        office(box().row());

        call();

        assertThat(brain.commands(Command.Play.class).getFirst().mediaIds())
                .containsExactly("vm-greeting", "vm-after-tone");
    }

    @Test
    void whoever_skips_the_instructions_has_callers_hear_the_greeting_alone() {
        office(box().with("greetingMediaId", "media_hello")
                .with("skipInstructions", true)
                .row());

        call();

        assertThat(brain.commands(Command.Play.class).getFirst().mediaIds()).containsExactly("media_hello");
    }

    @Test
    void what_was_said_is_a_message_and_the_call_is_over() {
        office(box().row());
        String id = speaks();

        brain.when(facts.recorded("c1", id, 4_000, RecordingEnd.KEY));

        MessageLeft left = brain.events(MessageLeft.class).getFirst();
        assertThat(left.from()).isEqualTo("49");
        assertThat(left.objectKey()).isEqualTo("acc_1/c1." + id + ".wav");
        assertThat(left.counts()).isEqualTo(new Counts(1, 0, 0, 64_044));
        CallEnded ended = brain.events(CallEnded.class).getFirst();
        assertThat(ended.cause()).isEqualTo("voicemail.left");
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cdr().voicemailId()).isEqualTo("vm_1");
    }

    @Test
    void who_hangs_up_while_speaking_has_left_a_message_in_the_story_of_the_call() {
        office(box().row());
        String id = speaks();

        brain.when(facts.recorded("c1", id, 4_000, RecordingEnd.HANGUP), facts.hungUp("c1", "a"));

        assertThat(told(MessageLeft.class).callId()).isEqualTo("c1");
        assertThat(brain.events(CallEnded.class).getFirst().cause()).isEqualTo("caller.hung-up");
    }

    @Test
    void a_recording_that_is_whole_after_its_call_is_a_message_of_nobodys_story() {
        office(box().row());
        String id = speaks();
        brain.when(facts.hungUp("c1", "a"));

        brain.when(facts.recorded("c1", id, 4_000, RecordingEnd.HANGUP));

        assertThat(told(MessageLeft.class).callId()).isNull();
        assertThat(brain.events(MessageLeft.class).getFirst().counts().newMessages())
                .isEqualTo(1);
    }

    @Test
    void the_message_of_an_edge_that_was_killed_is_told_by_its_next_start_and_counts_once() {
        office(box().row());
        String id = speaks();
        Facts again = new Facts("edge1", 2);
        brain.when(new EdgeLifecycle.EdgeStarted("edge1", 2));

        RecordingFinished told = again.recorded("c1", id, 3_000, RecordingEnd.FAILED);
        brain.when(told, again.recorded("c1", id, 3_000, RecordingEnd.FAILED));

        assertThat(brain.events(VoicemailEvent.class)).hasSize(1).allMatch(MessageLeft.class::isInstance);
    }

    @Test
    void what_is_too_short_is_dropped_for_that_reason_and_its_sound_goes() {
        office(box().row());
        String id = speaks();

        brain.when(facts.recorded("c1", id, 1_999, RecordingEnd.KEY));

        MessageDropped dropped = brain.events(MessageDropped.class).getFirst();
        assertThat(dropped.code()).isEqualTo("voicemail.too-short");
        assertThat(dropped.text()).isEqualTo("a message takes 2 s at least");
        assertThat(brain.commands()).contains(new Command.EraseRecording("acc_1/c1." + id + ".wav"));
        assertThat(brain.events(CallEnded.class).getFirst().cause()).isEqualTo("voicemail.too-short");
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }

    @Test
    void who_says_nothing_leaves_nothing() {
        office(box().row());
        String id = speaks();

        brain.when(facts.recorded("c1", id, 0, RecordingEnd.SILENCE));

        assertThat(brain.events(MessageDropped.class).getFirst().text()).isEqualTo("nothing was said");
        assertThat(brain.commands(Command.EraseRecording.class)).isEmpty();
    }

    @Test
    void a_mailbox_over_its_quota_refuses_in_words() {
        office(box().with("quotaMb", 1).row());
        brain.given(full(1_000_000, 1));

        call();

        CallRefused refused = brain.events(CallRefused.class).getFirst();
        assertThat(refused.status()).isEqualTo(480);
        assertThat(refused.code()).isEqualTo("voicemail.full");
        assertThat(refused.text()).isEqualTo("the messages of the mailbox take all of its quota");
    }

    @Test
    void a_message_is_no_longer_than_what_is_left_of_the_quota() {
        office(box().with("quotaMb", 1).row());
        brain.given(full(840_000, 1));

        speaks();

        assertThat(brain.commands(Command.RecordLeg.class).getFirst().maxSec()).isEqualTo(10);
    }

    @Test
    void a_mailbox_has_at_most_so_many_messages() {
        office(box().row());
        brain.given(full(100, 200));

        call();

        assertThat(brain.events(CallRefused.class).getFirst().text())
                .isEqualTo("the mailbox has as many messages as one may have");
    }

    private String begins(String callId) {
        brain.when(facts.inviteFromTrunk(callId, Rows.TRUNK, "49", "100"));
        return callId;
    }

    private void greeted(String callId) {
        brain.when(facts.played(callId, brain.hears(callId, "a")));
    }

    @Test
    void what_the_edge_could_not_begin_takes_no_place_although_its_call_is_over() {
        office(box().row());
        speaks();
        String command = brain.outgoing().stream()
                .filter(it ->
                        it instanceof Outgoing.CommandRecord record && record.command() instanceof Command.RecordLeg)
                .map(it -> ((Outgoing.CommandRecord) it).id())
                .findFirst()
                .orElseThrow();
        brain.when(facts.hungUp("c1", "a"));

        brain.when(facts.commandFailed("c1", command, null, "call.unknown"));

        assertThat(brain.events())
                .containsExactly(new MessageDropped("vm_1", "c1", "call.unknown", "the edge could not record it"));
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void what_an_edge_never_tells_of_takes_its_place_for_a_day() {
        office(box().row());
        speaks();
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "heartbeat missing"));
        assertThat(brain.state().mailbox("vm_1")).isPresent();

        brain.whenPassed(Duration.ofDays(1));

        assertThat(brain.state().mailbox("vm_1")).isEmpty();
        assertThat(brain.events(MessageDropped.class))
                .extracting(MessageDropped::code)
                .containsExactly("voicemail.never-told");
    }

    @Test
    void many_who_hear_the_greeting_at_once_get_no_more_places_than_there_are() {
        office(box().with("quotaMb", 100).with("maxMessageSec", 10).row());
        brain.given(full(100, 198));
        List<String> callers = List.of(begins("c1"), begins("c2"), begins("c3"));

        callers.forEach(this::greeted);

        assertThat(brain.state().mailbox("vm_1").orElseThrow().pending()).hasSize(2);
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c3", "voicemail.full"));
    }

    @Test
    void what_is_being_spoken_counts_as_long_as_it_may_become() {
        office(box().with("quotaMb", 5).row());
        List.of(begins("c1"), begins("c2")).forEach(this::greeted);

        assertThat(brain.commands(Command.RecordLeg.class))
                .extracting(Command.RecordLeg::maxSec)
                .containsExactly(132);
        begins("c3");
        assertThat(brain.events(CallRefused.class).getFirst().code()).isEqualTo("voicemail.full");
    }

    @Test
    void a_mailbox_that_is_not_there_is_told_so() {
        brain.given(Rows.account(), Rows.trunk(), Rows.did("100", DestKind.VOICEMAIL, "vm_1"));

        call();

        assertThat(brain.events(CallRefused.class).getFirst().code()).isEqualTo("routing.target-missing");
    }
}
