package io.ringlog.topology;

import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.state.Ban;
import io.ringlog.domain.state.Contacts;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.DirectoryEntry.BanEntry;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.Location;
import io.ringlog.wire.Quarantine;
import io.ringlog.wire.Quarantined;
import io.ringlog.wire.Subjects;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends each part of an outcome to its topic, encoded and in its envelope; adds nothing to what was decided. All of it
 * is encoded before any of it is sent: the producer wakes for the first record, and takes along whatever is there.
 */
final class Outlets {
    private record Parcel(String sink, Record<String, byte[]> content) {}

    private static final String CONTACT_STORE = "contact";

    private final ProcessorContext<String, byte[]> context;
    private final CommandTopics commandTopics;
    private final String source;
    private final List<Parcel> packed = new ArrayList<>();

    Outlets(ProcessorContext<String, byte[]> context, CommandTopics commandTopics) {
        this.context = context;
        this.commandTopics = commandTopics;
        this.source = "brain/" + context.taskId().partition();
    }

    /** Who writes here. */
    String source() {
        return source;
    }

    /**
     * Everything of the outcome: commands first, for a caller waits for them, then the rest as it was decided, and
     * locations and bans last.
     */
    void forward(JournalRecord cause, Outcome outcome) {
        packed.clear();
        outcome.outgoing().forEach(out -> {
            if (out instanceof CommandRecord command) {
                command(cause, command);
            }
        });
        outcome.outgoing().forEach(out -> told(cause, out));
        outcome.changes().stream()
                .filter(change -> change.key().store().equals(CONTACT_STORE))
                .forEach(change -> location(cause, change));
        outcome.changes().stream()
                .filter(change -> change.key().store().equals(Ban.STORE))
                .forEach(change -> ban(cause, change));
        send();
    }

    void forward(Quarantined quarantined) {
        packed.clear();
        pack(quarantined);
        send();
    }

    private void send() {
        packed.forEach(parcel -> context.forward(parcel.content(), parcel.sink()));
    }

    private void pack(Quarantined quarantined) {
        var envelope = Quarantine.envelope(quarantined);
        var origin = quarantined.origin();
        pack(Names.QUARANTINE_SINK, origin.topic(), Quarantine.CODEC.encode(quarantined), origin.at(), envelope);
    }

    private void told(JournalRecord cause, Outgoing outgoing) {
        switch (outgoing) {
            case CommandRecord sent -> {}
            case EventRecord it -> event(it);
            case EffectRecord it -> effect(cause, it);
        }
    }

    private void event(EventRecord it) {
        var envelope = Envelope.of(it.id(), it.event(), source)
                .about(Optional.ofNullable(it.callId()))
                .causedBy(it.causation());
        pack(Names.EVENTS_SINK, it.accountId(), Codecs.EVENT.encode(it), it.at(), envelope);
        if (it.event() instanceof CallEnded ended) {
            pack(Names.CDR_SINK, it.accountId(), Codecs.CDR.encode(ended.cdr()), it.at(), envelope.typed("Cdr"));
        }
    }

    private void command(JournalRecord cause, CommandRecord it) {
        var envelope = envelope(cause, it, it.command()).about(Subjects.callOf(it.command()));
        if (!Topics.isEdgeId(it.edge()) || !commandTopics.has(it.edge())) {
            var origin = new Quarantined.Origin(Names.COMMANDS_SINK, cause.partition(), cause.offset(), it.at());
            var why = new Decoded.Undecodable<>("wire.bad-edge", "no topic for edge " + it.edge());
            pack(Quarantined.of(why, origin, Names.BRAIN, it.key(), Codecs.COMMAND.encode(it), envelope.headers()));
            return;
        }
        var record = new Record<>(it.key(), Codecs.COMMAND.encode(it), it.at().toEpochMilli(), envelope.headers());
        record.headers().add(BrainTopology.EDGE_HEADER, it.edge().getBytes(StandardCharsets.UTF_8));
        packed.add(new Parcel(Names.COMMANDS_SINK, record));
    }

    private void effect(JournalRecord cause, EffectRecord it) {
        var envelope = envelope(cause, it, it.effect());
        switch (it.effect()) {
            case Effect.Reply reply ->
                pack(Names.REPLIES_SINK, reply.replyTo(), Codecs.EFFECT.encode(it), it.at(), envelope);
            case Effect.ChangeSetting _ ->
                pack(Names.REPLIES_SINK, it.accountId(), Codecs.EFFECT.encode(it), it.at(), envelope);
            case Effect.SendMail _, Effect.TellAccount _, Effect.AskHttp _ ->
                pack(Names.EFFECTS_SINK, it.accountId(), Codecs.EFFECT.encode(it), it.at(), envelope);
        }
    }

    /** The contacts of a device are its location: one fact, told to every edge, gone with the last contact. */
    private void location(JournalRecord cause, Outcome.Change change) {
        String aor = change.key().id();
        Location location =
                change.granule() instanceof Contacts it && !it.bindings().isEmpty()
                        ? new Location(aor, it.account(), it.bindings())
                        : null;
        String key = AccountPartitioner.key(change.key().account(), aor);
        var envelope = new Envelope(
                cause.position() + "-" + aor, "Location", source, Optional.empty(), Optional.of(cause.position()));
        pack(
                Names.LOCATION_SINK,
                key,
                location == null ? null : Codecs.LOCATION.encode(location),
                cause.at(),
                envelope);
    }

    /** Every edge is told, and told again when it starts. */
    private void ban(JournalRecord cause, Outcome.Change change) {
        String network = change.key().id();
        BanEntry entry =
                change.granule() instanceof Ban it ? new BanEntry(network, it.account(), it.banId(), it.until()) : null;
        var envelope = new Envelope(
                cause.position() + "-" + BanEntry.KIND + network,
                BanEntry.class.getSimpleName(),
                source,
                Optional.empty(),
                Optional.of(cause.position()));
        pack(
                Names.DIRECTORY_SINK,
                BanEntry.KIND + network,
                entry == null ? null : Codecs.DIRECTORY.encode(entry),
                cause.at(),
                envelope);
    }

    private Envelope envelope(JournalRecord cause, Outgoing it, Object what) {
        return Envelope.of(it.id(), what, source).causedBy(cause.position());
    }

    private void pack(String sink, String key, byte @Nullable [] value, Instant at, Envelope envelope) {
        packed.add(new Parcel(sink, new Record<>(key, value, at.toEpochMilli(), envelope.headers())));
    }
}
