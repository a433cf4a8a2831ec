package io.ringlog.domain.simulation;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;

import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Enqueue;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.HttpRequest;
import io.ringlog.domain.config.node.Menu;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.config.node.Record;
import io.ringlog.domain.config.node.RingGroup;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.testing.Rows;
import java.util.List;

/** The one flow of the simulated centres: a web service, then a menu that leads to a queue, a user, or back. */
final class Flows {

    /** The node that asks a web service. */
    static final String ASKS = "crm";

    private static final HttpRequest CRM = new HttpRequest(
            HttpAsk.Method.GET,
            "https://crm.example/customers?number={{caller}}",
            null,
            null,
            "application/json",
            "tier: /tier",
            null,
            SealedSecret.Use.BEARER,
            5,
            0);

    private Flows() {}

    static CallFlow version(int version) {
        return Rows.flow(
                "flow_1",
                version,
                graph(
                        List.of(
                                entry(),
                                node("hello", new Play("media_hello")),
                                node(ASKS, CRM),
                                node(
                                        "menu",
                                        new Menu("media_menu", null, "media_wrong", 1, 1, null, 5, null, 2, 2, true)),
                                node("queue", new Enqueue("q_1", 3)),
                                node("cleo", new Dial(DestKind.USER, "us_cleo", 15)),
                                node("group", new RingGroup("rg_1")),
                                node("say", new Record("claim", null, 60, 5, "#", true)),
                                node("bye", new Hangup("flow.done"))),
                        "entry default hello",
                        "hello default crm",
                        "crm status:404 bye",
                        "crm failed queue",
                        "crm default menu",
                        "menu digit:1 queue",
                        "menu digit:2 cleo",
                        "menu digit:9 group",
                        "menu default say",
                        "say default bye",
                        "group busy menu",
                        "group default bye",
                        "queue timeout menu",
                        "queue default bye",
                        "cleo default menu"));
    }
}
