package io.ringlog.domain.testing;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipDomain;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import io.ringlog.domain.config.node.Entry;
import io.ringlog.domain.config.node.NodeData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configuration rows of one account with the defaults of the reference; what varies much has a builder of its own. */
public final class Rows {

    public static final String ACCOUNT = "acc_1";
    public static final String DOMAIN = "acme.example";
    public static final String TRUNK = "tr_1";

    private Rows() {}

    public static Account account() {
        return account(null, null, null);
    }

    public static Account suspended() {
        return account(Account.Status.SUSPENDED, null, null, null);
    }

    public static Account account(@Nullable Integer maxIn, @Nullable Integer maxOut, @Nullable Integer maxDialer) {
        return account(Account.Status.ACTIVE, maxIn, maxOut, maxDialer);
    }

    private static Account account(
            Account.Status status, @Nullable Integer maxIn, @Nullable Integer maxOut, @Nullable Integer maxDialer) {
        return new Account(
                ACCOUNT,
                null,
                List.of(),
                "Acme",
                status,
                false,
                "UTC",
                "en-US",
                Account.VoiceGender.MALE,
                null,
                null,
                maxIn,
                maxOut,
                maxDialer,
                null,
                null,
                null);
    }

    public static SipDomain domain() {
        return new SipDomain("dom_1", ACCOUNT, DOMAIN, true);
    }

    public static SipTrunk trunk() {
        return trunk(null);
    }

    public static SipTrunk trunk(@Nullable Integer maxChannels) {
        return new SipTrunk(
                TRUNK,
                ACCOUNT,
                "carrier",
                "generic",
                SipTrunk.Role.CARRIER,
                SipTrunk.Direction.BOTH,
                "carrier.example:5060",
                SipDevice.Transport.UDP,
                SipTrunk.InboundAuth.IP,
                List.of("192.0.2.10"),
                maxChannels,
                null,
                RowStatus.ACTIVE);
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
        return new SipDevice(
                id,
                ACCOUNT,
                userId,
                authUsername,
                DOMAIN,
                "",
                null,
                SipDevice.Transport.UDP,
                false,
                status,
                ringOrder,
                ringOnFork);
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
        return new Did(
                "did_" + e164,
                ACCOUNT,
                e164,
                "line",
                status,
                kind,
                destId,
                Map.of(),
                maxChannels,
                Did.FaxMode.VOICE,
                true,
                scheduleId,
                null,
                null,
                null,
                null);
    }

    public static Extension extension(String digits, DestKind kind, @Nullable String destId) {
        return new Extension(
                "ext_" + digits,
                ACCOUNT,
                digits,
                kind,
                destId,
                Map.of(),
                RowStatus.ACTIVE,
                null,
                null,
                null,
                null,
                null);
    }

    public static AgentQueueAssignment member(String queueId, String userId, int tier, int position, Mode mode) {
        return new AgentQueueAssignment(
                "asg_" + queueId + "_" + userId, ACCOUNT, queueId, userId, tier, position, mode);
    }

    public static CallLimit limit(
            String id, CallLimit.ScopeKind kind, CallLimit.Direction direction, int periodSec, int maxCount) {
        return new CallLimit(id, ACCOUNT, kind, null, null, direction, periodSec, maxCount, true);
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
}
