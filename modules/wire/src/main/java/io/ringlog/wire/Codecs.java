package io.ringlog.wire;

import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.state.Granule;

/** One codec for what each topic holds, and one for the granules of state. */
public final class Codecs {
    /** {@code ringlog.journal.v1}. */
    public static final Codec<Input> INPUT = Codec.of(Input.class);

    /** {@code ringlog.events.v1}. */
    public static final Codec<EventRecord> EVENT = Codec.of(EventRecord.class);

    /** {@code ringlog.commands.<edge>.v1}. */
    public static final Codec<CommandRecord> COMMAND = Codec.of(CommandRecord.class);

    /** {@code ringlog.replies.v1} and {@code ringlog.effects.v1}. */
    public static final Codec<EffectRecord> EFFECT = Codec.of(EffectRecord.class);

    /** {@code ringlog.location.v1}. */
    public static final Codec<Location> LOCATION = Codec.of(Location.class);

    /** {@code ringlog.directory.v1}. */
    public static final Codec<DirectoryEntry> DIRECTORY = Codec.of(DirectoryEntry.class);

    /** {@code ringlog.edges.v1}. */
    public static final Codec<EdgeHeartbeat> HEARTBEAT = Codec.of(EdgeHeartbeat.class);

    /** {@code ringlog.cdr.v1}. */
    public static final Codec<Cdr> CDR = Codec.of(Cdr.class);

    /** State stores and their changelogs; no public interface. */
    public static final Codec<Granule> GRANULE = Codec.of(Granule.class);

    private Codecs() {}
}
