package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Queue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How callers wait; who waits is the brain's. */
final class Queues extends Resource<Queue> {

    private static final int HOUR = 3600;
    private static final String MESSAGE = "message_media_id";
    private static final int MOST_DISPOSITIONS = 50;

    /** No character of Unicode's groups of controls, formats, halves, private ones and such as are none. */
    private static final Pattern DISPOSITION = Pattern.compile("[^\\p{C}\\u2028\\u2029]{1,64}");

    private static final String REQUIRED = "config.required";

    Queues() {
        super("queue", "queue", "q", Queue.class, Set.of());
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    protected List<Link> ownLinks() {
        return List.of(Link.hours(), Link.to("mohPlaylistId", "playlist", Link.Sense.NONE));
    }

    @Override
    public Map<String, String> sounds(Queue row) {
        Map<String, String> sounds = new LinkedHashMap<>();
        if (row.mohMediaId() != null) {
            sounds.put("moh_media_id", row.mohMediaId());
        }
        if (row.messageMediaId() != null) {
            sounds.put(MESSAGE, row.messageMediaId());
        }
        return sounds;
    }

    @Override
    public Set<String> never(Queue row) {
        return Stream.of(
                        row.maxWaitSec() == null ? "timeout" : "",
                        row.maxQueued() == null ? "queue_full" : "",
                        row.ewtThresholdSec() == null ? "ewt" : "",
                        row.scheduleId() == null ? "closed" : "")
                .filter(exit -> !exit.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<DeadEnd> deadEnds(Queue row) {
        List<DeadEnd> ends = new ArrayList<>(DeadEnd.closed(row));
        if (row.maxWaitSec() != null && row.timeoutDest() == null) {
            ends.add(DeadEnd.Kind.UNANSWERED.of("nothing behind max_wait_sec: no timeout_dest"));
        }
        return ends;
    }

    @Override
    public void check(Queue row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.agentRingTimeoutSec(), 1, 600, "agent_ring_timeout_sec", p);
        Shapes.range(row.maxWaitSec(), 0, 24 * HOUR, "max_wait_sec", p);
        Shapes.range(row.tierWaitSec(), 1, HOUR, "tier_wait_sec", p);
        Shapes.range(row.wrapUpSec(), 0, HOUR, "wrap_up_sec", p);
        Shapes.notNegative(row.maxNoAnswer(), "max_no_answer", p);
        Shapes.range(row.announceFirstSec(), 0, HOUR, "announce_first_sec", p);
        Shapes.range(row.announceIntervalSec(), 0, HOUR, "announce_interval_sec", p);
        Shapes.range(row.messageIntervalSec(), 10, HOUR, "message_interval_sec", p);
        p.require(
                row.messageIntervalSec() == null || row.messageMediaId() != null,
                MESSAGE,
                REQUIRED,
                "is required beside message_interval_sec");
        Shapes.notNegative(row.maxQueued(), "max_queued", p);
        Shapes.notNegative(row.ewtThresholdSec(), "ewt_threshold_sec", p);
        Shapes.notNegative(row.ewtAhtSec(), "ewt_aht_sec", p);
        dispositions(row.dispositions(), p);
        p.require(
                row.mohPlaylistId() == null || row.mohMediaId() == null,
                "moh_playlist_id",
                "config.taken",
                "must not stand beside moh_media_id: callers hear one of them");
        p.require(
                row.mohMode() != Queue.MohMode.FILE || row.mohMediaId() != null,
                "moh_media_id",
                REQUIRED,
                "is required when moh_mode is file");
    }

    /** Told apart as people read them: without the case of letters. */
    private static void dispositions(List<String> words, Problems p) {
        p.require(
                words.size() <= MOST_DISPOSITIONS,
                "dispositions",
                "config.out-of-range",
                "has more than " + MOST_DISPOSITIONS + " entries");
        Set<String> before = new HashSet<>();
        for (int i = 0; i < Math.min(words.size(), MOST_DISPOSITIONS); i++) {
            String word = words.get(i);
            String field = "dispositions[" + i + "]";
            p.require(
                    DISPOSITION.matcher(word).matches(),
                    field,
                    "config.bad-disposition",
                    "must have 1 to 64 characters that can be seen");
            p.require(before.add(word.toLowerCase(Locale.ROOT)), field, "config.taken", "is in the list twice");
        }
    }
}
