package io.ringlog.wire.story;

import static io.ringlog.wire.story.Sentences.word;

import io.ringlog.domain.journal.PlaceEvent;

/** What became of a place that is kept for whoever is called back, in a sentence. */
final class PlaceSentences {

    private PlaceSentences() {}

    static String of(PlaceEvent event) {
        return switch (event) {
            case PlaceEvent.PlaceKept it ->
                "A place in " + it.queueId() + " is kept for " + it.number()
                        + (it.due() == null ? "" : ", who is called from " + it.due()) + ", until " + it.until() + ".";
            case PlaceEvent.PlaceDue it ->
                "The place " + it.placeId() + " stands in " + it.queueId() + " at position " + it.position() + ".";
            case PlaceEvent.PlaceCalled it ->
                "The customer with the place " + it.placeId() + " is called, attempt " + it.attempt() + ", and agent "
                        + it.userId() + " is held for them.";
            case PlaceEvent.PlaceJoined it ->
                "The customer has answered and stands in " + it.queueId() + " where their place stood.";
            case PlaceEvent.PlaceCallLost it ->
                "The edge of the call was lost; the place " + it.placeId() + " stands where it stood.";
            case PlaceEvent.PlaceNotReached it ->
                "The customer was not reached: " + it.cause()
                        + (it.next() == null ? "." : "; they are called again at " + it.next() + ".");
            case PlaceEvent.PlaceOver it ->
                "The place " + it.placeId() + " in " + it.queueId() + " is kept no more: " + word(it.outcome()) + ".";
        };
    }
}
