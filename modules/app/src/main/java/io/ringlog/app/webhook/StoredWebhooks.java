package io.ringlog.app.webhook;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Webhooks;
import io.ringlog.config.webhook.Deliveries;
import io.ringlog.config.webhook.Deliveries.Target;
import java.util.List;

/** Webhooks as REST sees them. */
public final class StoredWebhooks implements Webhooks {

    private final WebhookDesk desk;

    public StoredWebhooks(WebhookDesk desk) {
        this.desk = desk;
    }

    @Override
    public Progress delivery(String account, String id) {
        var progress = target(account, id).progress();
        return progress == null
                ? new Progress(end(account), 0, null, null)
                : new Progress(progress.next(), progress.failures(), progress.reason(), progress.deliveredAt());
    }

    @Override
    public Progress replay(String account, String id, long from) {
        target(account, id);
        desk.deliveries().goOn(id, Math.min(from, end(account)));
        desk.moved(id);
        return delivery(account, id);
    }

    @Override
    public List<DeadLetter> deadLetters(String account, String id, String after, int limit) {
        target(account, id);
        return desk.deliveries().letters(id, after, limit).stream()
                .map(it -> new DeadLetter(it.id(), it.from(), it.events(), it.attempts(), it.reason(), it.createdAt()))
                .toList();
    }

    @Override
    public void resend(String account, String id, String letterId) {
        Target target = target(account, id);
        Deliveries.DeadLetter dead =
                desk.deliveries().letter(id, letterId).orElseThrow(() -> Refused.notFound("dead letter " + letterId));
        Delivery again = Courier.read(desk.log(), target.row(), dead.from(), dead.to());
        if (again.events().isEmpty()) {
            throw Refused.decided(Why.CONFLICT, "webhook.events-gone", "the log no longer has these events");
        }
        require(desk.send(target, again));
        desk.deliveries().removeLetter(letterId);
    }

    @Override
    public void test(String account, String id) {
        long end = end(account);
        require(desk.send(target(account, id), new Delivery(end, end, List.of())));
    }

    private long end(String account) {
        return desk.end(desk.log().partitionOf(account));
    }

    private Target target(String account, String id) {
        return desk.deliveries().target(account, id).orElseThrow(() -> Refused.notFound("webhook " + id));
    }

    private static void require(Outcome outcome) {
        switch (outcome) {
            case Outcome.Taken taken -> {}
            case Outcome.Gone gone -> throw notTaken("answered 410");
            case Outcome.Failed(String reason) -> throw notTaken(reason);
        }
    }

    private static Refused notTaken(String reason) {
        return Refused.decided(Why.CONFLICT, "webhook.not-taken", reason);
    }
}
