package io.ringlog.app.role;

import io.ringlog.api.ApiConfig;
import io.ringlog.api.calls.CallRoutes;
import io.ringlog.api.config.AuditRoutes;
import io.ringlog.api.config.ConfigRoutes;
import io.ringlog.api.config.MediaRoutes;
import io.ringlog.api.events.EventHub;
import io.ringlog.api.events.EventRoutes;
import io.ringlog.api.events.WebhookRoutes;
import io.ringlog.api.figures.FigureRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.Doors;
import io.ringlog.api.http.HealthRoutes;
import io.ringlog.api.live.ActionRoutes;
import io.ringlog.api.live.CacRoutes;
import io.ringlog.api.live.CallBackRoutes;
import io.ringlog.api.live.CallerRoutes;
import io.ringlog.api.live.ConferenceRoutes;
import io.ringlog.api.live.DispositionRoutes;
import io.ringlog.api.live.FraudRoutes;
import io.ringlog.api.live.GreetingRoutes;
import io.ringlog.api.live.LinkRoutes;
import io.ringlog.api.live.LiveRoutes;
import io.ringlog.api.live.MessageRoutes;
import io.ringlog.api.live.PlaceRoutes;
import io.ringlog.api.live.RecordingRoutes;
import io.ringlog.api.live.SecurityRoutes;
import io.ringlog.api.live.SupervisionRoutes;
import io.ringlog.api.live.TransferRoutes;
import io.ringlog.api.phone.PhoneRoutes;
import io.ringlog.api.port.Readiness;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.session.PeopleRoutes;
import io.ringlog.api.session.SessionRoutes;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.rest.EventTail;
import io.ringlog.app.rest.JournalBrain;
import io.ringlog.app.rest.KeptRecordings;
import io.ringlog.app.rest.LakeHistory;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.app.rest.PhoneSettings;
import io.ringlog.app.rest.RunningFigures;
import io.ringlog.app.rest.RunningViews;
import io.ringlog.app.rest.SoundLinks;
import io.ringlog.app.rest.StorageTroubles;
import io.ringlog.app.rest.StoredAudit;
import io.ringlog.app.rest.StoredConfiguration;
import io.ringlog.app.rest.StoredKeys;
import io.ringlog.app.rest.StoredPhones;
import io.ringlog.app.rest.StoredRepeats;
import io.ringlog.app.rest.StoredSessions;
import io.ringlog.app.rest.StoredTenants;
import io.ringlog.app.store.Storage;
import io.ringlog.app.webhook.StoredWebhooks;
import io.ringlog.app.webhook.WebhookDesk;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.connectors.CallHistory;
import io.ringlog.connectors.Lake;
import io.ringlog.kernel.Ids;
import io.ringlog.sip.tls.TlsEngines;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.StreamsRoles;
import io.ringlog.topology.Views;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The REST interface with the views, the lake and the journal behind it; closing ends them front to back. */
public final class ApiRole implements AutoCloseable {
    private static final String PLATFORM_KEY = "platform.key";
    private static final Duration CERTIFICATES_EVERY = Duration.ofSeconds(5);

    private final StreamsRole views;
    private final Lake lake;
    private final CallHistory history;
    private final JournalBrain brain;
    private final PhoneSettings settings;
    private final EventHub hub;
    private final EventTail events;
    private final WebhookDesk webhooks;
    private final ApiServer server;
    private final Optional<TlsEngines> tls;

    private ApiRole(Surroundings here, ConfigStore store, Readiness readiness) {
        ApiConfig plain = settings(here.config().api());
        tls = tls(here.config());
        ApiConfig api = tls.map(
                        it -> plain.with(new ApiConfig.Https(here.config().api().httpsPort(), it.context())))
                .orElse(plain);
        views = StreamsRoles.views(here.streams("views"));
        views.start();
        var now = new Views(views, here.config().kafka().partitions());
        lake = Lake.open(LakeRole.lake(here.config(), here.folder()));
        lake.ensureTables();
        history = CallHistory.open(lake, here.folder().resolve("lake-copies"));
        brain = JournalBrain.start(here.clients(), here.instance("api"));
        settings = PhoneSettings.start(here.clients(), here.instance("api"), store);
        hub = new EventHub(api.streamBuffer(), api.streams(), api.streamsPerAccount());
        int partitions = here.config().kafka().partitions();
        events = EventTail.start(here.clients(), partitions, here.instance("api-events"), hub);
        webhooks = WebhookDesk.start(
                here.clients(),
                here.instance("webhooks"),
                events,
                store,
                here.config().webhooks());
        server = listen(here, api, store, now, readiness);
    }

    /** Refuses a port that is taken, before anything else has started. */
    public static void requirePort(RinglogConfig config) {
        Ports.requireFree(config.api().host(), config.api().port(), false, "api.port");
        if (config.api().httpsPort() > 0) {
            Ports.requireFree(config.api().host(), config.api().httpsPort(), false, "api.https-port");
        }
    }

