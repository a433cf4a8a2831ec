package io.ringlog.api.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far webhooks are; throws {@link Refused} for one that is not of the account. */
public interface Webhooks {

    /**
     * Where a webhook is.
     *
     * @param next the place in the account's partition that it is told from
     * @param failures in a row since it took something
     * @param reason of the last of them
     * @param deliveredAt epoch milliseconds; null when it never took anything
     */
    record Progress(
            long next,
            int failures,
            @Nullable String reason,
            @Nullable Long deliveredAt) {}

    /**
     * Events it would not take.
     *
     * @param from the place of the first of them
     * @param createdAt epoch milliseconds
     */
    record DeadLetter(String id, long from, int events, int attempts, String reason, long createdAt) {}

    Progress delivery(String account, String id);

    /** Tells it again from an earlier place on, or from a later one. */
    Progress replay(String account, String id, long from);

    /** Those after an id, the oldest first. */
    List<DeadLetter> deadLetters(String account, String id, String after, int limit);

    /** Tells it once more, now; the letter is gone when it takes it, and stays when it does not. */
    void resend(String account, String id, String letter);

    /** Tells it nothing but that it is told. */
    void test(String account, String id);
}
