package io.ringlog.topology;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.node.Enqueue;
import io.ringlog.domain.config.node.Entry;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Menu;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.registration.DigestCheck;
import java.util.List;
import java.util.Map;

/** A tenant with a carrier, two agents, a number to a person and a number to a menu with a queue. */
final class SmallTenant {
    static final String ACCOUNT = "acc_1";
    static final String TO_PERSON = "15550001";
    static final String TO_MENU = "15550002";
    static final List<String> AGENTS = List.of("us_a", "us_b");

    private static final String REALM = "a.example";

    private SmallTenant() {}

    static List<ConfigRow> rows() {
        return List.of(
                account(),
                trunk(),
                user("us_a"),
                user("us_b"),
                device("us_a"),
                device("us_b"),
                did("did_1", TO_PERSON, DestKind.USER, "us_a"),
                did("did_2", TO_MENU, DestKind.FLOW, "fl_1"),
                flow(),
                queue(),
                new AgentQueueAssignment("aq_a", ACCOUNT, "q_1", "us_a", 1, 1, AgentQueueAssignment.Mode.STATIC),
                new AgentQueueAssignment("aq_b", ACCOUNT, "q_1", "us_b", 1, 2, AgentQueueAssignment.Mode.STATIC),
                new CallLimit(
                        "cl_1",
                        ACCOUNT,
                        CallLimit.ScopeKind.ACCOUNT,
                        null,
                        null,
                        CallLimit.Direction.IN,
                        60,
                        12,
                        true));
    }

    /** A REGISTER of the user's phone; {@code count} is its nonce count and its CSeq. */
    static RegisterReceived register(EdgeStamp stamp, String user, int count) {
        var open = answer(user, "", count);
        var answer = answer(user, DigestCheck.response(open, "ha1", "MD5"), count);
        var contact = new RegisterReceived.ContactAsked("sip:" + user + "@10.0.0.9:5060", 86_400, null);
        var source = new Source("10.0.0.9", 5060, "udp", null, false);
        return new RegisterReceived(
                stamp,
                "rq-" + stamp.seq(),
                user,
                REALM,
                List.of(contact),
                false,
                answer,
                source,
                null,
                "r-" + user,
                count);
    }

    private static DigestAnswer answer(String user, String response, int count) {
        String nc = String.format("%08x", count);
        return new DigestAnswer(
                user, REALM, "nonce", "sip:" + REALM, response, "MD5", "auth", "c", nc, "REGISTER", null);
    }

    private static Account account() {
        return new Account(
                ACCOUNT,
                null,
                List.of(),
                "Small",
                Account.Status.ACTIVE,
                false,
                "UTC",
                "en-US",
                Account.VoiceGender.FEMALE,
                null,
                null,
                6,
                null,
                null,
                null,
                null,
                null);
    }

    private static SipTrunk trunk() {
        return new SipTrunk(
                "tr_1",
                ACCOUNT,
                "carrier",
                "generic",
                SipTrunk.Role.CARRIER,
                SipTrunk.Direction.BOTH,
                null,
                SipDevice.Transport.UDP,
                SipTrunk.InboundAuth.IP,
                List.of("127.0.0.2"),
                null,
                null,
                RowStatus.ACTIVE);
    }

    private static SipUser user(String id) {
        return new SipUser(
                id,
                ACCOUNT,
                id,
                id,
                true,
                null,
                null,
                2,
                15,
                null,
                RowStatus.ACTIVE,
                SipUser.RingStrategy.SIMULTANEOUS,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                true,
                false);
    }

    private static SipDevice device(String user) {
        return new SipDevice(
                "dev_" + user,
                ACCOUNT,
                user,
                user,
                REALM,
                "ha1",
                null,
                SipDevice.Transport.UDP,
                false,
                RowStatus.ACTIVE,
                0,
                true);
    }

    private static Did did(String id, String number, DestKind kind, String dest) {
        return new Did(
                id,
                ACCOUNT,
                number,
                id,
                Did.Status.ACTIVE,
                kind,
                dest,
                Map.of(),
                null,
                Did.FaxMode.VOICE,
                true,
                null,
                null,
                null,
                null,
                null);
    }

    private static CallFlow flow() {
        var nodes = List.of(
                new FlowGraph.Node("in", new Entry("inbound")),
                new FlowGraph.Node("hello", new Play("md_hello")),
                new FlowGraph.Node("menu", new Menu("md_menu", null, null, 1, 1, null, 5, null, 2, 2, true)),
                new FlowGraph.Node("wait", new Enqueue("q_1", null)),
                new FlowGraph.Node("bye", new Hangup(null)));
        var edges = List.of(
                new FlowGraph.Edge("in", "default", "hello"),
                new FlowGraph.Edge("hello", "default", "menu"),
                new FlowGraph.Edge("menu", "digit:1", "wait"),
                new FlowGraph.Edge("menu", "timeout", "bye"),
                new FlowGraph.Edge("menu", "invalid", "bye"),
                new FlowGraph.Edge("wait", "timeout", "bye"));
        return new CallFlow("fl_1", ACCOUNT, "menu", 1, new FlowGraph(nodes, edges));
    }

    private static Queue queue() {
        return new Queue(
                "q_1",
                ACCOUNT,
                "line",
                Queue.Strategy.LONGEST_IDLE,
                10,
                60,
                5,
                3,
                false,
                0,
                0,
                Queue.MohMode.FILE,
                "md_moh",
                null,
                5,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
