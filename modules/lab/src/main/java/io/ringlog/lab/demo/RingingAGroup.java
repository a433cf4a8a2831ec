package io.ringlog.lab.demo;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;

/** All of a group ring at once; when one answers, the others are told that somebody did. */
final class RingingAGroup implements Scene {
    private static final String GROUP = "300";

    @Override
    public String title() {
        return "Alice calls the team at " + GROUP;
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        stage.bob.behaving(PeerManner.ringing());
        try {
            PeerCall call = stage.alice.call(GROUP);
            PeerCall atBob = stage.bob.sip().awaitIncoming();
            stage.carol.sip().awaitIncoming();
            call.awaitAnswered();
            narrator.proved("the telephones of Bob and Carol rang, and Carol answered");
            String reason = atBob.awaitCancelled().header("Reason");
            Scene.prove(narrator, reason.contains("cause=200"), "Bob's telephone was told why it stopped: " + reason);
            stage.until("both hear each other", () -> stage.alice.hears(stage.carol) && stage.carol.hears(stage.alice));
            narrator.proved("Alice and Carol hear each other");
            call.hangUp();
        } finally {
            stage.bob.behaving(PeerManner.answering());
        }
        var ended = stage.awaitEvent(
                "the call is over", CallEnded.class, it -> it.cdr().ringGroupId() != null);
        var cdr = ((CallEnded) ended.event()).cdr();
        Scene.prove(narrator, cdr.answeredBy() != null, "the CDR names the group and who answered");
    }
}
