package io.ringlog.config.resource;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.Unsaid;
import java.util.List;

/**
 * Who is told of an account's events by HTTP. The brain does not know of it.
 *
 * @param events types of events; none is every type
 * @param secret sealed; what it is told is signed with
 */
public record WebhookRow(
        String id,
        String accountId,
        String name,
        String url,
        List<String> events,
        String secret,
        @Unsaid("active") RowStatus status) {

    public WebhookRow {
        events = List.copyOf(events);
    }
}
