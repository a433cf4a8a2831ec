package io.ringlog.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.ReplayReport.Difference;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decides one partition's journal anew and holds each event beside the recorded one. */
final class PartitionReplay {
    private final int partition;
    private final Replay.Range range;
    private final PartitionBrain brain;
    private final PartitionLog recorded;
    private long journalRecords;
    private long events;
    private long otherVersion;

    PartitionReplay(int partition, Replay.Range range, Supplier<Brain> newBrain, PartitionLog recorded) {
        this.partition = partition;
        this.range = range;
        this.brain = new PartitionBrain(newBrain, new MemoryGranules());
        this.recorded = recorded;
    }

    /** Replays up to the first difference; {@code committed} is where the brain had not decided yet. */
    Optional<Difference> run(PartitionLog journal, long committed) {
        for (var record = journal.next(); record.isPresent(); record = journal.next()) {
            var difference = replay(record.get());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return recorded.peek().filter(extra -> offsetOf(extra) < committed).map(extra -> difference(extra, null));
    }

    long journalRecords() {
        return journalRecords;
    }

    long events() {
        return events;
    }

    long otherVersion() {
        return otherVersion;
    }

    private Optional<Difference> replay(ConsumerRecord<String, byte[]> record) {
        var read = JournalReader.read(record.key(), partition, record.offset(), record.timestamp(), record.value());
        if (!(read instanceof Decoded.Ok<JournalRecord>(JournalRecord journal))) {
            return Optional.empty();
        }
        journalRecords++;
        for (EventRecord event : decide(journal)) {
            var found = recorded.next();
            var difference = range.holds(journal.at()) ? compare(found, event) : Optional.<Difference>empty();
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private List<EventRecord> decide(JournalRecord journal) {
        return switch (brain.decide(journal)) {
            case PartitionBrain.Ruling.Decided(Outcome outcome) ->
                outcome.outgoing().stream()
                        .filter(EventRecord.class::isInstance)
                        .map(EventRecord.class::cast)
                        .toList();
            case PartitionBrain.Ruling.Broken _ -> List.of();
        };
    }

    private Optional<Difference> compare(Optional<ConsumerRecord<String, byte[]>> found, EventRecord event) {
        events++;
        if (found.isEmpty()) {
            return Optional.of(difference(null, event));
        }
        byte[] was = found.get().value();
        if (Arrays.equals(was, Codecs.EVENT.encode(event))
                && event.accountId().equals(found.get().key())) {
            return Optional.empty();
        }
        if (sameButForVersion(was, event)) {
            otherVersion++;
            return Optional.empty();
        }
        return Optional.of(difference(found.get(), event));
    }

    /** Another version decided this one; it is no difference when only the version's name differs. */
    private static boolean sameButForVersion(byte[] was, EventRecord event) {
        return Codecs.EVENT.decode(was) instanceof Decoded.Ok<EventRecord>(EventRecord old)
                && !old.brainVersion().equals(event.brainVersion())
                && Arrays.equals(was, Codecs.EVENT.encode(decidedBy(old.brainVersion(), event)));
    }

    private static EventRecord decidedBy(String version, EventRecord it) {
        return new EventRecord(
                it.id(),
                it.accountId(),
                it.callId(),
                it.seq(),
                it.at(),
                it.causation(),
                version,
                it.event(),
                it.because());
    }

    private Difference difference(@Nullable ConsumerRecord<String, byte[]> found, @Nullable EventRecord event) {
        String was = found == null ? "" : new String(found.value(), UTF_8);
        String now = event == null ? "" : new String(Codecs.EVENT.encode(event), UTF_8);
        String position = event == null ? partition + "-" + offsetOf(found) : event.causation();
        return new Difference(partition, position, was, now);
    }

    /** The journal offset that led to a recorded event. */
    private static long offsetOf(@Nullable ConsumerRecord<String, byte[]> found) {
        if (found == null || !(Codecs.EVENT.decode(found.value()) instanceof Decoded.Ok<EventRecord>(var event))) {
            return 0;
        }
        return Long.parseLong(event.causation().substring(event.causation().indexOf('-') + 1));
    }
}
