package io.ringlog.lab.demo;

import io.ringlog.domain.journal.ConferenceEvent.ConferenceEnded;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import java.util.List;

/** Three colleagues in a room: each hears the two others, and not themselves. */
final class Conferring implements Scene {
    private static final String ROOM = "650";

    @Override
    public String title() {
        return "Alice, Bob and Carol meet at " + ROOM;
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        List<Phone> all = List.of(stage.alice, stage.bob, stage.carol);
        List<PeerCall> calls = all.stream().map(it -> it.call(ROOM)).toList();
        calls.forEach(PeerCall::awaitAnswered);
        stage.until(
                "each hears the two others and not themselves",
                () -> all.stream().allMatch(it -> hearsOthers(it, all)));
        narrator.proved("each hears the two others, and not themselves");
        calls.forEach(PeerCall::hangUp);
        stage.awaitEvent("the room is empty", ConferenceEnded.class, it -> true);
        narrator.proved("the last one left, and the room is over");
    }

    private static boolean hearsOthers(Phone one, List<Phone> all) {
        return all.stream().allMatch(it -> it == one ? !one.hearsAmong(it) : one.hearsAmong(it));
    }
}
