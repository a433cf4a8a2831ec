package io.ringlog.api.events;

import io.ringlog.api.port.Webhooks;
import io.ringlog.api.port.Webhooks.DeadLetter;
import io.ringlog.api.port.Webhooks.Progress;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a webhook is, what it would not take, and how it is told again. */
public final class WebhookRoutes implements RouteGroup {

    private static final String ONE = "/v1/webhooks/{id}";
    private static final int PAGE = 100;

    /** How far a webhook is; times are epoch milliseconds, a cursor is one of {@code GET /v1/events}. */
    record WebhookDelivery(
            String cursor,
            int failures,
            @Nullable String reason,
            @Nullable Long deliveredAt) {}

    /** A dead letter as it is shown. */
    record WebhookDeadLetter(String id, String cursor, int events, int attempts, String reason, long createdAt) {}

    /** From where on a webhook is told again. */
    record Replay(String cursor) {}

    private final Webhooks webhooks;

    public WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("getWebhookDelivery", ONE + "/delivery", "How far a webhook is.", this::delivery)
                        .needs(Scope.WEBHOOKS)
                        .answers(Schemas.of(WebhookDelivery.class)))
                .add(Route.post(
                                "replayWebhook",
                                ONE + "/replay",
                                "Tells a webhook all events from a cursor on, again.",
                                this::replay)
                        .needs(Scope.WEBHOOKS)
                        .takes(Schemas.of(Replay.class))
                        .answers(Schemas.of(WebhookDelivery.class)))
                .add(Route.get(
                                "listWebhookDeadLetters",
                                ONE + "/dead-letters",
                                "Events a webhook would not take, the oldest first.",
                                this::letters)
                        .needs(Scope.WEBHOOKS)
                        .query("limit", "rows in a page; 100 when not said", Schemas.integer(1, PAGE))
                        .query("cursor", "next_cursor of the page before", Schemas.text())
                        .answers(Schemas.rows(Schemas.of(WebhookDeadLetter.class))))
                .add(Route.post(
                                "resendWebhookDeadLetter",
                                ONE + "/dead-letters/{letter}/resend",
                                "Tells a webhook once more what it would not take.",
                                this::resend)
                        .needs(Scope.WEBHOOKS)
                        .answersNothing())
                .add(Route.post("testWebhook", ONE + "/test", "Tells a webhook no event at all, now.", this::test)
                        .needs(Scope.WEBHOOKS)
                        .answersNothing());
    }

    private Answer delivery(Request request) {
        return shown(webhooks.delivery(request.account(), request.path("id")));
    }

    private Answer replay(Request request) {
        long from = Cursor.parse(request.body(Replay.class).cursor()).place();
        return shown(webhooks.replay(request.account(), request.path("id"), from));
    }

    private Answer letters(Request request) {
        int limit = request.limit(PAGE, PAGE);
        List<DeadLetter> letters = webhooks.deadLetters(
                request.account(), request.path("id"), request.after().orElse(""), limit + 1);
        List<WebhookDeadLetter> page =
                letters.stream().limit(limit).map(WebhookRoutes::shown).toList();
        return Answer.rows(page, letters.size() > limit ? page.getLast().id() : null);
    }

    private Answer resend(Request request) {
        webhooks.resend(request.account(), request.path("id"), request.path("letter"));
        return Answer.nothing();
    }

    private Answer test(Request request) {
        webhooks.test(request.account(), request.path("id"));
        return Answer.nothing();
    }

    private static Answer shown(Progress it) {
        return Answer.ok(
                new WebhookDelivery(Cursor.at(it.next()).text(), it.failures(), it.reason(), it.deliveredAt()));
    }

    private static WebhookDeadLetter shown(DeadLetter it) {
        return new WebhookDeadLetter(
                it.id(), Cursor.at(it.from()).text(), it.events(), it.attempts(), it.reason(), it.createdAt());
    }
}
