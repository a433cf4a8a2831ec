package io.ringlog.domain.state;

import io.ringlog.domain.journal.VoicemailEvent.Counts;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a mailbox, oldest first, the recordings that may become one, and the greetings that were recorded by
 * telephone. All are found here and not at the call, because a recording may be whole only when its call is over.
 *
 * @param greetings one of a kind at most
 */
public record MailboxState(
        String account,
        String mailboxId,
        List<Pending> pending,
        List<Message> messages,
        @Nullable List<Greeting> greetings)
        implements Granule {

    /** Messages and recordings together; the whole granule is written for each of them. */
    private static final int MOST = 200;

    /**
     * A recording under way.
     *
     * @param commandId the command that began it
     * @param greeting what is recorded when it is no message; null for one
     */
    public record Pending(
            String recordingId,
            String commandId,
            String callId,
            String from,
            @Nullable String fromName,
            Instant since,
            @Nullable GreetingKind greeting) {

        /** One that may become a message. */
        public Pending(
                String recordingId,
                String commandId,
                String callId,
                String from,
                @Nullable String fromName,
                Instant since) {
            this(recordingId, commandId, callId, from, fromName, since, null);
        }

        public boolean isMessage() {
            return greeting == null;
        }
    }

    /**
     * A greeting that was recorded by telephone.
     *
     * @param edge which keeps the sound
     */
    public record Greeting(
            GreetingKind kind, Instant at, long durationMs, long sizeBytes, String objectKey, String edge) {}

    /**
     * A message.
     *
     * @param edge which keeps the sound
     * @param deletedAt null for one that is not deleted
     * @param mailing null when no mail about it is under way
     */
    public record Message(
            String messageId,
            String callId,
            String from,
            @Nullable String fromName,
            Instant at,
            long durationMs,
            long sizeBytes,
            String objectKey,
            String edge,
            Status status,
            @Nullable Instant deletedAt,
            @Nullable Mailing mailing) {

        public Message with(Status next, @Nullable Instant deleted) {
            return new Message(
                    messageId,
                    callId,
                    from,
                    fromName,
                    at,
                    durationMs,
                    sizeBytes,
                    objectKey,
                    edge,
                    next,
                    deleted,
                    mailing);
        }

        public Message mailing(@Nullable Mailing next) {
            return new Message(
                    messageId,
                    callId,
                    from,
                    fromName,
                    at,
                    durationMs,
                    sizeBytes,
                    objectKey,
                    edge,
                    status,
                    deletedAt,
                    next);
        }

        /** Somebody else gets it as a new one, whose sound is the same. */
        public Message copied(String id, String inCall, Instant now) {
            return new Message(
                    id, inCall, from, fromName, now, durationMs, sizeBytes, objectKey, edge, Status.NEW, null, null);
        }

        public boolean isDeleted() {
            return deletedAt != null;
        }
    }

    /**
     * A mail about a message on its way.
     *
     * @param attempt the newest
     * @param asked whether a worker is to answer; else the next try is waited for
     * @param unsure whether an attempt may have arrived although nobody said so
     */
    public record Mailing(int attempt, boolean asked, boolean unsure) {}

    public MailboxState {
        pending = List.copyOf(pending);
        messages = List.copyOf(messages);
        greetings = greetings == null || greetings.isEmpty() ? null : List.copyOf(greetings);
    }

    /** A mailbox whose greetings were not recorded by telephone. */
    public MailboxState(String account, String mailboxId, List<Pending> pending, List<Message> messages) {
        this(account, mailboxId, pending, messages, null);
    }

    public static MailboxState empty(String account, String mailboxId) {
        return new MailboxState(account, mailboxId, List.of(), List.of());
    }

    public boolean isEmpty() {
        return pending.isEmpty() && messages.isEmpty() && greetings == null;
    }

    public boolean isFull() {
        return pending.size() + messages.size() >= MOST;
    }

    public Counts counts() {
        return new Counts(
                count(it -> !it.isDeleted() && it.status() == Status.NEW),
                count(it -> !it.isDeleted() && it.status() == Status.HEARD),
                count(Message::isDeleted),
                messages.stream().mapToLong(Message::sizeBytes).sum());
    }

    private int count(Predicate<Message> of) {
        return (int) messages.stream().filter(of).count();
    }

    /** By the recording's id, or that of its command. */
    public Optional<Pending> pending(String id) {
        return pending.stream()
                .filter(it -> it.recordingId().equals(id) || it.commandId().equals(id))
                .findFirst();
    }

    public Optional<Message> message(String messageId) {
        return messages.stream().filter(it -> it.messageId().equals(messageId)).findFirst();
    }

    /** Whether a message, deleted or not, is this sound. */
    public boolean hasSound(String objectKey) {
        return messages.stream().anyMatch(it -> it.objectKey().equals(objectKey));
    }

    /** Whether a greeting is this sound. */
    public boolean hasGreeting(String objectKey) {
        return recorded().anyMatch(it -> it.objectKey().equals(objectKey));
    }

    /** Whether the message is there, and not deleted. */
    public boolean has(String messageId) {
        return message(messageId).filter(it -> !it.isDeleted()).isPresent();
    }

    /** The messages that are so, oldest first. */
    public List<String> ids(Status status) {
        return messages.stream()
                .filter(it -> !it.isDeleted() && it.status() == status)
                .map(Message::messageId)
                .toList();
    }

    public MailboxState recording(Pending next) {
        List<Pending> more = new ArrayList<>(pending);
        more.add(next);
        return new MailboxState(account, mailboxId, more, messages, greetings);
    }

    public MailboxState without(Pending gone) {
        List<Pending> left = pending.stream().filter(it -> !it.equals(gone)).toList();
        return new MailboxState(account, mailboxId, left, messages, greetings);
    }

    public MailboxState plus(Message message) {
        List<Message> more = new ArrayList<>(messages);
        more.add(message);
        return new MailboxState(account, mailboxId, pending, more, greetings);
    }

    /** Replaces the message with the same id. */
    public MailboxState with(Message next) {
        return new MailboxState(
                account,
                mailboxId,
                pending,
                messages.stream()
                        .map(it -> it.messageId().equals(next.messageId()) ? next : it)
                        .toList(),
                greetings);
    }

    public MailboxState without(Message gone) {
        return new MailboxState(
                account,
                mailboxId,
                pending,
                messages.stream()
                        .filter(it -> !it.messageId().equals(gone.messageId()))
                        .toList(),
                greetings);
    }

    /** The greeting of that kind, where one was recorded by telephone. */
    public Optional<Greeting> greeting(GreetingKind kind) {
        return recorded().filter(it -> it.kind() == kind).findFirst();
    }

    private Stream<Greeting> recorded() {
        return greetings == null ? Stream.empty() : greetings.stream();
    }

    /** With this greeting as the one of its kind. */
    public MailboxState greeting(Greeting next) {
        return greetings(Stream.concat(recorded().filter(it -> it.kind() != next.kind()), Stream.of(next)));
    }

    public MailboxState without(GreetingKind kind) {
        return greetings(recorded().filter(it -> it.kind() != kind));
    }

    private MailboxState greetings(Stream<Greeting> next) {
        return new MailboxState(account, mailboxId, pending, messages, next.toList());
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "mailbox", mailboxId);
    }
}
