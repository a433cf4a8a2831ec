package io.ringlog.edge;

import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.SourcesSeen;
import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.domain.number.CarrierNumbers;
import io.ringlog.edge.call.CallIds;
import io.ringlog.edge.call.CallRoom;
import io.ringlog.edge.call.EdgePolicy;
import io.ringlog.edge.call.RelayNews;
import io.ringlog.edge.directory.ChallengeRules;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.directory.OtherEdges;
import io.ringlog.edge.directory.Strangers;
import io.ringlog.edge.facts.FactQueue;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Openings;
import io.ringlog.edge.media.Sounds;
import io.ringlog.edge.recording.FolderStore;
import io.ringlog.edge.recording.MediaStore;
import io.ringlog.edge.recording.RecordingWriter;
import io.ringlog.edge.recording.Sound;
import io.ringlog.edge.security.Sightings;
import io.ringlog.edge.trunk.Lines;
import io.ringlog.edge.trunk.Loops;
import io.ringlog.edge.voice.Speaker;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.speech.Voice;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.MediaRelays;
import io.ringlog.relay.PortFigures;
import io.ringlog.sip.SipNode;
import io.ringlog.wire.EdgeHeartbeat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running edge: starts its parts in the order in which they need each other, and stops them again. */
public final class EdgeNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeNode.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration RECORDINGS_AGAIN = Duration.ofMinutes(1);
    private static final Duration SIGHTINGS = Duration.ofSeconds(1);
    private static final Duration DROPPED = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final int BANS_TOLD = 20;
    private static final String TLS = "tls";
    private static final Duration LAST_FACTS = Duration.ofSeconds(4);

    private final EdgeConfig config;
    private final EdgePorts ports;
    private final long epoch;
    private final Clock clock = Clock.systemUTC();
    private final EdgeCounters counters = new EdgeCounters();
    private final CallIds ids = new CallIds(clock);
    private final DirectoryCopy directory;
    private final OtherEdges others;
    private final Sightings sightings;
    private final FactQueue queue;
    private final FactWriter facts;
    private final Desk desk = new Desk(counters);
    private final MediaRelay relay;
    private final MediaDesk media;
    private final RecordingWriter recordings;
    private final @Nullable Speaker speaker;
    private final CallRoom calls;
    private final SipNode sip;
    private final Heartbeat heartbeat;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean draining;
    private volatile boolean leaving;

    private EdgeNode(EdgeConfig config, EdgePorts ports, CarrierNumbers numbers) throws IOException {
        this.config = config;
        this.ports = ports;
        DataFolder folder = new DataFolder(config.dataFolder());
        this.directory = new DirectoryCopy(Setup.ownAddresses(config), numbers);
        this.others = new OtherEdges(config.edge());
        this.sightings = new Sightings(clock, directory::isExempt);
        this.epoch = folder.nextEpoch(clock);
        this.queue =
                FactQueue.start(ports.facts(), folder.spool(), config.limits().facts(), counters);
        this.facts = new FactWriter(config.edge(), epoch, clock, queue);
        facts.started();
        RelayNews relayNews = new RelayNews(desk);
        this.relay = MediaRelays.start(Setup.media(config), relayNews);
        MediaStore store = config.recordings().orElse(new FolderStore(folder.recordings()));
        this.speaker = speaker(config, folder);
        List<Path> prompts = config.prompts().isEmpty() ? List.of(folder.media()) : config.prompts();
        Sounds sounds = new Sounds(prompts, id -> clip(store, id), speaker);
        this.media = new MediaDesk(relay, relayNews, new Openings(sounds, desk), counters);
        this.recordings = RecordingWriter.start(
                folder.drafts(), store, (left, then) -> CallRoom.tell(left, then, facts, counters));
        byte[] key = config.key().isPresent() ? config.key().get() : folder.key();
        Lines lines = new Lines(key, directory);
        Loops loops = new Loops(key, clock);
        this.calls = room(relayNews, lines, loops);
        this.sip = startSip(key, lines, loops);
        calls.line().opened(sip);
        desk.every(TICK, queue::tick);
        watchSources();
        desk.every(RECORDINGS_AGAIN, recordings::again);
        ports.directory().start(directory);
        ports.edges().start(others);
        ports.commands().start(calls.commands());
        this.heartbeat = Heartbeat.start(ports.heartbeats(), config.waits().heartbeat(), () -> beat(false));
        tell();
    }

    private void tell() {
        String streams = sip.streamsInWords();
        LOG.info(
                "edge {} epoch {} listens at {}:{}{}{}",
                config.edge(),
                epoch,
                config.sip().host(),
                sip.port(),
                config.sip()
                        .six()
                        .map(six -> " and [" + six.host() + "]:" + sip.port())
                        .orElse(""),
                streams.isEmpty() ? "" : ", " + streams);
    }

    private static Optional<Clip> clip(MediaStore store, String id) throws IOException {
        try (Sound kept = store.open(id + ".wav").orElse(null)) {
            return kept == null ? Optional.empty() : Optional.of(WavReader.read(kept.bytes()));
        }
    }

    private static @Nullable Speaker speaker(EdgeConfig config, DataFolder folder) throws IOException {
        Voice voice = config.voice().orElse(null);
        return voice == null ? null : new Speaker(voice, folder.spoken());
    }

    /**
     * Starts the edge; it takes calls as soon as it knows the directory (see {@link #ready()}).
     *
     * @param numbers reads what trunks call, as the brain does
     */
    public static EdgeNode start(EdgeConfig config, EdgePorts ports, CarrierNumbers numbers) throws IOException {
        return new EdgeNode(config, ports, numbers);
    }

    /** Completes when the edge knows whom it serves. */
    public CompletableFuture<Void> ready() {
        return directory.ready();
    }

    public int sipPort() {
        return sip.port();
    }

    /** The port of this transport, {@code tls}, {@code ws} or {@code wss} too. */
    public int sipPort(String transport) {
        return sip.port(transport);
    }

    public long epoch() {
        return epoch;
    }

    /** What calls' media has passed through, for proofs. */
    public MediaDesk media() {
        return media;
    }

    public EdgeStatus status() {
        return new EdgeStatus(
                config.edge(),
                epoch,
                config.sip().advertisedHost(),
                sip.port(),
                takesCalls(),
                calls.liveCalls(),
                directory.size(),
                queue.bytesSpooled(),
                allCounters());
    }

    private SortedMap<String, Long> allCounters() {
        SortedMap<String, Long> all = counters.all();
        sip.counters().all().forEach((counter, sum) -> all.put("sip-" + counter.word(), sum));
        PortFigures pairs = media.ports();
        sip.connections().forEach((transport, standing) -> all.put("connections." + transport, (long) standing));
        all.put("watches.live", (long) sip.watches());
        all.put("watches.owed", (long) sip.noticesOwed());
        all.put("edges.heard", (long) others.size());
        all.put("bans.live", (long) directory.bans().size());
        all.put("ports.free", (long) pairs.free());
        all.put("ports.used", (long) pairs.used());
        all.put("ports.resting", (long) pairs.resting());
        all.put("ports.refused", pairs.refused());
        return all;
    }

    /**
     * Takes no new calls from now on; those that live go on, phones are registered as ever, and our registrations at
     * trunks go to other edges.
     */
    public void drain() {
        draining = true;
        facts.draining();
        LOG.info("edge {} takes no new calls; {} live", config.edge(), calls.liveCalls());
    }

    public int liveCalls() {
        return calls.liveCalls();
    }

    /** The legs of live calls that are not over. */
    public CompletableFuture<Integer> liveLegs() {
        return calls.liveLegs();
    }

    /** How long calls waited for their first decision. */
    public DecisionTimes decisions() {
        return calls.decisions();
    }

    /** Why no new calls are taken now, in words; empty when they are. */
    public Optional<String> trouble() {
        if (leaving) {
            return Optional.of("is stopping");
        }
        if (draining) {
            return Optional.of("drains: it takes no new calls and has " + calls.liveCalls() + " live ones");
        }
        if (!directory.isReady()) {
            return Optional.of("does not know yet whom it serves: the directory is being read");
        }
        return queue.isNearlyFull()
                ? Optional.of("has " + queue.bytesSpooled() + " bytes of facts that the log does not take,"
                        + " and hardly room for more")
                : Optional.empty();
    }

    /** Ends all calls, tells the log that they are gone, and leaves what the log did not take in the spool. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        leaving = true;
        try {
            calls.endAll().get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            ports.commands().close();
            ports.directory().close();
            ports.edges().close();
            sip.close();
            recordings.flush();
            desk.close();
            if (speaker != null) {
                speaker.close();
            }
            facts.lost(EdgeLifecycle.EdgeLost.STOPPED);
            relay.close();
            if (queue.drain(LAST_FACTS)) {
                heartbeat.goodbye(beat(true), GOODBYE);
            } else {
                // Without a goodbye the watch tells of the loss in our stead, as after a crash.
                heartbeat.stop();
                LOG.warn("the journal did not take all facts; they wait in the spool for the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not all calls were told that the edge stops", e);
        } finally {
            // What the queue has kept lets the notes of recordings go.
            try (recordings) {
                queue.close();
            }
        }
    }

    private void watchSources() {
        desk.every(SIGHTINGS, this::tellSightings);
        desk.every(DROPPED, this::tellDropped);
    }

    private void tellSightings() {
        tell(sightings.take());
    }

    private void tellDropped() {
        tell(directory.bans().takeDropped(BANS_TOLD));
    }

    private void tell(List<Seen> seen) {
        if (!seen.isEmpty()) {
            facts.write(JournalRecord.PLATFORM, stamp -> new SourcesSeen(stamp, seen));
        }
    }

    private boolean takesCalls() {
        return !leaving && !draining && directory.isReady() && !queue.isNearlyFull();
    }

    private CallRoom room(RelayNews relayNews, Lines lines, Loops loops) {
        return new CallRoom(new CallRoom.Parts(
                config,
                desk,
                directory,
                facts,
                ids,
                media,
                recordings,
                relayNews,
                lines,
                sightings,
                loops,
                others,
                counters,
                clock.instant(),
                queue::isSpooling));
    }

    private SipNode startSip(byte[] key, Lines lines, Loops loops) {
        ChallengeRules rules = new ChallengeRules(
                directory,
                new Strangers(clock),
                this::takesCalls,
                counters,
                invite -> lines.called(invite).isPresent()
                        || loops.called(invite.requestUser()).isPresent(),
                new ChallengeRules.Told(calls::strangerCalled, address -> sightings.saw(Deed.STRAYED, address)));
        EdgePolicy policy = new EdgePolicy(rules, media, ids, directory, sightings);
        return SipNode.start(Setup.signalling(config, key), policy, calls.sipFacts());
    }

    private EdgeHeartbeat beat(boolean goodbye) {
        return new EdgeHeartbeat(
                config.edge(),
                epoch,
                config.sip().advertisedHost(),
                sip.port(),
                calls.liveCalls(),
                goodbye,
                clock.instant(),
                config.sip().edgeHost().orElse(null),
                sip.speaks(TLS) ? sip.port(TLS) : null);
    }
}
