package io.ringlog.domain.state;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.FeatureCode;
import io.ringlog.domain.config.FeatureCode.Feature;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The configuration of one account as of the present record, found by what a decision has in hand. */
public final class ConfigIndex {

    private final Map<String, Granule.Configured> rows = new HashMap<>();
    private final Map<String, String> idByName = new HashMap<>();
    private final SortedMap<String, CallLimit> limits = new TreeMap<>();
    private final Map<String, SortedMap<String, AgentQueueAssignment>> membersByQueue = new HashMap<>();
    private final Map<String, SortedMap<String, AgentQueueAssignment>> queuesByUser = new HashMap<>();
    private final Map<String, SortedMap<String, InQueueOption>> optionsByQueue = new HashMap<>();
    private final Map<String, SortedMap<String, SipDevice>> devicesByUser = new HashMap<>();
    private final Map<String, SortedMap<String, SipUser>> usersByPickupGroup = new HashMap<>();
    private final Map<String, SortedMap<Integer, Granule.Configured>> flowVersions = new HashMap<>();
    private final SortedMap<String, OutboundRoute> routes = new TreeMap<>();
    private final SortedMap<String, SipTrunk> trunks = new TreeMap<>();
    private final SortedMap<String, SipDomain> domains = new TreeMap<>();
    private final SortedMap<String, FraudRule> fraudRules = new TreeMap<>();
    private final SortedMap<String, ParkLot> parkLots = new TreeMap<>();
    private long version;

    /** The newest configuration version applied. */
    public long version() {
        return version;
    }

    public Optional<ConfigRow> row(String id) {
        return Optional.ofNullable(rows.get(id)).map(Granule.Configured::row);
    }

