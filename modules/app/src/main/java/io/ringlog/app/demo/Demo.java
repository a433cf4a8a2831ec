package io.ringlog.app.demo;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.edge.EdgeNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Plays every scene on a running node and says whether all of it was true. */
public final class Demo {
    private static final List<Scene> SCENES = List.of(
            new Registering(), new Colleagues(), new CallingIn(), new ReadingBack(), new AskingWhy(), new Replaying());

    private final RinglogConfig config;
    private final RunningNode node;
    private final PrintStream out;
    private String apiKey = "";

    public Demo(RinglogConfig config, RunningNode node, PrintStream out) {
        this.config = config;
        this.node = node;
        this.out = out;
    }

    /** True when everything shown was so. A scene that fails does not keep the others from playing. */
    public boolean play() {
        var narrator = new Narrator(out);
        try (Stage stage = Stage.set(config, node)) {
            apiKey = stage.apiKey();
            SCENES.forEach(scene -> play(scene, stage, narrator));
        }
        out.printf(
                Locale.ROOT,
                "%n%s in %.1f s%n",
                narrator.allTrue() ? "All of it was true" : "NOT all of it was true",
                narrator.seconds());
        return narrator.allTrue();
    }

    /** For those who want to look around afterwards: where everything is, and who may enter. */
    public void invite() {
        out.printf(
                """

                It stays up until Ctrl-C. Look around:
                  a softphone of yours at %s (UDP or TCP), domain %s:
                    alice / alice-in-the-demo (101), bob / bob-in-the-demo (102), carol / carol-in-the-demo (103)
                  from outside: any INVITE from 127.0.0.1 to %s counts as the carrier's (trunk Carrier)
                  REST: curl -H 'Authorization: Bearer %s' %s/v1/calls
                  the log as it comes: ./ringlog tail --data %s
                Everything: %s
                """,
                softphone(), Stage.DOMAIN, Stage.NUMBER, apiKey, node.address("api"), node.folder(), node.addresses());
    }

    /** Where a softphone registers: the address the edge tells others. */
    private String softphone() {
        return node.running(EdgeNode.class)
                .map(EdgeNode::status)
                .map(edge -> edge.sipHost() + ":" + edge.sipPort())
                .orElseGet(() -> node.address("sip"));
    }

    private static void play(Scene scene, Stage stage, Narrator narrator) {
        narrator.scene(scene.title());
        try {
            scene.play(stage, narrator);
        } catch (Scene.Failed | AssertionError untrue) {
            // The phones of the test kit report what they missed as an AssertionError with the whole conversation.
            narrator.failed(String.valueOf(untrue.getMessage()));
        }
    }
}
