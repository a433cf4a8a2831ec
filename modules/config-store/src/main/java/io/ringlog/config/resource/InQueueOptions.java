package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.InQueueOption.Action;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What keys do that callers press while they wait. */
final class InQueueOptions extends Resource<InQueueOption> {

    private static final Pattern DIGIT = Pattern.compile("[0-9*#]");
    private static final String DEST = "dest_kind";
    private static final String URL = "webhook_url";
    private static final String REQUIRED = "config.required";
    private static final String TAKEN = "config.taken";

    InQueueOptions() {
        super("in_queue_option", "in_queue_option", "iqo", InQueueOption.class, Set.of());
    }

    @Override
    public Set<String> fixed() {
        return Set.of("queueId");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("digit", "queueId"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(
                Link.to("queueId", "queue", Link.Sense.SERVES), Link.to("webhookSecretId", "secret", Link.Sense.NONE));
    }

    @Override
    public Map<String, String> sounds(InQueueOption row) {
        return row.promptMediaId() == null ? Map.of() : Map.of("prompt_media_id", row.promptMediaId());
    }

    @Override
    public void check(InQueueOption row, Problems p) {
        p.require(DIGIT.matcher(row.digit()).matches(), "digit", "config.bad-digits", "must be one of 0-9, * and #");
        boolean leaves = row.action() == Action.WEBHOOK && !row.stayInQueue();
        p.require(
                row.action() != Action.ROUTE || row.dest() != null, DEST, REQUIRED, "is required when action is route");
        p.require(
                row.action() == Action.ROUTE || leaves || row.dest() == null,
                DEST,
                TAKEN,
                "must stand beside action route, or webhook without stay_in_queue, alone");
        p.require(
                row.stayInQueue() || row.action() == Action.WEBHOOK,
                "stay_in_queue",
                TAKEN,
                "can be false when action is webhook alone");
        told(row, p);
        if (row.label() != null) {
            Shapes.name(row.label(), "label", p);
        }
    }

    private static void told(InQueueOption row, Problems p) {
        p.require(
                !row.tells() || row.webhookUrl() != null,
                URL,
                REQUIRED,
                "is required when action is " + Because.word(row.action()));
        p.require(row.tells() || row.webhookUrl() == null, URL, TAKEN, "must stand beside webhook or deflect alone");
        if (row.webhookUrl() != null) {
            Shapes.url(row.webhookUrl(), URL, p);
        }
        p.require(
                row.webhookSecretId() == null || row.webhookUrl() != null,
                "webhook_secret_id",
                TAKEN,
                "must stand beside webhook_url alone");
    }
}
