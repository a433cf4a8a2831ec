package io.ringlog.topology;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.state.Granule;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.Quarantined;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts the brain on one partition: restores state, decides one record, stores what changed, forwards. No rule. */
final class BrainProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(BrainProcessor.class);

    private final Supplier<Brain> newBrain;
    private final CommandTopics commandTopics;
    private final TimerPost timerPost;
    private @Nullable PartitionBrain brain;
    private @Nullable TimerWatch timers;
    private @Nullable Cancellable bell;
    private @Nullable Outlets outlets;

    BrainProcessor(Supplier<Brain> newBrain, CommandTopics commandTopics, TimerPost timerPost) {
        this.newBrain = newBrain;
        this.commandTopics = commandTopics;
        this.timerPost = timerPost;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        LiveStore<Granule> granules = context.getStateStore(Names.GRANULES);
        granules.wake();
        brain = new PartitionBrain(newBrain, new StoredGranules(granules));
        outlets = new Outlets(context, commandTopics);
        timers = new TimerWatch(timerPost, outlets.source(), this::ringIn);
        granules.all().forEach(timers::restore);
        timers.look();
    }

    @Override
    public void process(Record<String, byte[]> record) {
        RecordMetadata place = context().recordMetadata().orElseThrow();
        var read =
                JournalReader.read(record.key(), place.partition(), place.offset(), record.timestamp(), record.value());
        switch (read) {
            case Decoded.Ok<JournalRecord>(JournalRecord journal) -> decide(journal, record, place);
            case Decoded.Undecodable<JournalRecord> why -> quarantine(why, record, place);
        }
    }

    private void decide(JournalRecord journal, Record<String, byte[]> record, RecordMetadata place) {
        switch (hosted().decide(journal)) {
            case PartitionBrain.Ruling.Decided(Outcome outcome) -> {
                out().forward(journal, outcome);
                watch().follow(journal, outcome.changes());
            }
            case PartitionBrain.Ruling.Broken(RuntimeException why, List<Outcome.Change> changes) -> {
                LOG.error("the brain broke on journal record {}; it is quarantined", journal.position(), why);
                quarantine(new Decoded.Undecodable<>("brain.broke", why.toString()), record, place);
                watch().follow(journal, changes);
            }
        }
    }

    /** Once, where Streams repeats: a watch without a timer must not make an idle task commit. */
    private void ringIn(Duration time) {
        silence();
        bell = context().schedule(time, PunctuationType.WALL_CLOCK_TIME, at -> {
            silence();
            watch().look();
        });
    }

    private void silence() {
        if (bell != null) {
            bell.cancel();
            bell = null;
        }
    }

    private void quarantine(Decoded.Undecodable<?> why, Record<String, byte[]> record, RecordMetadata place) {
        var origin = new Quarantined.Origin(
                place.topic(), place.partition(), place.offset(), Instant.ofEpochMilli(record.timestamp()));
        out().forward(Quarantined.of(why, origin, Names.BRAIN, record.key(), record.value(), record.headers()));
    }

    private PartitionBrain hosted() {
        return Objects.requireNonNull(brain, "init comes first");
    }

    private TimerWatch watch() {
        return Objects.requireNonNull(timers, "init comes first");
    }

    private Outlets out() {
        return Objects.requireNonNull(outlets, "init comes first");
    }
}
