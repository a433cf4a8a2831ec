package io.ringlog.domain.state;

import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who set going what a leg of the media engine hears, and is told how it ended. */
public sealed interface Listener {

    /** Whoever fills the time with it and does not care about its end. */
    sealed interface Unheeded extends Listener {}

    /** Whoever goes on at the end of a sound. */
    sealed interface OfSound extends Listener {}

    /** Whoever asked for keys. */
    sealed interface OfKeys extends Listener {}

    /** Whoever goes on when a recording is over. */
    sealed interface OfRecording extends Listener {}

    /** The node of its flow that the call stands at. */
    record FromNode(String nodeId) implements OfSound, OfKeys, OfRecording {}

    /** A dial node, while somebody is rung. */
    record RingMusic(String nodeId) implements Unheeded {}

    /** A ring group, while its members are rung. */
    record GroupMusic(String groupId) implements Unheeded {}

    /** A conference that asks for its PIN; {@code tries} counts those that were wrong. */
    record ConferencePin(String conferenceId, int tries) implements OfKeys {}

    /** A conference that asks for a name and records it. */
    record ConferenceName(String conferenceId, boolean moderator) implements OfSound, OfRecording {}

    /** A conference, while a member is alone or waits for a moderator. */
    record ConferenceMusic(String conferenceId) implements Unheeded {}

    /** A queue, while the caller waits. */
    record QueueMusic(String queueId) implements Unheeded {}

    /** A queue, while it tells the caller something between the music. */
    record QueueNotice(String queueId) implements OfSound {}

    /** A queue, while it confirms the key that the caller pressed. */
    record QueueOption(String queueId, String digit) implements OfSound {}

    /**
     * A queue that asks where a caller is to be called back.
     *
     * @param number where they are unless they say another one; null where that is not known
     * @param tries how many answers meant nothing
     */
    record QueueNumber(
            String queueId, String digit, @Nullable String number, int tries) implements OfKeys {}

    /** A queue without a better exit, for a caller it lets go. */
    record QueueGoodbye(String queueId) implements OfSound {}

    /** The last that a caller hears: the call ends with it. */
    record LastWord() implements OfSound {}

    /** A slot that somebody waits in. */
    record ParkMusic(String slot) implements Unheeded {}

    /**
     * Whoever parks a call and hears in which slot: the leg ends with it.
     *
     * @param callId the parked call where it is another one than theirs; null for theirs
     */
    record ParkedSlot(String slot, @Nullable String callId) implements OfSound {}

    /** Whoever passes the leg on. */
    record TransferMusic(String byLegId) implements Unheeded {}

    /** Nobody: somebody is rung for the leg. */
    record Ringback() implements Unheeded {}

    /** A mailbox, while the caller hears its greeting. */
    record MailboxGreeting(String mailboxId) implements OfSound {}

    /** A mailbox, while the caller speaks. */
    record MailboxMessage(String mailboxId) implements Unheeded {}

    /** Mailboxes, of which one is to be named by an extension; {@code tries} counts those that were nobody's. */
    record MailboxWhose(int tries) implements OfKeys {}

    /**
     * A mailbox that wants its PIN.
     *
     * @param tries how many were wrong before
     */
    record MailboxPin(String mailboxId, int tries) implements OfKeys {}

    /**
     * A mailbox whose messages are being heard.
     *
     * @param messageIds the one that is heard, then those that follow; none after the last
     * @param number of the one that is heard, from 1
     * @param missing whether the edge has no sound of the one that should be heard; null for no
     * @param deleted the one before, which was deleted and can be taken back; null for none
     */
    record MailboxMessages(
            String mailboxId,
            List<String> messageIds,
            int number,
            @Nullable Boolean missing,
            @Nullable String deleted) implements OfKeys {
        public MailboxMessages {
            messageIds = List.copyOf(messageIds);
        }

        public MailboxMessages(String mailboxId, List<String> messageIds, int number) {
            this(mailboxId, messageIds, number, null, null);
        }

        /** Those that follow; {@code gone} is the first, where it was deleted and can be taken back. */
        public MailboxMessages afterFirst(@Nullable String gone) {
            return new MailboxMessages(mailboxId, messageIds.subList(1, messageIds.size()), number + 1, null, gone);
        }

        /** The one that was deleted is heard again before the others. */
        public MailboxMessages before(String messageId) {
            List<String> all =
                    Stream.concat(Stream.of(messageId), messageIds.stream()).toList();
            return new MailboxMessages(mailboxId, all, Math.max(1, number - 1));
        }

        /** The same, of which only these are left. */
        public MailboxMessages of(List<String> left) {
            return new MailboxMessages(mailboxId, left, number, null, deleted);
        }

        public MailboxMessages unheard() {
            return new MailboxMessages(mailboxId, messageIds, number, true, deleted);
        }

        public boolean isMissing() {
            return Boolean.TRUE.equals(missing);
        }
    }

    /** A mailbox that wants to know who is to get the message that was heard. */
    record MailboxPassOn(MailboxMessages heard) implements OfKeys {}

    /** A mailbox that wants to know which greeting is to be changed. */
    record MailboxGreetings(MailboxMessages heard) implements OfKeys {}

    /** A mailbox that lets a greeting be changed, asks for it and records it. */
    record MailboxGreetingOf(MailboxMessages heard, GreetingKind kind) implements OfKeys, OfSound, OfRecording {}

    /** A mailbox that has nothing to say any more. */
    record MailboxGoodbye(String mailboxId) implements OfSound {}

    /** Whoever put the leg on hold. */
    record HoldMusic(String byLegId) implements Unheeded {}
}
