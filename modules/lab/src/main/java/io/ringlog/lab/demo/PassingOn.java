package io.ringlog.lab.demo;

import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipText;

/** Bob asks Carol first, then passes Alice on to her: an attended transfer (RFC 5359 section 2.5). */
final class PassingOn implements Scene {
    @Override
    public String title() {
        return "Bob passes Alice on to Carol, after a word with her";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        PeerCall ofAlice = stage.alice.call("102");
        PeerCall atBob = stage.bob.sip().awaitIncoming();
        ofAlice.awaitAnswered();
        atBob.awaitAcknowledged();
        atBob.hold();
        PeerCall consulting = stage.bob.call("103");
        PeerCall atCarol = stage.carol.sip().awaitIncoming();
        SipText answer = consulting.awaitAnswered();
        stage.until("Bob and Carol hear each other", () -> stage.bob.hears(stage.carol));
        narrator.proved("Bob put Alice on hold and talks with Carol");
        int status = stage.bob.sip().request(refer(atBob, consulting, answer)).status();
        Scene.prove(narrator, status == 202, "his REFER with Replaces was taken with " + status);
        stage.until(
                "Alice and Carol hear each other",
                () -> stage.alice.hears(stage.carol) && stage.carol.hears(stage.alice));
        atBob.awaitEnded();
        consulting.awaitEnded();
        narrator.proved("Alice and Carol hear each other, and Bob is out of both calls");
        stage.awaitEvent("the log says who passed on whom", CallTransferred.class, it -> true);
        ofAlice.hangUp();
        atCarol.awaitEnded();
        narrator.proved("Alice hung up, and nothing is left of either call");
    }

    private static SipText refer(PeerCall atBob, PeerCall consulting, SipText answer) {
        String dialog = consulting.callId().replace("@", "%40") + "%3Bto-tag%3D" + answer.toTag() + "%3Bfrom-tag%3D"
                + answer.fromTag();
        return atBob.nextInside("REFER")
                .with("Contact", "<" + atBob.peer().contactUri() + ">")
                .with("Refer-To", "<sip:103@" + Stage.DOMAIN + "?Replaces=" + dialog + ">");
    }
}