    public Optional<Granule.Configured> configured(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** The row with an id, or every version of a flow, oldest first. */
    public List<Granule.Configured> versionsOf(String id) {
        Granule.Configured row = rows.get(id);
        return row != null
                ? List.of(row)
                : List.copyOf(flowVersions
                        .getOrDefault(id, Collections.emptySortedMap())
                        .values());
    }

    public Optional<Account> account(String id) {
        return as(id, Account.class);
    }

    public Optional<SipUser> user(String id) {
        return as(id, SipUser.class);
    }

    /** By {@code us_} id or by username. */
    public Optional<SipUser> userNamed(String idOrUsername) {
        return user(idOrUsername).or(() -> named("user:" + idOrUsername, SipUser.class));
    }

    /** The users who pick up for each other, by id. */
    public SortedSet<String> usersOfPickupGroup(String group) {
        SortedMap<String, SipUser> users = usersByPickupGroup.getOrDefault(group, Collections.emptySortedMap());
        return Collections.unmodifiableSortedSet(new TreeSet<>(users.keySet()));
    }

    public Optional<SipDevice> device(String authUsername, String realm) {
        return named(deviceName(authUsername, realm), SipDevice.class);
    }

    /** The trunk that logs in under this name. */
    public Optional<SipTrunk> trunk(String username, String realm) {
        return named(trunkName(username, realm), SipTrunk.class);
    }

    /** Devices of a user by ring order, then id. */
    public List<SipDevice> devicesOf(String userId) {
        return devicesByUser.getOrDefault(userId, Collections.emptySortedMap()).values().stream()
                .sorted(Comparator.comparingInt(SipDevice::ringOrder))
                .toList();
    }

    /** The domain that the account goes by: its primary one, else its first. */
    public Optional<SipDomain> domain() {
        return domains.values().stream()
                .filter(SipDomain::isPrimary)
                .findFirst()
                .or(() -> domains.values().stream().findFirst());
    }

    /** Whether the account answers on a domain. */
    public boolean answersOn(String domain) {
        return named(domainName(domain), SipDomain.class).isPresent();
    }

    public Optional<Did> did(String e164) {
        return named("did:" + e164, Did.class);
    }

    public Optional<Extension> extension(String digits) {
        return named("ext:" + digits, Extension.class);
    }

    public Optional<Queue> queue(String id) {
        return as(id, Queue.class);
    }

    public Optional<CallGroup> ringGroup(String id) {
        return as(id, CallGroup.class);
    }

    public Optional<Conference> conference(String id) {
        return as(id, Conference.class);
    }

    public Optional<TimeSchedule> schedule(String id) {
        return as(id, TimeSchedule.class);
    }

    /** The newest published version of a flow. */
    public Optional<CallFlow> flow(String flowId) {
        return named("flow:" + flowId, CallFlow.class);
    }

    /** One version of a flow, also when a newer one is published or the flow is removed. */
    public Optional<CallFlow> flow(String flowId, int flowVersion) {
        return as(flowId + "@" + flowVersion, CallFlow.class);
    }

    /** Outbound routes in id order. */
    public List<OutboundRoute> routes() {
        return List.copyOf(routes.values());
    }

    /** Trunks in id order. */
    public List<SipTrunk> trunks() {
        return List.copyOf(trunks.values());
    }

    /** Limits in id order. */
    public List<CallLimit> limits() {
        return List.copyOf(limits.values());
    }

    /** Fraud rules in id order. */
    public List<FraudRule> fraudRules() {
        return List.copyOf(fraudRules.values());
    }

    /** Park lots in id order. */
    public List<ParkLot> parkLots() {
        return List.copyOf(parkLots.values());
    }

    /** What is dialled for a feature; empty when it is switched off. */
    public String code(Feature feature) {
        return named("code:" + feature, FeatureCode.class)
                .map(FeatureCode::code)
                .orElse(feature.usual());
    }

    /** The memberships of a queue, in id order. */
    public List<AgentQueueAssignment> membersOf(String queueId) {
        return List.copyOf(membersByQueue
                .getOrDefault(queueId, Collections.emptySortedMap())
                .values());
    }

    /** The memberships of an agent, in id order. */
    public List<AgentQueueAssignment> membershipsOf(String userId) {
        return List.copyOf(
                queuesByUser.getOrDefault(userId, Collections.emptySortedMap()).values());
    }

    /** What keys do in a queue, in id order. */
    public List<InQueueOption> optionsOf(String queueId) {
        return List.copyOf(optionsByQueue
                .getOrDefault(queueId, Collections.emptySortedMap())
                .values());
    }

    /** The membership of a user in a queue. */
    public Optional<AgentQueueAssignment> assignment(String queueId, String userId) {
        return named(membership(queueId, userId), AgentQueueAssignment.class);
    }

    public <T extends ConfigRow> Optional<T> as(String id, Class<T> type) {
        return row(id).filter(type::isInstance).map(type::cast);
    }

    void put(Granule.Configured configured) {
        remove(configured.rowKey());
        reached(configured.version());
        ConfigRow row = configured.row();
        rows.put(configured.rowKey(), configured);
        if (!configured.isWithdrawn()) {
            names(row).forEach(name -> idByName.merge(name, configured.rowKey(), this::newest));
        }
        switch (row) {
            case CallLimit it -> limits.put(it.id(), it);
            case AgentQueueAssignment it -> {
                index(membersByQueue, it.queueId(), it);
                index(queuesByUser, it.userId(), it);
            }
            case InQueueOption it -> index(optionsByQueue, it.queueId(), it);
            case SipDevice it -> index(devicesByUser, it.userId(), it);
            case Account it -> {}
            case SipDomain it -> domains.put(it.id(), it);
            case SipUser it -> {
                if (it.pickupGroup() != null) {
                    index(usersByPickupGroup, it.pickupGroup(), it);
                }
            }
            case SipTrunk it -> trunks.put(it.id(), it);
            case Did _, Extension _ -> {}
            case CallFlow it ->
                flowVersions.computeIfAbsent(it.id(), any -> new TreeMap<>()).put(it.version(), configured);
            case Queue _, CallGroup _, Conference _, TimeSchedule _ -> {}
            case OutboundRoute it -> routes.put(it.id(), it);
            case Forward it -> {}
            case VoiceMailbox it -> {}
            case ParkLot it -> parkLots.put(it.id(), it);
            case FeatureCode it -> {}
            case FraudRule it -> fraudRules.put(it.id(), it);
            case Playlist _, Secret _ -> {}
        }
    }

    void reached(long applied) {
        version = Math.max(version, applied);
    }

    void remove(String rowKey) {
        Granule.Configured gone = rows.remove(rowKey);
        if (gone != null) {
            names(gone.row()).forEach(name -> idByName.remove(name, rowKey));
            unindex(gone.row());
        }
    }

    private void unindex(ConfigRow row) {
        if (row instanceof CallLimit) {
            limits.remove(row.id());
        } else if (row instanceof SipDomain) {
            domains.remove(row.id());
        } else if (row instanceof OutboundRoute) {
            routes.remove(row.id());
        } else if (row instanceof SipTrunk) {
            trunks.remove(row.id());
        } else if (row instanceof FraudRule) {
            fraudRules.remove(row.id());
        } else if (row instanceof ParkLot) {
            parkLots.remove(row.id());
        } else if (row instanceof AgentQueueAssignment it) {
            unindex(membersByQueue, it.queueId(), it);
            unindex(queuesByUser, it.userId(), it);
        } else if (row instanceof InQueueOption it) {
            unindex(optionsByQueue, it.queueId(), it);
        } else if (row instanceof SipUser it && it.pickupGroup() != null) {
            unindex(usersByPickupGroup, it.pickupGroup(), it);
        } else if (row instanceof SipDevice it) {
            unindex(devicesByUser, it.userId(), it);
        } else if (row instanceof CallFlow it) {
            unindex(it);
        }
    }

    private void unindex(CallFlow flow) {
        drop(flowVersions, flow.id(), flow.version());
    }

    private static <T extends ConfigRow> void index(Map<String, SortedMap<String, T>> index, String key, T row) {
        index.computeIfAbsent(key, any -> new TreeMap<>()).put(row.id(), row);
    }

    private static <T extends ConfigRow> void unindex(Map<String, SortedMap<String, T>> index, String key, T row) {
        drop(index, key, row.id());
    }

    private static <K> void drop(Map<String, ? extends SortedMap<K, ?>> index, String key, K gone) {
        SortedMap<K, ?> held = Objects.requireNonNull(index.get(key));
        held.remove(gone);
        if (held.isEmpty()) {
            index.remove(key);
        }
    }

    private <T extends ConfigRow> Optional<T> named(String name, Class<T> type) {
        return Optional.ofNullable(idByName.get(name)).flatMap(id -> as(id, type));
    }

    /** Rows may be restored in any order: a flow's name belongs to its newest version, any other to the last writer. */
    private String newest(String held, String next) {
        return row(held).orElse(null) instanceof CallFlow old
                        && row(next).orElse(null) instanceof CallFlow young
                        && old.version() > young.version()
                ? held
                : next;
    }

    private static List<String> names(ConfigRow row) {
        List<String> names = new ArrayList<>(1);
        if (row instanceof SipUser user) {
            names.add("user:" + user.username());
        } else if (row instanceof SipDevice device) {
            names.add(deviceName(device.authUsername(), device.realm()));
        } else if (row instanceof SipTrunk trunk && trunk.logsIn()) {
            names.add(trunkName(String.valueOf(trunk.inboundUsername()), String.valueOf(trunk.inboundRealm())));
        } else if (row instanceof SipDomain domain) {
            names.add(domainName(domain.domain()));
        } else if (row instanceof Did did) {
            names.add("did:" + did.e164());
        } else if (row instanceof Extension extension) {
            names.add("ext:" + extension.digits());
        } else if (row instanceof AgentQueueAssignment member) {
            names.add(membership(member.queueId(), member.userId()));
        } else if (row instanceof FeatureCode code) {
            names.add("code:" + code.feature());
        } else if (row instanceof CallFlow flow) {
            names.add("flow:" + flow.id());
        }
        return names;
    }

    private static String membership(String queueId, String userId) {
        return "member:" + queueId + "/" + userId;
    }

    private static String domainName(String domain) {
        return "domain:" + domain.toLowerCase(Locale.ROOT);
    }

    private static String trunkName(String username, String realm) {
        return "trunk:" + username + "@" + realm;
    }

    private static String deviceName(String authUsername, String realm) {
        return "device:" + authUsername + "@" + realm;
    }
}
