package io.ringlog.topology;

import static io.ringlog.topology.SmallTenant.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceMuted;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceSpeakerChanged;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveCall;
import io.ringlog.topology.views.LiveCall.LiveLeg;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How those who talk are heard is seen with their call. */
class SeeingTalksTest {
    private static final String CALL = "call_1";
    private static final Party CALLER = new Party.Number("2");

    private final Driver driver = new Driver(ViewsTopology.build(5), AT);
    private int offset;

    @BeforeEach
    void a_call_came_in() {
        told(CALL, new CallEvent.CallStarted(CALL, CallEvent.Direction.INBOUND, "1", "2", null, "edge1", CALL, CALLER));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void told(@Nullable String call, Event event) {
        int seq = call == null ? 0 : offset + 1;
        var record =
                new EventRecord("0-" + offset, ACCOUNT, call, seq, AT, "0-" + offset++, "v", event, Because.of("t"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), AT);
    }

    private LiveCall call() {
        return driver.<LiveCall>store(Names.LIVE_CALLS).all().iterator().next();
    }

    private boolean speaks() {
        return Objects.requireNonNull(call().seat()).speaks();
    }

    @Test
    void who_speaks_in_a_conference_is_seen_until_another_does() {
        told(CALL, new ConferenceJoined(CALL, "conf_1", "a", true, false, false));
        assertThat(speaks()).isFalse();
        told(null, new ConferenceSpeakerChanged("conf_1", CALL, "a", "call_gone"));
        assertThat(speaks()).isTrue();
        told(CALL, new ConferenceMuted(CALL, "conf_1", "a", true));
        assertThat(speaks()).isTrue();
        told(null, new ConferenceSpeakerChanged("conf_1", null, null, CALL));
        assertThat(speaks()).isFalse();
    }

    @Test
    void who_sits_in_no_conference_does_not_speak_there() {
        told(null, new ConferenceSpeakerChanged("conf_1", CALL, "a", null));
        assertThat(call().seat()).isNull();
    }

    @Test
    void figures_of_media_are_seen_with_their_leg() {
        var figures = new MediaFigures("a", 100, 1, 9, 500, 900, 430, null, null, null, null, null, null);
        told(CALL, new CallEvent.LegsMeasured(CALL, List.of(figures)));
        assertThat(call().legs()).extracting(LiveLeg::media).containsExactly(figures);
        told(CALL, new CallEvent.CallerAnswered(CALL, "a"));
        assertThat(call().legs()).extracting(LiveLeg::media).containsExactly(figures);
    }
}
