package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import io.ringlog.domain.testing.Draft;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveAgent;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SayingWhatCameOfCallsTest {
    private static final CallDispositioned SOLD = new CallDispositioned("call_1", "q_1", "us_9", "Sold", "two");

    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void an_agent_shows_what_they_said_until_they_wait_again() {
        agent(Activity.IN_CALL, Bucket.INCALL);
        assertThat(agent().said()).isNull();
        see("call_1", 7, SOLD);
        assertThat(agent().said()).isEqualTo(SOLD);
        agent(Activity.WRAP_UP, Bucket.WRAPUP);
        assertThat(agent().said()).isEqualTo(SOLD);
        agent(Activity.WAITING, Bucket.READY);
        assertThat(agent().said()).isNull();
    }

    @Test
    void the_story_of_a_call_that_is_over_goes_on() {
        ended("call_1");
        see("call_1", 3, SOLD);

        assertThat(story()).extracting(EventRecord::seq).containsExactly(1, 2, 3);
        assertThat(this.<Object>rows(Names.LIVE_CALLS)).isEmpty();
    }

    @Test
    void nothing_is_kept_of_a_call_that_is_forgotten() {
        see("call_1", 3, SOLD);

        assertThat(story()).isEmpty();
        assertThat(this.<Object>rows(Names.AGENTS)).isEmpty();
    }

    private void ended(String call) {
        see(
                call,
                1,
                new CallEvent.CallStarted(
                        call, CallEvent.Direction.INBOUND, "2", "1", null, "e", call, new Party.Number("2")));
        see(call, 2, new CallEvent.CallEnded(call, Disposition.ANSWERED, "caller.hung-up", cdr(call)));
    }

    private static Cdr cdr(String call) {
        return Draft.of(Cdr.class)
                .with("callId", call)
                .with("accountId", ACCOUNT)
                .with("startTs", AT)
                .with("endTs", AT)
                .with("disposition", Disposition.ANSWERED)
                .with("hangupCause", "caller.hung-up")
                .row();
    }

    private void agent(Activity activity, Bucket bucket) {
        see(
                null,
                0,
                new AgentStateChanged(
                        "us_9", Status.AVAILABLE, activity, true, false, bucket, null, null, List.of("q_1")));
    }

    private void see(@Nullable String call, int seq, Event event) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, call, seq, AT, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), AT);
    }

    private LiveAgent agent() {
        return this.<LiveAgent>rows(Names.AGENTS).getFirst();
    }

    private List<EventRecord> story() {
        return this.<StoryPart>rows(Names.CALL_STORIES).stream()
                .flatMap(StoryPart::events)
                .toList();
    }

    private <T> List<T> rows(String store) {
        return List.copyOf(driver.<T>store(store).all());
    }
}
