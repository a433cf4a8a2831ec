package io.ringlog.lab.demo;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.testkit.sip.PeerCall;

/** A colleague dials a number as people at home write it; it leaves over the trunk in the carrier's writing. */
final class CallingOut implements Scene {
    private static final String DIALLED = "0301234567";
    private static final String NUMBER = "31301234567";

    @Override
    public String title() {
        return "Bob calls out: " + DIALLED;
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        PeerCall call = stage.bob.call(DIALLED);
        PeerCall atCarrier = stage.carrier.sip().awaitIncoming();
        call.awaitAnswered();
        Scene.prove(
                narrator,
                atCarrier.invite().requestUri().startsWith("sip:+" + NUMBER + "@")
                        && atCarrier.invite().header("From").contains("+" + Stage.NUMBER),
                "the carrier was asked for +" + NUMBER + ", by +" + Stage.NUMBER);
        stage.until("both hear each other", () -> stage.bob.hears(stage.carrier) && stage.carrier.hears(stage.bob));
        narrator.proved("Bob and the called party hear each other, through the relay");
        call.hangUp();
        var ended = stage.awaitEvent(
                "the call is over",
                CallEnded.class,
                it -> NUMBER.equals(it.cdr().dialledNumber()));
        var cdr = ((CallEnded) ended.event()).cdr();
        Scene.prove(
                narrator,
                cdr.trunkId() != null && cdr.routeId() != null && cdr.numberClass() == NumberClass.NATIONAL,
                "the CDR names the trunk, the route and that the number is a national one");
    }
}
