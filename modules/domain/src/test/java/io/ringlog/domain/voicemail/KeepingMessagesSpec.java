package io.ringlog.domain.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command.EraseRecording;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.MessageActed.Verb;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageErased;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A message is kept as long as its mailbox says, and no longer. */
class KeepingMessagesSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));

    private MessageLeft left(Draft<VoiceMailbox> box) {
        brain.given(Rows.account(), Rows.trunk(), box.row(), Rows.did("100", DestKind.VOICEMAIL, "vm_1"));
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
        brain.when(facts.played("c1", brain.hears("c1", "a")));
        brain.when(facts.recorded("c1", brain.hears("c1", "a"), 4_000, RecordingEnd.KEY));
        return brain.events(MessageLeft.class).getFirst();
    }

    private void acts(MessageLeft message, Verb verb) {
        brain.when(new MessageActed("r1", "api1", "vm_1", message.messageId(), verb, "key_1"));
    }

    private static Draft<VoiceMailbox> box() {
        return Rows.mailbox("vm_1");
    }

    @Test
    void a_message_goes_with_its_sound_when_it_was_kept_long_enough() {
        MessageLeft left = left(box().with("keepDays", 30));

        brain.whenPassed(Duration.ofDays(29));
        assertThat(brain.events()).isEmpty();

        brain.whenPassed(Duration.ofDays(1));
        assertThat(brain.events(MessageErased.class))
                .extracting(MessageErased::messageId)
                .containsExactly(left.messageId());
        assertThat(brain.commands()).containsExactly(new EraseRecording(left.objectKey()));
        assertThat(brain.timers()).containsOnlyKeys("erasure/" + left.objectKey());
    }

    @Test
    void it_goes_then_although_it_was_taken_back_meanwhile() {
        MessageLeft left = left(box().with("keepDays", 30));
        brain.whenPassed(Duration.ofDays(1));
        acts(left, Verb.DELETE);
        acts(left, Verb.HEARD);

        brain.whenPassed(Duration.ofDays(28));
        assertThat(brain.events()).isEmpty();

        brain.whenPassed(Duration.ofDays(1));
        assertThat(brain.events(MessageErased.class)).hasSize(1);
    }

    @Test
    void a_deleted_one_is_not_kept_longer_than_others() {
        MessageLeft left = left(box().with("keepDays", 5));
        Instant then = brain.now().plus(Duration.ofDays(5));
        brain.whenPassed(Duration.ofDays(1));

        acts(left, Verb.DELETE);

        assertThat(brain.events(MessageDeleted.class).getFirst().goneAt()).isEqualTo(then);
    }

    @Test
    void a_mailbox_that_keeps_them_shorter_from_now_on_lets_older_ones_go() {
        left(box());
        brain.whenPassed(Duration.ofDays(400));
        assertThat(brain.events()).isEmpty();

        brain.whenSaved(box().with("keepDays", 365).row());
        brain.whenPassed(Duration.ZERO);

        assertThat(brain.events(MessageErased.class)).hasSize(1);
    }

    @Test
    void a_mailbox_that_keeps_them_for_ever_from_now_on_lets_none_go() {
        left(box().with("keepDays", 30));

        brain.whenSaved(box().row());
        brain.whenPassed(Duration.ofDays(4_000));

        assertThat(brain.events()).isEmpty();
        assertThat(brain.timers()).isEmpty();
    }
}