    /** Listens at once; the views answer when they are restored. */
    public static ApiRole start(Surroundings here, ConfigStore store, Readiness readiness) {
        return new ApiRole(here, store, readiness);
    }

    /** The views, to wait for. */
    public StreamsRole views() {
        return views;
    }

    /** What of it does not work now, in words. */
    public Optional<String> trouble() {
        return views.trouble()
                .map(why -> "its views " + why)
                .or(brain::trouble)
                .or(settings::trouble)
                .or(events::trouble)
                .or(webhooks::trouble)
                .map(why -> "answers, but " + why);
    }

    public WebhookDesk webhooks() {
        return webhooks;
    }

    public int port() {
        return server.port();
    }

    /** The port of HTTPS; empty where there is none. */
    public OptionalInt httpsPort() {
        return server.httpsPort();
    }

    @Override
    public void close() {
        hub.close();
        server.close();
        webhooks.close();
        events.close();
        settings.close();
        brain.close();
        history.close();
        lake.close();
        views.close();
        tls.ifPresent(TlsEngines::close);
    }

    private static ApiConfig settings(RinglogConfig.Api api) {
        return new ApiConfig(
                api.host(),
                api.port(),
                api.bodyLimit(),
                api.ratePerSec(),
                api.burst(),
                api.strangersPerSec(),
                api.strangersBurst(),
                api.streams(),
                api.streamsPerAccount(),
                api.streamBuffer(),
                api.heartbeat(),
                Optional.empty());
    }

    private static Optional<TlsEngines> tls(RinglogConfig config) {
        if (config.api().httpsPort() < 0) {
            return Optional.empty();
        }
        if (config.sip().selfSigned()) {
            TlsEngines.develop(config.certificatesFolder(), config.api().host());
        }
        return Optional.of(TlsEngines.open(config.certificatesFolder(), Optional.empty(), CERTIFICATES_EVERY));
    }

    private static StoredKeys keys(Surroundings here, ConfigStore store) {
        var secrets = new ApiKeys(store.database(), store.clock());
        secrets.bootstrap(here.config().keyFolder().resolve(PLATFORM_KEY));
        return new StoredKeys(secrets);
    }

    private ApiServer listen(Surroundings here, ApiConfig api, ConfigStore store, Views now, Readiness readiness) {
        var keys = keys(here, store);
        var sessions = new StoredSessions(store);
        var live = new RunningViews(now, store.clock());
        var configuration = new StoredConfiguration(store);
        var rows = new ConfigRoutes(configuration, keys);
        return ApiServer.start(
                api,
                new Doors(keys, sessions),
                new StoredTenants(store),
                new StorageTroubles(),
                new StoredRepeats(store),
                Stream.concat(
                                sounds(here.config(), live, configuration),
                                Stream.of(
                                        new HealthRoutes(readiness),
                                        new LiveRoutes(live, configuration),
                                        new FigureRoutes(new RunningFigures(now), configuration, store.clock()),
                                        new CacRoutes(live, brain, configuration),
                                        new SecurityRoutes(live, brain),
                                        new FraudRoutes(live, brain, configuration),
                                        new ActionRoutes(brain, configuration),
                                        new CallBackRoutes(live, brain, configuration),
                                        new PlaceRoutes(live, brain, configuration, () -> placeId(store.clock())),
                                        new TransferRoutes(brain, configuration),
                                        new SupervisionRoutes(brain, configuration),
                                        new CallerRoutes(brain, configuration),
                                        new DispositionRoutes(brain, configuration),
                                        new ConferenceRoutes(live, brain, configuration),
                                        new EventRoutes(events, hub, api.heartbeat()),
                                        new WebhookRoutes(new StoredWebhooks(webhooks)),
                                        new CallRoutes(live, new LakeHistory(history, now), configuration),
                                        media(here.config()),
                                        new AuditRoutes(new StoredAudit(store)),
                                        new PhoneRoutes(new StoredPhones(store)),
                                        rows,
                                        new PeopleRoutes(rows.people(), configuration, sessions),
                                        new SessionRoutes(sessions, keys)))
                        .toList());
    }

    private static MediaRoutes media(RinglogConfig config) {
        return new MediaRoutes(new MediaFolder(config.mediaFolder()));
    }

    private Stream<RouteGroup> sounds(RinglogConfig config, RunningViews live, StoredConfiguration configuration) {
        var recordings = recordings(config);
        return Stream.of(
                new MessageRoutes(live, brain, recordings, configuration),
                new GreetingRoutes(live, brain, recordings, configuration),
                new RecordingRoutes(live, brain, recordings),
                new LinkRoutes(recordings));
    }

    private static KeptRecordings recordings(RinglogConfig config) {
        var links = new SoundLinks(EdgeKey.open(config.keyFolder()));
        return new KeptRecordings(Storage.of(config), config.storage(), links, InstantSource.system());
    }

    private static String placeId(InstantSource clock) {
        return Ids.next("pl", clock.instant(), new SecureRandom());
    }
}
