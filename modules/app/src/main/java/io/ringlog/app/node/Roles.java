package io.ringlog.app.node;

import io.ringlog.app.channel.ChannelWorker;
import io.ringlog.app.config.Role;
import io.ringlog.app.http.HttpWorker;
import io.ringlog.app.mail.MailWorker;
import io.ringlog.app.metrics.NodeFigures;
import io.ringlog.app.role.ApiRole;
import io.ringlog.app.role.BrainRole;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.app.role.EdgeRole;
import io.ringlog.app.role.LakeRole;
import io.ringlog.app.role.Part;
import io.ringlog.app.role.Surroundings;
import io.ringlog.app.role.WatchRole;
import io.ringlog.app.role.WorkersRole;
import io.ringlog.app.store.Rounds;
import io.ringlog.app.store.Storage;
import io.ringlog.app.watch.EdgeWatch;
import io.ringlog.connectors.LakeSink;
import io.ringlog.edge.EdgeNode;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.Views;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The order in which roles start: nobody may call before somebody can decide. */
final class Roles {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Surroundings here;
    private final Parts parts;
    private final NodeFigures figures;
    private final List<StreamsRole> restoring = new ArrayList<>();

    Roles(Surroundings here, Parts parts, NodeFigures figures) {
        this.here = here;
        this.parts = parts;
        this.figures = figures;
    }

    void start() {
        if (runs(Role.EDGE)) {
            EdgeRole.requirePort(here.config());
        }
        if (runs(Role.API)) {
            ApiRole.requirePort(here.config());
        }
        here.ensure(Topics.all());
        if (runs(Role.LAKE)) {
            LakeSink lake = LakeRole.start(here);
            parts.add(Part.silent("lake", lake).troubledBy(lake::trouble));
            figures.lake();
        }
        if (runs(Role.WORKERS)) {
            startWorkers();
        }
        if (runs(Role.BRAIN)) {
            startBrain();
        }
        if (runs(Role.WATCH)) {
            EdgeWatch watch = WatchRole.start(here);
            parts.add(Part.silent("watch", watch)
                    .worksWhile(watch::isRunning, "does not read the heartbeats of the edges"));
        }
        if (runs(Role.API)) {
            startApi();
        }
        restoring.forEach(Roles::awaitReady);
        if (runs(Role.EDGE)) {
            startEdge();
        }
    }

    private void startEdge() {
        Storage storage = Storage.of(here.config());
        storage.bucket()
                .filter(it -> !runs(Role.API))
                .ifPresent(it -> add("sounds", Rounds.copies(it.copies(EdgeRole.copies(here)))));
        EdgeNode edge = EdgeRole.start(here, storage.store());
        storage.bucket().ifPresent(it -> add("uploads", Rounds.uploads(it)));
        String host = here.config().sip().host();
        parts.add(Part.at("sip", host + ":" + edge.sipPort(), edge).troubledBy(edge::trouble));
        figures.edge(edge);
    }

    private void add(String name, Rounds rounds) {
        parts.add(Part.silent(name, rounds).troubledBy(rounds::trouble));
    }

    private void startWorkers() {
        WorkersRole workers = WorkersRole.start(here.config(), here.folder());
        parts.add(Part.silent("workers", workers)
                .troubledBy(() -> workers.lastFailure().map(why -> "could not keep the lake small: " + why)));
        MailWorker mail = WorkersRole.mail(here);
        parts.add(Part.silent("mail", mail).worksWhile(mail::isRunning, "does not read what is to be mailed"));
        HttpWorker http = WorkersRole.http(here);
        parts.add(Part.silent("http", http)
                .worksWhile(http::isRunning, "does not read what web services are to be asked"));
        figures.http(http);
        ChannelWorker channels = WorkersRole.channels(here);
        parts.add(Part.silent("channels", channels)
                .worksWhile(channels::isRunning, "does not read what accounts tell each other"));
    }

    private void startBrain() {
        here.retain(Topics.all());
        StreamsRole brain = BrainRole.start(here);
        restoring.add(brain);
        parts.add(Part.silent("brain", brain).troubledBy(brain::trouble));
        figures.brain(brain);
    }

    private void startApi() {
        ConfigRole config = ConfigRole.start(here);
        parts.add(Part.silent("config", config));
        Storage.of(here.config())
                .bucket()
                .ifPresent(it ->
                        add("sounds", Rounds.mirror(it.mirror(here.config().mediaFolder()))));
        ApiRole api = ApiRole.start(here, config.store(), parts);
        restoring.add(api.views());
        figures.views(new Views(api.views(), here.config().kafka().partitions()), here.instance("views"));
        figures.webhooks(api.webhooks());
        parts.add(Part.at("api", "http://" + here.config().api().host() + ":" + api.port(), api)
                .troubledBy(api::trouble));
    }

    private boolean runs(Role role) {
        return here.config().runs(role);
    }

    private static void awaitReady(StreamsRole role) {
        try {
            role.ready().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a role cannot run; the log says why", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a role was not ready within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
