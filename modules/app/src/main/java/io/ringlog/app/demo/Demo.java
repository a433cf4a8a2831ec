package io.ringlog.app.demo;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
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

    public Demo(RinglogConfig config, RunningNode node, PrintStream out) {
        this.config = config;
        this.node = node;
        this.out = out;
    }

    /** True when everything shown was so. A scene that fails does not keep the others from playing. */
    public boolean play() {
        var narrator = new Narrator(out);
        try (Stage stage = Stage.set(config, node)) {
            SCENES.forEach(scene -> play(scene, stage, narrator));
        }
        out.printf(
                Locale.ROOT,
                "%n%s in %.1f s%n",
                narrator.allTrue() ? "All of it was true" : "NOT all of it was true",
                narrator.seconds());
        return narrator.allTrue();
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
