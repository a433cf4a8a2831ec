package io.ringlog.lab.demo;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.wire.story.Story;

/** The story of the refused call. */
final class AskingWhy implements Scene {
    @Override
    public String title() {
        return "Why was the second caller refused?";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        var refused = stage.awaitEvent(
                "a refused call is in the log", CallEnded.class, it -> it.disposition() == Disposition.REFUSED);
        String call = ((CallEnded) refused.event()).callId();
        Story story = Story.of(call, stage.eventsOf(call));
        narrator.told(story.text());
        Scene.prove(narrator, story.gapFree(), "no event of the story is missing (./ringlog explain " + call + ")");
    }
}
