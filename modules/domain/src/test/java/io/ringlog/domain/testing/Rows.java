package io.ringlog.domain.testing;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.InQueueOption.Action;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipDomain;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.config.node.Entry;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.number.NumberClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configuration rows of one account with the defaults of the reference; what varies much has a builder of its own. */
public final class Rows {

    public static final String ACCOUNT = "acc_1";
    public static final String DOMAIN = "acme.example";
    public static final String TRUNK = "tr_1";

    /** What an account may dial unless it says otherwise. */
    public static final List<NumberClass> ORDINARY =
            List.of(NumberClass.LOCAL, NumberClass.NATIONAL, NumberClass.MOBILE, NumberClass.INTERNATIONAL);

    private Rows() {}

    public static Account account() {
        return account(null, null, null);
    }

    /** What a key does in a queue. */
    public static InQueueOption option(String queueId, String digit, @Nullable Dest dest) {
        return option(queueId, digit, dest, null);
    }

    /** What a key does in a queue once this sound was heard. */
    public static InQueueOption option(
            String queueId, String digit, @Nullable Dest dest, @Nullable String promptMediaId) {
        return new InQueueOption(
                "iqo_" + queueId + digit,
                ACCOUNT,
                queueId,
                digit,
                dest == null ? Action.HANGUP : Action.ROUTE,
                dest,
                null,
                null,
                true,
                promptMediaId,
                "Key " + digit);
    }

    /** A key that a web service is told of. */
    public static InQueueOption hook(String queueId, String digit, boolean stays, @Nullable Dest dest) {
        return new InQueueOption(
                "iqo_" + queueId + digit,
                ACCOUNT,
                queueId,
                digit,
                Action.WEBHOOK,
                dest,
                "https://crm.example/keys",
                null,
                stays,
                null,
                null);
    }

    public static Account suspended() {
        return ofStatus(Account.Status.SUSPENDED);
    }

    public static Account ofStatus(Account.Status status) {
        return account(status, null, null, null);
    }

    public static Account account(@Nullable Integer maxIn, @Nullable Integer maxOut, @Nullable Integer maxDialer) {
        return account(Account.Status.ACTIVE, maxIn, maxOut, maxDialer);
    }

    private static Account account(
            Account.Status status, @Nullable Integer maxIn, @Nullable Integer maxOut, @Nullable Integer maxDialer) {
        return Draft.of(Account.class)
                .with("id", ACCOUNT)
                .with("name", "Acme")
                .with("status", status)
                .with("timezone", "UTC")
                .with("language", "en-US")
                .with("allowedClasses", ORDINARY)
                .with("onNet", true)
                .with("maxIn", maxIn)
                .with("maxOut", maxOut)
                .with("maxDialer", maxDialer)
                .with("recordingBeepSec", 15)
                .with("recordingQuotaMb", 100)
                .row();
    }

    public static SipDomain domain() {
        return new SipDomain("dom_1", ACCOUNT, DOMAIN, true);
    }

    public static SipTrunk trunk() {
        return trunk(null);
    }

    public static SipTrunk trunk(@Nullable Integer maxChannels) {
        return Draft.of(SipTrunk.class)
                .with("id", TRUNK)
                .with("accountId", ACCOUNT)
                .with("name", "carrier")
                .with("provider", "generic")
                .with("role", SipTrunk.Role.CARRIER)
                .with("direction", SipTrunk.Direction.BOTH)
                .with("proxy", "carrier.example:5060")
                .with("inboundAuth", SipTrunk.InboundAuth.IP)
                .with("inboundIps", List.of("192.0.2.10"))
                .with("maxChannels", maxChannels)
                .row();
    }

    /** A route by these trunks; what more a spec speaks of it sets itself. */
    public static Draft<OutboundRoute> route(String id, String... trunkIds) {
        return Draft.of(OutboundRoute.class)
                .with("id", id)
                .with("accountId", ACCOUNT)
                .with("name", id)
                .with("weight", 100)
                .with("trunkIds", List.of(trunkIds))
                .with("silentSec", 15)
                .with("ringTimeoutSec", 60);
    }

    /** A device {@code dev_x} of a user {@code us_x} with auth username {@code x}. */
    public static SipDevice device(String name) {
        return device("dev_" + name, "us_" + name, name, 0, true);
    }

    public static SipDevice disabledDevice(String name) {
        return device("dev_" + name, "us_" + name, name, RowStatus.DISABLED, 0, true);
    }

    public static SipDevice device(String id, String userId, String authUsername, int ringOrder, boolean ringOnFork) {
        return device(id, userId, authUsername, RowStatus.ACTIVE, ringOrder, ringOnFork);
    }

