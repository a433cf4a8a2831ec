package io.ringlog.topology.views;

import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.wire.Codec;

/** How the rows of the views lie in their stores; no public interface. */
public final class ViewCodecs {
    public static final Codec<LiveCall> LIVE_CALL = Codec.of(LiveCall.class);
    public static final Codec<LiveAgent> LIVE_AGENT = Codec.of(LiveAgent.class);
    public static final Codec<LiveQueue> LIVE_QUEUE = Codec.of(LiveQueue.class);
    public static final Codec<LiveMailbox> LIVE_MAILBOX = Codec.of(LiveMailbox.class);
    public static final Codec<LiveRecording> LIVE_RECORDING = Codec.of(LiveRecording.class);
    public static final Codec<Registration> REGISTRATION = Codec.of(Registration.class);
    public static final Codec<LiveTrunk> LIVE_TRUNK = Codec.of(LiveTrunk.class);
    public static final Codec<LiveBan> LIVE_BAN = Codec.of(LiveBan.class);
    public static final Codec<LiveWindow> LIVE_WINDOW = Codec.of(LiveWindow.class);
    public static final Codec<LiveFraud> LIVE_FRAUD = Codec.of(LiveFraud.class);
    public static final Codec<LiveChannels> LIVE_CHANNELS = Codec.of(LiveChannels.class);
    public static final Codec<LivePlace> LIVE_PLACE = Codec.of(LivePlace.class);
    public static final Codec<LiveCallBack> LIVE_CALL_BACK = Codec.of(LiveCallBack.class);
    public static final Codec<FiguresBegun> FIGURES_BEGUN = Codec.of(FiguresBegun.class);
    public static final Codec<QueueSlice> QUEUE_SLICE = Codec.of(QueueSlice.class);
    public static final Codec<AgentSlice> AGENT_SLICE = Codec.of(AgentSlice.class);
    public static final Codec<Cdr> CDR = Codec.of(Cdr.class);

    private ViewCodecs() {}
}
