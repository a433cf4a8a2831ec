package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.PlaceActed.PlaceUnwanted;
import io.ringlog.domain.journal.PlaceActed.PlaceWanted;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call centre whose callers are called back by a trunk, and whose queue lets nobody wait for long. */
abstract class PlacesKept {

    static final String PLACE = "pl_1";
    static final String CUSTOMER = "+4940111222";

    final CallCentre centre = CallCentre.with(QueueRow.queue(QUEUE).maxWaitSec(60));

    PlacesKept() {
        centre.brain.given(Rows.route("rt_1", Rows.TRUNK).row()).given(Rows.domain());
        centre.brain.given(new EdgeStarted("edge1", 1));
    }

    static PlaceWanted wants(String placeId, String number, int priority, @Nullable Instant due) {
        return new PlaceWanted("req-" + placeId, "api-1", placeId, QUEUE, number, priority, due, "key_1");
    }

    static PlaceWanted wants(String placeId, String number) {
        return wants(placeId, number, 0, null);
    }

    static PlaceUnwanted gives(String placeId) {
        return new PlaceUnwanted("req-no-" + placeId, "api-1", placeId, QUEUE, "key_1");
    }

    KeptPlace place(String placeId) {
        return centre.brain.state().lines().kept().place(placeId).orElseThrow();
    }

    String callOf(String placeId) {
        return String.valueOf(place(placeId).callId());
    }

    void passesInVain() {
        centre.brain.when(centre.facts.failed(callOf(PLACE), "b1", 486));
    }

    void refused(String code) {
        assertThat(centre.reply().code()).isEqualTo(code);
        assertThat(centre.reply().accepted()).isFalse();
    }
}
