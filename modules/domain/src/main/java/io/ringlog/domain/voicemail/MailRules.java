package io.ringlog.domain.voicemail;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.MessageMail;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import java.time.Duration;
import java.util.Optional;

/** What a mail about a message says, and how long it is tried to send it. Pure. */
final class MailRules {

    /** How long a worker may be away before a try counts as failed. */
    static final Duration PATIENCE = Duration.ofHours(1);

    /** Nobody begins in the last minutes before the next try is asked for: it would be sent twice. */
    static final Duration LAST_BEGINNING = PATIENCE.minusMinutes(10);

    private static final int MOST_TRIES = 9;
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofHours(6);

    private MailRules() {}

    /** How long to wait after this attempt; empty when it was the last. All together they take about a day. */
    static Optional<Duration> rest(int attempt) {
        if (attempt >= MOST_TRIES) {
            return Optional.empty();
        }
        Duration rest = FIRST_REST.multipliedBy(1L << (2 * (attempt - 1)));
        return Optional.of(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
    }

    /** @param to the mailbox's address as it is configured now */
    static MessageMail mail(Account account, VoiceMailbox box, String to, MailboxState state, Message message) {
        return new MessageMail(
                to,
                box.name(),
                message.from(),
                message.fromName(),
                message.at(),
                account.timezone(),
                account.language(),
                message.durationMs(),
                state.counts().newMessages(),
                box.notifyAttach() ? message.objectKey() : null,
                account.brandName());
    }
}
