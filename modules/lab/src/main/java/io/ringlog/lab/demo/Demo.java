package io.ringlog.lab.demo;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.secret.LogInLinks;
import io.ringlog.edge.EdgeNode;
import io.ringlog.testkit.mail.PostOffice;
import java.io.PrintStream;
import java.util.List;

/** Plays every scene on a running node and says whether all of it was true. */
public final class Demo {
    private static final List<Scene> SCENES = List.of(
            new Registering(),
            new Colleagues(),
            new CallingOut(),
            new RingingAGroup(),
            new PassingOn(),
            new LeavingWord(),
            new Conferring(),
            new CallingIn(),
            new ReadingBack(),
            new AskingWhy(),
            new Replaying());

    private final RinglogConfig config;
    private final RunningNode node;
    private final PostOffice office;
    private final PrintStream out;
    private String apiKey = "";

    /** @param office where the node hands its mails over */
    public Demo(RinglogConfig config, RunningNode node, PostOffice office, PrintStream out) {
        this.config = config;
        this.node = node;
        this.office = office;
        this.out = out;
    }

    /** Plays every scene; the exit code says whether everything shown was so: 0, or 1. */
    public int play() {
        var programme = new Programme(out);
        try (Stage stage = Stage.set(config, node, office)) {
            apiKey = stage.apiKey();
            SCENES.forEach(scene -> programme.play(scene.title(), narrator -> scene.play(stage, narrator)));
        }
        return programme.end();
    }

    /** For those who want to look around afterwards: where everything is, and who may enter. */
    public void invite() {
        out.printf(
                """

                It stays up until Ctrl-C. Look around:
                  the console in a browser on this machine, logged in once and within %d minutes:
                    %s
                  a softphone of yours at %s (UDP or TCP), domain %s:
                    alice / alice-in-the-demo (101), bob / bob-in-the-demo (102), carol / carol-in-the-demo (103)
                  from outside: any INVITE from 127.0.0.1 to %s counts as the carrier's (trunk Carrier)
                  REST: curl -H 'Authorization: Bearer %s' %s/v1/calls
                  the log as it comes: ./ringlog tail --data %s
                Everything: %s
                """,
                LogInLinks.GOOD_FOR.toMinutes(),
                console(),
                softphone(),
                Stage.DOMAIN,
                Stage.NUMBER,
                apiKey,
                node.address("api"),
                node.folder(),
                node.addresses());
    }

    private String console() {
        try (var store = ConfigRole.open(node.folder(), config)) {
            return ConsoleLink.of(store, node.address("api"));
        }
    }

    /** Where a softphone registers: the address the edge tells others. */
    private String softphone() {
        return node.running(EdgeNode.class)
                .map(EdgeNode::status)
                .map(edge -> edge.sipHost() + ":" + edge.sipPort())
                .orElseGet(() -> node.address("sip"));
    }
}
