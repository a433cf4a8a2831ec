package io.ringlog.app.role;

import io.ringlog.app.config.PromptVoice;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.Role;
import io.ringlog.edge.EdgeConfig;
import io.ringlog.edge.EdgeNode;
import io.ringlog.edge.kafka.KafkaPorts;
import io.ringlog.edge.recording.MediaStore;
import io.ringlog.edge.voice.Espeak;
import io.ringlog.edge.voice.Program;
import io.ringlog.edge.voice.SpokenAtBuild;
import io.ringlog.media.speech.Voice;
import io.ringlog.numbering.WorldPlan;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signalling and media: one edge, connected to the log. */
public final class EdgeRole {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeRole.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EdgeRole() {}

    /** Refuses a port that is taken, before anything else has started. */
    public static void requirePort(RinglogConfig config) {
        var sip = config.sip();
        Ports.requireFree(sip.host(), sip.port(), true, "sip.port");
        Ports.requireFree(sip.host(), Math.max(0, sip.tlsPort()), false, "sip.tls-port");
        Ports.requireFree(sip.host(), Math.max(0, sip.wsPort()), false, "sip.ws-port");
        Ports.requireFree(sip.host(), Math.max(0, sip.wssPort()), false, "sip.wss-port");
        IpV6.requirePort(sip);
    }

    /** Returns when the edge listens and knows whom it serves. */
    public static EdgeNode start(Surroundings here, MediaStore recordings) {
        var sip = here.config().sip();
        here.ensure(List.of(Topics.commands(sip.edge())));
        Path folder = folder(here);
        EdgeConfig config = edge(here.config(), folder).withRecordings(recordings);
        try {
            var edge = EdgeNode.start(config, KafkaPorts.open(here.clients(), sip.edge(), folder), new WorldPlan());
            awaitReady(edge);
            return edge;
        } catch (IOException e) {
            throw new UncheckedIOException("the edge cannot start: " + e.getMessage(), e);
        }
    }

    private static Path folder(Surroundings here) {
        return here.folder().resolve("edge-" + here.config().sip().edge());
    }

    /** Where an edge that is not beside the api has its copies of the sounds in the bucket. */
    public static Path copies(Surroundings here) {
        return copies(folder(here));
    }

    private static Path copies(Path folder) {
        return folder.resolve("sounds");
    }

    /** Beside the api its folder is whole; elsewhere it has what was put there by hand. */
    private static List<Path> prompts(RinglogConfig config, Path folder) {
        boolean hasCopies = !config.storage().bucket().isEmpty() && !config.runs(Role.API);
        return hasCopies ? List.of(copies(folder), config.mediaFolder()) : List.of(config.mediaFolder());
    }

    private static EdgeConfig edge(RinglogConfig config, Path folder) {
        var sip = config.sip();
        String advertised = Addresses.firstSet(sip.advertisedHost(), Addresses.reachable(sip.host()));
        var at = new EdgeConfig.Sip(
                sip.host(),
                sip.port(),
                advertised,
                sip.digestList(),
                sip.forceRport(),
                sip.sessionExpires(),
                sip.sessionMin(),
                streams(config),
                sip.dns(),
                Optional.of(sip.edgeHost()).filter(host -> !host.isEmpty()),
                IpV6.signalling(sip),
                Optional.of(sip.serviceRouteHost()).filter(host -> !host.isEmpty()),
                config.hep().at());
        var waits = EdgeConfig.Waits.standard();
        var limits = EdgeConfig.Limits.standard();
        EdgeConfig edge = EdgeConfig.of(sip.edge(), folder, at, media(config, advertised))
                .withKey(EdgeKey.open(config.keyFolder()))
                .withPrompts(prompts(config, folder))
                .with(new EdgeConfig.Waits(
                        sip.decisionTimeout(), waits.heartbeat(), waits.ringing(), waits.alone(), waits.shedAfter()))
                .with(new EdgeConfig.Limits(
                        sip.liveCallsMax(),
                        sip.invitesPerSource(),
                        limits.legsPerCall(),
                        limits.waitingRegisters(),
                        limits.facts()));
        return voice(config.media().voice()).map(edge::with).orElse(edge);
    }

    /** @param advertised by what phones reach the signalling */
    private static EdgeConfig.Media media(RinglogConfig config, String advertised) {
        var media = config.media();
        return new EdgeConfig.Media(
                Addresses.firstSet(media.host(), Addresses.media(config.sip().host(), advertised)),
                Addresses.firstSet(media.advertisedHost(), advertised),
                media.portMin(),
                media.portMax(),
                Runtime.getRuntime().availableProcessors(),
                media.silence(),
                media.measureEvery(),
                IpV6.media(config));
    }

    private static Optional<Voice> voice(PromptVoice wanted) {
        if (wanted == PromptVoice.TONES) {
            return Optional.empty();
        }
        Optional<Voice> program = Program.installed(Espeak.PROGRAM).map(Espeak::new);
        SpokenAtBuild voice = new SpokenAtBuild(program);
        if (program.isEmpty() && !voice.isThere()) {
            LOG.warn("{} is not installed: prompts are tones, not words (media.voice)", Espeak.PROGRAM);
            return Optional.empty();
        } else if (program.isEmpty()) {
            LOG.warn("{} is not installed: prompts are spoken, texts of flows are not (media.voice)", Espeak.PROGRAM);
        }
        return Optional.of(voice);
    }

    private static SipNodeConfig.Streams streams(RinglogConfig config) {
        var sip = config.sip();
        var usual = SipNodeConfig.Streams.none();
        return new SipNodeConfig.Streams(
                port(sip.tlsPort()),
                port(sip.wsPort()),
                port(sip.wssPort()),
                Optional.of(config.certificatesFolder()),
                sip.selfSigned(),
                sip.authorities().isEmpty() ? Optional.empty() : Optional.of(Path.of(sip.authorities())),
                usual.certificatesEvery(),
                sip.handshakeTimeout(),
                usual.pingEvery(),
                sip.originList());
    }

    private static OptionalInt port(int configured) {
        return configured < 0 ? OptionalInt.empty() : OptionalInt.of(configured);
    }

    private static void awaitReady(EdgeNode edge) throws IOException {
        try {
            edge.ready().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            edge.close();
            throw new IllegalStateException("the edge could not read the directory", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            edge.close();
        }
    }
}
