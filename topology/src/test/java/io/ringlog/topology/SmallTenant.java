package io.ringlog.topology;

import io.ringlog.domain.config.AgentQueueAssignment;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.SipDevice;
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
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;

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
                Draft.like(Rows.account()).with("maxIn", 6).row(),
                Draft.like(Rows.trunk())
                        .with("proxy", null)
                        .with("inboundIps", List.of("127.0.0.2"))
                        .row(),
                user("us_a"),
                user("us_b"),
                device("us_a"),
                device("us_b"),
                did("did_1", TO_PERSON, DestKind.USER, "us_a"),
                did("did_2", TO_MENU, DestKind.FLOW, "fl_1"),
                flow(),
                queue(),
                Rows.member("q_1", "us_a", 1, 1, AgentQueueAssignment.Mode.STATIC),
                Rows.member("q_1", "us_b", 1, 2, AgentQueueAssignment.Mode.STATIC),
                Rows.limit("cl_1", CallLimit.ScopeKind.ACCOUNT, CallLimit.Direction.IN, 60, 12));
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
                count,
                null);
    }

    private static DigestAnswer answer(String user, String response, int count) {
        String nc = String.format("%08x", count);
        return new DigestAnswer(
                user, REALM, "nonce", "sip:" + REALM, response, "MD5", "auth", "c", nc, "REGISTER", null);
    }

    private static SipUser user(String id) {
        return Draft.like(UserRow.agent(id)
                        .maxSimultaneous(2)
                        .ringTimeoutSec(15)
                        .autoReadyOnLogin()
                        .autoQueueLogin()
                        .row())
                .with("id", id)
                .row();
    }

    private static SipDevice device(String user) {
        return Draft.like(Rows.device("dev_" + user, user, user, 0, true))
                .with("realm", REALM)
                .with("ha1", "ha1")
                .row();
    }

    private static Did did(String id, String number, DestKind kind, String dest) {
        return Draft.like(Rows.did(number, kind, dest)).with("id", id).row();
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
        return Draft.like(QueueRow.queue("q_1")
                        .agentRingTimeoutSec(10)
                        .maxWaitSec(60)
                        .wrapUpSec(5)
                        .moh("md_moh")
                        .maxQueued(5)
                        .row())
                .with("mohMode", Queue.MohMode.FILE)
                .row();
    }
}
