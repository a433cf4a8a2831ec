package io.ringlog.domain.voicemail;

import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.domain.state.MailboxState.Pending;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much a mailbox takes, and what is a message. Pure. */
final class MailboxRules {

    private static final long BYTES_PER_MB = 1_000_000;

    /** 8 kHz mono, 16 bits. */
    private static final long BYTES_PER_SEC = 16_000;

    private MailboxRules() {}

    /** Why no further message fits; empty when one does. */
    static Optional<Rejection> full(VoiceMailbox box, MailboxState state) {
        Because because = Refusal.MAILBOX_FULL
                .because()
                .with("mailbox", box.id())
                .with("messages", state.messages().size())
                .with("recordings", state.pending().size())
                .with("used_bytes", usedBytes(box, state))
                .with("quota_mb", box.quotaMb());
        if (state.isFull()) {
            return Optional.of(new Rejection(because, "the mailbox has as many messages as one may have"));
        }
        return roomSec(box, state) < Math.max(1, box.minMessageSec())
                ? Optional.of(new Rejection(because, "the messages of the mailbox take all of its quota"))
                : Optional.empty();
    }

    /** Whether a message of this size finds a place. */
    static boolean hasRoom(VoiceMailbox box, MailboxState state, long sizeBytes) {
        return !state.isFull() && usedBytes(box, state) + sizeBytes <= box.quotaMb() * BYTES_PER_MB;
    }

    /** The longest message that fits. */
    static int longestSec(VoiceMailbox box, MailboxState state) {
        return (int) Math.min(box.maxMessageSec(), roomSec(box, state));
    }

    private static long roomSec(VoiceMailbox box, MailboxState state) {
        return (box.quotaMb() * BYTES_PER_MB - usedBytes(box, state)) / BYTES_PER_SEC;
    }

    /** Whoever speaks now may speak as long as one may. */
    private static long usedBytes(VoiceMailbox box, MailboxState state) {
        long speaking = state.pending().stream().filter(Pending::isMessage).count();
        long spoken = speaking * box.maxMessageSec() * BYTES_PER_SEC;
        return state.counts().sizeBytes() + spoken;
    }

    /** When a message goes by itself: a deleted one, and one that is kept long enough; empty for never. */
    static Optional<Instant> goneAt(VoiceMailbox box, Message message) {
        Instant deleted = message.deletedAt();
        return Stream.of(after(deleted, box.keepDeletedDays()), after(message.at(), box.keepDays()))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> after(@Nullable Instant at, @Nullable Integer days) {
        return at == null || days == null ? Optional.empty() : Optional.of(at.plus(Duration.ofDays(days)));
    }

    /** Why a recording is no message; empty when it is one. */
    static Optional<Rejection> noMessage(VoiceMailbox box, RecordingFinished fact) {
        Because read = Cause.MESSAGE_TOO_SHORT
                .because()
                .with("mailbox", box.id())
                .with("duration_ms", fact.durationMs())
                .with("min_message_sec", box.minMessageSec())
                .with("end", fact.end());
        if (fact.objectKey() == null) {
            return Optional.of(new Rejection(read, "nothing was said"));
        }
        return fact.durationMs() < 1000L * box.minMessageSec()
                ? Optional.of(new Rejection(read, "a message takes " + box.minMessageSec() + " s at least"))
                : Optional.empty();
    }
}
