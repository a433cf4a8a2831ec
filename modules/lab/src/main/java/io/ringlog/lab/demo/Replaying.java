package io.ringlog.lab.demo;

import io.ringlog.app.role.BrainRole;
import io.ringlog.topology.Replay;
import io.ringlog.topology.ReplayReport;

/** The whole journal decided again. */
final class Replaying implements Scene {
    @Override
    public String title() {
        return "The journal is decided again";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        ReplayReport report = new Replay(stage.clients(), BrainRole.newBrains(stage.config())).verify(Replay.Range.ALL);
        report.difference().ifPresent(it -> {
            throw new Failed(
                    "different at " + it.position() + "\nrecorded " + it.recorded() + "\nreplayed " + it.replayed());
        });
        Scene.prove(
                narrator,
                report.events() > 0,
                report.journalRecords() + " records gave the same " + report.events() + " events, byte for byte");
    }
}
