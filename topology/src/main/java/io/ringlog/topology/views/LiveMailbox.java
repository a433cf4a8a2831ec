package io.ringlog.topology.views;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.Counts;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a mailbox, oldest first, how many there are as the brain counted them, and the greetings that were
 * recorded by telephone.
 *
 * @param greetings null for none
 */
public record LiveMailbox(
        String accountId,
        String mailboxId,
        List<Message> messages,
        Counts counts,
        @Nullable List<Greeting> greetings) {

    /** A greeting that was recorded by telephone. */
    public record Greeting(GreetingKind kind, Instant at, long durationMs, String objectKey) {}

    /** A message; {@code goneAt} is set while it is deleted and can be taken back. */
    public record Message(
            String messageId,
            String callId,
            String from,
            @Nullable String fromName,
            Instant at,
            long durationMs,
            long sizeBytes,
            String objectKey,
            Status status,
            @Nullable Instant goneAt) {
        Message now(Status next, @Nullable Instant gone) {
            return new Message(messageId, callId, from, fromName, at, durationMs, sizeBytes, objectKey, next, gone);
        }
    }

    public LiveMailbox {
        messages = List.copyOf(messages);
        greetings = greetings == null || greetings.isEmpty() ? null : List.copyOf(greetings);
    }

    /** Whether nothing is to be told of it. */
    public boolean isEmpty() {
        return messages.isEmpty() && greetings == null;
    }

    public static LiveMailbox empty(String account, String mailboxId) {
        return new LiveMailbox(account, mailboxId, List.of(), new Counts(0, 0, 0, 0), null);
    }

    /** The mailbox after an event; a message that is told twice is one message. */
    public LiveMailbox after(EventRecord record, VoicemailEvent event) {
        return switch (event) {
            case VoicemailEvent.MessageLeft it -> plus(message(record.at(), it)).counting(it.counts());
            case VoicemailEvent.MessageDropped _,
                    VoicemailEvent.MailboxAsked _,
                    VoicemailEvent.MailboxOpened _,
                    VoicemailEvent.MailboxRefused _,
                    VoicemailEvent.MessageMailed _,
                    VoicemailEvent.MailPutOff _,
                    VoicemailEvent.MailGivenUp _,
                    VoicemailEvent.GreetingChosen _,
                    VoicemailEvent.GreetingDropped _ -> this;
            case VoicemailEvent.GreetingRecorded it ->
                greeting(it.kind(), Stream.of(new Greeting(it.kind(), record.at(), it.durationMs(), it.objectKey())));
            case VoicemailEvent.GreetingRemoved it -> greeting(it.kind(), Stream.empty());
            case VoicemailEvent.MessageChanged it ->
                change(it.messageId(), m -> m.now(it.status(), null)).counting(it.counts());
            case VoicemailEvent.MessageDeleted it ->
                change(it.messageId(), m -> m.now(m.status(), it.goneAt())).counting(it.counts());
            case VoicemailEvent.MessageErased it -> without(it.messageId()).counting(it.counts());
        };
    }

    private static Message message(Instant at, VoicemailEvent.MessageLeft it) {
        return new Message(
                it.messageId(),
                it.callId(),
                it.from(),
                it.fromName(),
                at,
                it.durationMs(),
                it.sizeBytes(),
                it.objectKey(),
                Status.NEW,
                null);
    }

    private LiveMailbox counting(Counts now) {
        return new LiveMailbox(accountId, mailboxId, messages, now, greetings);
    }

    private LiveMailbox plus(Message message) {
        List<Message> more = new ArrayList<>(without(message.messageId()).messages);
        more.add(message);
        return new LiveMailbox(accountId, mailboxId, more, counts, greetings);
    }

    private LiveMailbox without(String messageId) {
        List<Message> left =
                messages.stream().filter(m -> !m.messageId().equals(messageId)).toList();
        return new LiveMailbox(accountId, mailboxId, left, counts, greetings);
    }

    private LiveMailbox change(String messageId, UnaryOperator<Message> change) {
        List<Message> next = messages.stream()
                .map(m -> m.messageId().equals(messageId) ? change.apply(m) : m)
                .toList();
        return new LiveMailbox(accountId, mailboxId, next, counts, greetings);
    }

    private LiveMailbox greeting(GreetingKind kind, Stream<Greeting> now) {
        Stream<Greeting> others = greetings == null ? Stream.empty() : greetings.stream();
        List<Greeting> next = Stream.concat(others.filter(it -> it.kind() != kind), now)
                .sorted(Comparator.comparing(Greeting::kind))
                .toList();
        return new LiveMailbox(accountId, mailboxId, messages, counts, next);
    }
}
