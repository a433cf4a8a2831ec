package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.FeatureCode;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.Playlist;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.Secret;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipDomain;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.config.VoiceMailbox;
import java.util.List;
import java.util.Optional;

/** Every resource there is, an owner before what it owns. */
public final class Resources {

    public static final Resource<Account> ACCOUNTS = new Accounts();
    public static final Resource<SipDomain> DOMAINS = new Domains();
    public static final Resource<VoiceMailbox> VOICEMAILS = new Voicemails();
    public static final Resource<SipUser> USERS = new Users();
    public static final Resource<SipDevice> DEVICES = new Devices();
    public static final Resource<SipTrunk> TRUNKS = new Trunks();
    public static final Resource<TimeSchedule> SCHEDULES = new Schedules();
    public static final Resource<OutboundRoute> OUTBOUND_ROUTES = new OutboundRoutes();
    public static final Resource<Forward> FORWARDS = new Forwards();
    public static final Resource<FlowRow> FLOWS = new Flows();
    public static final Resource<Queue> QUEUES = new Queues();
    public static final Resource<AgentQueueAssignment> MEMBERSHIPS = new Memberships();
    public static final Resource<InQueueOption> IN_QUEUE_OPTIONS = new InQueueOptions();
    public static final Resource<CallGroup> RING_GROUPS = new RingGroups();
    public static final Resource<Conference> CONFERENCES = new Conferences();
    public static final Resource<Did> DIDS = new Dids();
    public static final Resource<Extension> EXTENSIONS = new Extensions();
    public static final Resource<CallLimit> LIMITS = new Limits();

    public static final Resource<ParkLot> PARK_LOTS = new ParkLots();
    public static final Resource<FeatureCode> FEATURE_CODES = new FeatureCodes();

    public static final Resource<WebhookRow> WEBHOOKS = new Webhooks();

    public static final Resource<AllowedNetwork> ALLOWED_NETWORKS = new AllowedNetworks();

    public static final Resource<FraudRule> FRAUD_RULES = new FraudRules();

    public static final Resource<Playlist> PLAYLISTS = new Playlists();

    public static final Resource<Secret> SECRETS = new Secrets();

    public static final Resource<PersonRow> PEOPLE = new People();

    public static final List<Resource<?>> ALL = List.of(
            ACCOUNTS,
            DOMAINS,
            PLAYLISTS,
            SECRETS,
            VOICEMAILS,
            USERS,
            DEVICES,
            TRUNKS,
            SCHEDULES,
            OUTBOUND_ROUTES,
            FORWARDS,
            FLOWS,
            QUEUES,
            MEMBERSHIPS,
            IN_QUEUE_OPTIONS,
            RING_GROUPS,
            CONFERENCES,
            DIDS,
            EXTENSIONS,
            LIMITS,
            PARK_LOTS,
            FEATURE_CODES,
            WEBHOOKS,
            ALLOWED_NETWORKS,
            FRAUD_RULES,
            PEOPLE);

    private Resources() {}

    /** Whose rows have ids with this prefix. */
    public static Optional<Resource<?>> ofId(String id) {
        String prefix = id.substring(0, Math.max(0, id.indexOf('_')));
        return ALL.stream().filter(resource -> resource.prefix().equals(prefix)).findFirst();
    }

    /** The accounts below one, for which its ceiling over all of them has just begun or ceased to count. */
    public static List<Account> under(Account changed, Sql sql) {
        return Accounts.under(changed, sql);
    }

    /** By its one word. */
    public static Optional<Resource<?>> named(String name) {
        return ALL.stream().filter(resource -> resource.name().equals(name)).findFirst();
    }
}