    private static SipDevice device(
            String id, String userId, String authUsername, RowStatus status, int ringOrder, boolean ringOnFork) {
        return Draft.of(SipDevice.class)
                .with("id", id)
                .with("accountId", ACCOUNT)
                .with("userId", userId)
                .with("authUsername", authUsername)
                .with("realm", DOMAIN)
                .with("status", status)
                .with("ringOrder", ringOrder)
                .with("ringOnFork", ringOnFork)
                .row();
    }

    public static Did did(String e164, @Nullable DestKind kind, @Nullable String destId) {
        return did(e164, kind, destId, null, null);
    }

    public static Did did(
            String e164,
            @Nullable DestKind kind,
            @Nullable String destId,
            @Nullable Integer maxChannels,
            @Nullable String scheduleId) {
        return did(e164, Did.Status.ACTIVE, kind, destId, maxChannels, scheduleId);
    }

    public static Did didOfStatus(String e164, Did.Status status, String userId) {
        return did(e164, status, DestKind.USER, userId, null, null);
    }

    private static Did did(
            String e164,
            Did.Status status,
            @Nullable DestKind kind,
            @Nullable String destId,
            @Nullable Integer maxChannels,
            @Nullable String scheduleId) {
        return Draft.of(Did.class)
                .with("id", "did_" + e164)
                .with("accountId", ACCOUNT)
                .with("e164", e164)
                .with("label", "line")
                .with("status", status)
                .with("dest", kind == null ? null : new RouteTarget(kind, destId, Map.of()))
                .with("maxChannels", maxChannels)
                .with("allowAnonymous", true)
                .with("scheduleId", scheduleId)
                .row();
    }

    public static Extension extension(String digits, DestKind kind, @Nullable String destId) {
        return Draft.of(Extension.class)
                .with("id", "ext_" + digits)
                .with("accountId", ACCOUNT)
                .with("digits", digits)
                .with("dest", new RouteTarget(kind, destId, Map.of()))
                .row();
    }

    public static AgentQueueAssignment member(String queueId, String userId, int tier, int position, Mode mode) {
        return new AgentQueueAssignment(
                "asg_" + queueId + "_" + userId, ACCOUNT, queueId, userId, tier, position, mode);
    }

    public static CallLimit limit(
            String id, CallLimit.ScopeKind kind, CallLimit.Direction direction, int periodSec, int maxCount) {
        return Draft.of(CallLimit.class)
                .with("id", id)
                .with("accountId", ACCOUNT)
                .with("scopeKind", kind)
                .with("direction", direction)
                .with("periodSec", periodSec)
                .with("maxCount", maxCount)
                .with("hard", true)
                .row();
    }

    public static TimeSchedule schedule(String id, @Nullable String timezone, Rule... rules) {
        return new TimeSchedule(id, ACCOUNT, id, timezone, List.of(rules));
    }

    public static Rule weekly(int dow, String start, String end) {
        return new Rule("week-" + dow, Kind.WEEKLY, dow, start, end, null, null, false);
    }

    public static Rule date(String day, @Nullable String start, @Nullable String end, boolean closed) {
        return new Rule("date-" + day, Kind.DATE, null, start, end, day, null, closed);
    }

    public static Rule range(String first, String last, @Nullable String start, @Nullable String end, boolean closed) {
        return new Rule("range-" + first, Kind.DATE_RANGE, null, start, end, first, last, closed);
    }

    public static CallFlow flow(String id, int version, FlowGraph graph) {
        return new CallFlow(id, ACCOUNT, id, version, graph);
    }

    /** A graph whose edges are written {@code source outcome target}. */
    public static FlowGraph graph(List<FlowGraph.Node> nodes, String... edges) {
        List<FlowGraph.Edge> drawn = new ArrayList<>();
        for (String edge : edges) {
            String[] words = edge.split(" ");
            drawn.add(new FlowGraph.Edge(words[0], words[1], words[2]));
        }
        return new FlowGraph(nodes, drawn);
    }

    public static FlowGraph.Node node(String id, NodeData data) {
        return new FlowGraph.Node(id, data);
    }

    public static FlowGraph.Node entry() {
        return node("entry", new Entry("inbound"));
    }

    /** A mailbox of 200 MB that takes three minutes and keeps what is deleted for a week. */
    public static Draft<VoiceMailbox> mailbox(String id) {
        return Draft.of(VoiceMailbox.class)
                .with("id", id)
                .with("accountId", ACCOUNT)
                .with("name", "Box " + id)
                .with("quotaMb", 200)
                .with("maxMessageSec", 180)
                .with("minMessageSec", 2)
                .with("notifyAttach", true)
                .with("keepDeletedDays", 7);
    }
}
