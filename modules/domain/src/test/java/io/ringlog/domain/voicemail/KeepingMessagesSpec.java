package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.RecordingErased;
import io.ringlog.domain.journal.RecordingEvent.SoundErased;
import io.ringlog.domain.journal.RecordingEvent.SoundNotErased;
import io.ringlog.domain.journal.VoicemailEvent.Counts;
import io.ringlog.domain.journal.VoicemailEvent.MessageChanged;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageErased;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.testing.Facts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages are marked, deleted and taken back, and go with their sound. */
class KeepingMessagesSpec extends AtAMailbox {

    @Test
    void a_message_is_marked_heard_and_new_again() {
        office(box().row());
        String id = left().messageId();

        acts(id, Verb.HEARD);
        assertThat(accepted()).isTrue();
        assertThat(brain.events()).containsExactly(new MessageChanged("vm_1", id, Status.HEARD, counts(0, 1, 0)));

        acts(id, Verb.HEARD);
        assertThat(brain.events()).isEmpty();

        acts(id, Verb.NEW);
        assertThat(brain.events()).containsExactly(new MessageChanged("vm_1", id, Status.NEW, counts(1, 0, 0)));
    }

    @Test
    void a_deleted_message_is_gone_with_its_sound_when_it_was_kept_long_enough() {
        office(box().row());
        MessageLeft left = left();

        acts(left.messageId(), Verb.DELETE);
        assertThat(brain.events(MessageDeleted.class).getFirst().counts()).isEqualTo(counts(0, 0, 1));

        brain.whenPassed(Duration.ofDays(7));
        assertThat(brain.events())
                .containsExactly(new MessageErased("vm_1", left.messageId(), left.objectKey(), new Counts(0, 0, 0, 0)));
        assertThat(brain.commands()).containsExactly(new Command.EraseRecording(left.objectKey()));
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }

    private MessageLeft erased() {
        office(box().with("keepDeletedDays", 0).row());
        MessageLeft left = left();
        acts(left.messageId(), Verb.DELETE);
        return left;
    }

    private List<String> told() {
        return brain.outgoing().stream()
                .filter(it -> it instanceof Outgoing.CommandRecord)
                .map(it -> ((Outgoing.CommandRecord) it).edge())
                .toList();
    }

    @Test
    void a_sound_is_erased_when_its_edge_says_so_and_asked_for_until_then() {
        brain.given(new EdgeLifecycle.EdgeStarted("edge1", 1));
        String key = erased().objectKey();
        String timer = "erasure/" + key;
        brain.whenPassed(Duration.ofMinutes(1));
        assertThat(brain.commands()).containsExactly(new Command.EraseRecording(key));
        brain.whenFires(timer);
        assertThat(Duration.between(brain.now(), brain.timers().get(timer).due()))
                .isEqualTo(Duration.ofMinutes(4));

        brain.when(new RecordingErased(facts.stamp(), key, true), new RecordingErased(facts.stamp(), key, false));

        assertThat(brain.events()).containsExactly(new SoundErased("vm_1", key, "edge1", true));
        assertThat(brain.timers()).isEmpty();
        assertThat(brain.state().erasure(key)).isEmpty();
    }

    @Test
    void another_edge_erases_what_it_shares_and_says_nothing_of_what_it_has_not() {
        brain.given(new EdgeLifecycle.EdgeStarted("edge1", 1), new EdgeLifecycle.EdgeStarted("edge2", 1));
        String key = erased().objectKey();
        brain.given(new EdgeLifecycle.EdgeLost("edge1", 1, "heartbeat missing"));
        Facts other = new Facts("edge2", 1);
        brain.whenPassed(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("edge2");

        brain.when(new RecordingErased(other.stamp(), key, false));
        assertThat(brain.events()).isEmpty();
        brain.when(new RecordingErased(other.stamp(), key, true));
        assertThat(brain.events()).containsExactly(new SoundErased("vm_1", key, "edge2", true));
    }

    @Test
    void a_sound_that_nobody_erases_is_said_to_stay() {
        String key = erased().objectKey();

        for (int i = 0; i < 200 && brain.state().erasure(key).isPresent(); i++) {
            brain.whenFires("erasure/" + key);
        }

        assertThat(brain.events(SoundNotErased.class))
                .extracting(SoundNotErased::objectKey, SoundNotErased::edge)
                .containsExactly(tuple(key, "edge1"));
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_deleted_message_can_be_taken_back() {
        office(box().row());
        String id = left().messageId();
        acts(id, Verb.DELETE);

        acts(id, Verb.HEARD);
        brain.whenPassed(Duration.ofDays(8));

        assertThat(brain.events()).isEmpty();
        assertThat(brain.state().mailbox("vm_1").orElseThrow().counts()).isEqualTo(counts(0, 1, 0));
    }

    @Test
    void a_mailbox_that_keeps_nothing_deleted_erases_at_once() {
        office(box().with("keepDeletedDays", 0).row());

        acts(left().messageId(), Verb.DELETE);

        assertThat(brain.events()).hasSize(1).allMatch(MessageErased.class::isInstance);
    }

    @Test
    void what_is_not_there_is_refused() {
        office(box().row());

        acts("msg-x", Verb.DELETE);

        assertThat(accepted()).isFalse();
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void a_mailbox_takes_its_messages_with_it() {
        office(box().row());
        MessageLeft left = left();

        brain.whenRemoved("vm_1");

        assertThat(brain.commands()).containsExactly(new Command.EraseRecording(left.objectKey()));
        assertThat(brain.state().mailbox("vm_1")).isEmpty();
    }
}
