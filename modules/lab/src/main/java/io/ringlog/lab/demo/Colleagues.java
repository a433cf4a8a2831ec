package io.ringlog.lab.demo;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegsRung;

/** One colleague calls another; the platform only proxies. */
final class Colleagues implements Scene {
    @Override
    public String title() {
        return "Alice calls Bob at extension 102";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        var call = stage.alice.call("102");
        stage.bob.sip().awaitIncoming();
        call.awaitAnswered();
        narrator.proved("Bob's phone rang and was answered");
        stage.until("both hear each other", () -> stage.alice.hears(stage.bob) && stage.bob.hears(stage.alice));
        narrator.proved("Alice hears Bob's tone and Bob hears Alice's, through the relay");
        call.hangUp();
        var rung = stage.awaitEvent("the log says who rang", LegsRung.class, it -> true);
        Scene.prove(narrator, ((LegsRung) rung.event()).proxied(), "the call was only proxied, as the log says");
        var ended = stage.awaitEvent(
                "the log says that it ended", CallEnded.class, it -> it.cdr().answered());
        narrator.proved("the log holds its end: " + ((CallEnded) ended.event()).cause());
    }
}
