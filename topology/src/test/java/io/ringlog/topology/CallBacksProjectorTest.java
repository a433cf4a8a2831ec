package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallBackEvent.CallBackAsked;
import io.ringlog.domain.journal.CallBackEvent.CallBackOver;
import io.ringlog.domain.journal.CallBackEvent.Why;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveCallBack;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallBacksProjectorTest {
    private static final Instant UNTIL = AT.plusSeconds(1_800);

    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_user_who_waits_is_shown_with_whom_they_wait_for_until_it_is_over() {
        see(new CallBackAsked("us_1", "us_2", "102", UNTIL));
        see(new CallBackAsked("us_2", "us_3", "103", UNTIL));
        see(new CallBackOver("us_1", "us_2", Why.REPLACED));
        see(new CallBackAsked("us_1", "us_3", "103", UNTIL));
        assertThat(rows())
                .containsExactlyInAnyOrder(
                        new LiveCallBack("us_1", "us_3", "103", AT, UNTIL),
                        new LiveCallBack("us_2", "us_3", "103", AT, UNTIL));

        see(new CallBackOver("us_1", "us_3", Why.CALLED));
        see(new CallBackOver("us_1", "us_3", Why.CALLED));
        assertThat(rows()).extracting(LiveCallBack::userId).containsExactly("us_2");
    }

    private void see(Event event) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, null, 0, AT, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), AT);
    }

    private List<LiveCallBack> rows() {
        return List.copyOf(driver.<LiveCallBack>store(Names.CALL_BACKS).all());
    }
}
