package io.ringlog.domain.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says of a message. The address is of the mailbox, everything else of the message and its account.
 *
 * @param fromName as the caller calls itself: a stranger's text
 * @param timezone IANA name, in which times are told
 * @param language like {@code de-DE}
 * @param newMessages how many new messages the mailbox has, this one included
 * @param objectKey where the sound to attach lies; null when none is to be attached
 * @param brand who the account's platform calls itself; null for its own name
 */
public record MessageMail(
        String to,
        String mailbox,
        String from,
        @Nullable String fromName,
        Instant leftAt,
        String timezone,
        String language,
        long durationMs,
        int newMessages,
        @Nullable String objectKey,
        @Nullable String brand) {}
