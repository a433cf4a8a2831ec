package io.ringlog.domain.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Folds the events of a simulation, with crashes and repeats, and counts again what they come to. */
public final class RecountedFigures {
    private static final Cut MINUTES = new Cut(Duration.ofMinutes(1), Duration.ofDays(1));

    private final KeptSlices<QueueSlice> queues = new KeptSlices<>();
    private final KeptSlices<AgentSlice> agents = new KeptSlices<>();
    private final List<EventRecord> events;

    private RecountedFigures(List<EventRecord> events, Random random) {
        this.events = events;
        fold(random);
    }

    /**
     * Every figure of an account is what its events come to, in minutes and over all of them; as if no queue and no
     * user had been removed, of whom nothing would be kept.
     */
    public static void are_what_the_events_come_to(List<EventRecord> events, long seed) {
        Set<String> accounts = new TreeSet<>();
        events.forEach(it -> accounts.add(it.accountId()));
        for (String account : accounts) {
            List<EventRecord> own = events.stream()
                    .filter(it -> it.accountId().equals(account) && !(it.event() instanceof ConfigApplied))
                    .toList();
            new RecountedFigures(own, new Random(seed)).check();
        }
    }

    /** After a crash some slices are as they were at the last commit, and all that came since comes again. */
    private void fold(Random random) {
        QueueFold queueFold = new QueueFold(queues, MINUTES);
        AgentFold agentFold = new AgentFold(agents, MINUTES);
        int committed = 0;
        for (int i = 0; i < events.size(); i++) {
            queueFold.see(events.get(i));
            agentFold.see(events.get(i));
            if (random.nextInt(200) == 0) {
                queues.crash(random);
                agents.crash(random);
                queueFold = new QueueFold(queues, MINUTES);
                agentFold = new AgentFold(agents, MINUTES);
                i = committed - 1;
            } else if (random.nextInt(100) == 0) {
                queues.commit();
                agents.commit();
                committed = i + 1;
            }
        }
    }

    private void check() {
        Recount recount = new Recount(relevant());
        Set<String> queueIds = new TreeSet<>();
        Set<String> userIds = new TreeSet<>();
        for (EventRecord each : events) {
            if (each.event() instanceof CallerQueued it) {
                queueIds.add(it.queueId());
            } else if (each.event() instanceof AgentStateChanged it) {
                userIds.add(it.userId());
            }
        }
        for (List<Instant> span : spans()) {
            queueIds.forEach(id -> queue(recount, id, span.getFirst(), span.getLast()));
            userIds.forEach(id -> agent(recount, id, span.getFirst(), span.getLast()));
        }
    }

    private List<EventRecord> relevant() {
        Set<String> packages = Set.of("QueueEvent", "PlaceEvent", "AgentEvent");
        return events.stream()
                .filter(it -> packages.contains(
                                it.event().getClass().getDeclaringClass().getSimpleName())
                        || it.event().getClass().getSimpleName().equals("LegHoldChanged"))
                .toList();
    }

    private List<List<Instant>> spans() {
        Instant from = MINUTES.start(events.getFirst().at());
        Instant until = MINUTES.start(events.getLast().at()).plus(MINUTES.width());
        List<List<Instant>> spans = new ArrayList<>(List.of(List.of(from, until)));
        for (Instant at = from; at.isBefore(until); at = at.plus(Duration.ofMinutes(5))) {
            spans.add(List.of(at, at.plus(Duration.ofMinutes(1))));
        }
        return spans;
    }

    private void queue(Recount recount, String id, Instant from, Instant until) {
        QueueSums sums = QueueSums.of(queues.all().stream()
                .filter(it -> it.queueId().equals(id)
                        && !it.from().isBefore(from)
                        && it.from().isBefore(until))
                .map(QueueSlice::sums)
                .toList());
        List<Long> answered = recount.waits(id, from, until, Set.of("answered"));
        List<Long> abandoned = recount.waits(id, from, until, Set.of("abandoned", "timeout"));
        String where = id + " " + from + " to " + until;
        assertThat(sums.offered()).as("offered, %s", where).isEqualTo(recount.offeredCount(id, from, until));
        assertThat(sums.left()).as("dispositions, %s", where).isEqualTo(recount.dispositions(id, from, until));
        assertThat(sums.answered().totalMs()).as("waits, %s", where).isEqualTo(sum(answered));
        assertThat(sums.answered().within(20))
                .as("answered within 20 s, %s", where)
                .isEqualTo((int) answered.stream().filter(ms -> ms <= 20_000).count());
        assertThat(sums.abandoned().totalMs()).as("abandoned, %s", where).isEqualTo(sum(abandoned));
        assertThat(sums.abandoned().count()).as("abandoned, %s", where).isEqualTo(abandoned.size());
        assertThat(sums.handled()).as("handled, %s", where).isEqualTo(recount.handled(id, from, until));
    }

    private static long sum(List<Long> waits) {
        return waits.stream().mapToLong(Long::longValue).sum();
    }

    private void agent(Recount recount, String id, Instant from, Instant until) {
        AgentSums sums = AgentSums.of(
                agents.all().stream().filter(it -> it.userId().equals(id)).toList(), from, until);
        for (Bucket bucket : Bucket.values()) {
            assertThat(sums.ms(bucket))
                    .as("%s of %s, %s to %s", bucket, id, from, until)
                    .isEqualTo(recount.statusMs(id, bucket, from, until));
        }
    }
}
