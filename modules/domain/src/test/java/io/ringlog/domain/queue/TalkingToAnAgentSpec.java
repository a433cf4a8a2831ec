package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.AgentConfirmed;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalkingToAnAgentSpec {

    private CallCentre centre = CallCentre.open();

    @Test
    void an_agents_other_phones_stop_ringing_when_one_is_picked_up() {
        centre.brain.given(Rows.device("dev_mobile", "us_anna", "mobile", 1, true));
        centre.brain.given(centre.phones.registers("mobile"), centre.available("anna"));
        centre.calls("c1");

        centre.brain.when(centre.facts.answered("c1", "b1"));

        assertThat(centre.brain.commands())
                .contains(new Command.CancelLegs("c1", List.of("b2"), "call.answered-elsewhere"));
        assertThat(centre.brain.events(AgentConfirmed.class)).hasSize(1);
        assertThat(centre.call("c1").ringing()).isEmpty();
    }

    @Test
    void an_answer_confirms_the_agent_and_the_bridge_claims_them() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(4));

        centre.picksUp("c1");
        assertThat(centre.brain.events()).contains(new AgentConfirmed("c1", QUEUE, "us_anna", 1, 4000));
        assertThat(centre.brain.commands(Command.JoinLegs.class))
                .singleElement()
                .extracting(Command.JoinLegs::legs)
                .isEqualTo(List.of(new LegRef("c1", "a"), new LegRef("c1", "b1")));
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.OFFERING);
        assertThat(centre.brain.timers()).doesNotContainKey("offer/c1/us_anna");

        centre.brain.when(centre.facts.joined("c1", "a", "b1"));
        assertThat(centre.brain.events())
                .contains(
                        new AgentClaimed("c1", QUEUE, "us_anna", 1),
                        new CallerLeftQueue("c1", QUEUE, "answered", "us_anna", 4000));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.INCALL);
        assertThat(centre.line()).isEmpty();
        assertThat(centre.brain.timers()).doesNotContainKey("max-wait/c1");
    }

    @Test
    void a_bridge_that_fails_ends_the_call_and_frees_the_agent() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.picksUp("c1");

        centre.brain.when(centre.facts.commandFailed("c1", "0-1-1", "b1", "media.closed"));

        assertThat(centre.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("edge.command-failed");
        assertThat(centre.brain.commands())
                .contains(new Command.HangUpLegs("c1", List.of("a", "b1"), "edge.command-failed"));
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void the_cdr_names_the_queue_and_the_agent() {
        talking();

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.brain.events(CallEnded.class))
                .extracting(it -> it.cdr().queueId(), it -> it.cdr().agentId())
                .containsExactly(tuple(QUEUE, "us_anna"));
        assertThat(centre.brain.events(CallerLeftQueue.class)).isEmpty();
    }

    @Test
    void after_the_call_the_agent_wraps_up_and_then_waits_again() {
        talking();

        centre.brain.when(centre.facts.hungUp("c1", "b1"));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.WRAPUP);
        assertThat(centre.told("anna").callId()).isNull();

        centre.brain.whenPassed(Duration.ofSeconds(10));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);
    }

    @Test
    void the_next_caller_comes_when_the_wrap_up_is_over() {
        talking();
        centre.calls("c2");
        centre.brain.given(centre.facts.hungUp("c1", "a"));
        assertThat(centre.offered("c2")).isNull();

        centre.brain.whenPassed(Duration.ofSeconds(10));

        assertThat(centre.offered("c2")).isEqualTo("us_anna");
    }

    @Test
    void available_ends_the_wrap_up_early() {
        talking();
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);

        centre.brain.whenPassed(Duration.ofSeconds(20));
        assertThat(centre.brain.events()).isEmpty();
    }

    @Test
    void a_queue_without_wrap_up_frees_the_agent_at_once() {
        centre = CallCentre.with(QueueRow.queue(QUEUE).wrapUpSec(0));
        talking();

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);
    }

    @Test
    void an_agent_who_logged_out_in_the_call_has_no_wrap_up() {
        talking();
        centre.brain.given(centre.wants("anna", Verb.LOGOUT));
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.IN_CALL);

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.OFFLINE);
        assertThat(centre.told("anna").state()).isEqualTo(Activity.WAITING);
    }

    @Test
    void logging_out_in_the_wrap_up_ends_it() {
        talking();
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.told("anna").state()).isEqualTo(Activity.WAITING);
    }

    @Test
    void a_pause_after_the_answer_lets_the_call_go_on() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.picksUp("c1");

        centre.brain.when(centre.wants("anna", Verb.PAUSE));
        assertThat(centre.brain.events(OfferMissed.class)).isEmpty();

        centre.brain.when(centre.facts.joined("c1", "a", "b1"));
        assertThat(centre.told("anna").state()).isEqualTo(Activity.IN_CALL);
    }

    @Test
    void an_agent_who_hangs_up_before_the_bridge_is_free_again() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.picksUp("c1");

        centre.brain.when(centre.facts.hungUp("c1", "b1"));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);
    }

    @Test
    void a_lost_edge_frees_its_agents() {
        talking();

        centre.brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));

        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WRAP_UP);
        assertThat(centre.brain.state().calls()).isEmpty();
    }

    @Test
    void late_timers_change_nothing() {
        talking();

        nothing_follows("offer/c1/us_anna", new Timer.Purpose.OfferExpired("c1", "us_anna", 1));
        nothing_follows("offer/c9/us_anna", new Timer.Purpose.OfferExpired("c9", "us_anna", 1));
        nothing_follows("wrap-up/us_anna", new Timer.Purpose.WrapUpOver("us_anna", 1));
        nothing_follows("wrap-up/us_x", new Timer.Purpose.WrapUpOver("us_x", 1));
    }

    @Test
    void a_wrap_up_timer_of_an_earlier_call_is_nobodys() {
        talking();
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        nothing_follows("wrap-up/us_anna", new Timer.Purpose.WrapUpOver("us_anna", 7));
    }

    @Test
    void an_answer_with_an_older_fence_is_hung_up() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.given(centre.agent("anna").reserved("c1", QUEUE, centre.brain.now()));

        centre.picksUp("c1");

        assertThat(centre.brain.commands()).contains(new Command.HangUpLegs("c1", List.of("b1"), "queue.older-fence"));
        assertThat(centre.brain.events(AgentConfirmed.class)).isEmpty();
        centre.brain.when(centre.facts.hungUp("c1", "b1"));
        assertThat(centre.brain.events(CallEnded.class)).isEmpty();
    }

    @Test
    void a_bridge_for_an_agent_who_is_somebody_elses_claims_nobody() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.picksUp("c1");
        centre.brain.given(centre.agent("anna").reserved("c2", QUEUE, centre.brain.now()));

        centre.brain.when(centre.facts.joined("c1", "a", "b1"));

        assertThat(centre.brain.events(AgentClaimed.class)).isEmpty();
    }

    @Test
    void calls_of_users_are_none_of_the_queues_business() {
        centre.brain.given(centre.available("ben"));
        centre.brain.given(centre.facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "200"));

        centre.brain.when(centre.facts.answered("c1", "b1"), centre.facts.joined("c1", "a", "b1"));
        assertThat(centre.brain.events(AgentConfirmed.class)).isEmpty();

        centre.brain.when(centre.facts.hungUp("c1", "a"));
        assertThat(centre.brain.events(CallerLeftQueue.class)).isEmpty();
    }

    private void talking() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.talks("c1");
        assertThat(Line.placeOf(centre.call("c1")).state()).isEqualTo(QueuePlace.State.CLAIMED);
    }

    private void nothing_follows(String timerId, Timer.Purpose purpose) {
        centre.brain.givenSet(new Timer(timerId, centre.brain.now(), purpose));
        centre.brain.whenFires(timerId);
        assertThat(centre.brain.outgoing()).isEmpty();
    }

    @Test
    void a_second_bridge_claims_nobody_again() {
        talking();

        centre.brain.when(centre.facts.joined("c1", "a", "b1"));

        assertThat(centre.brain.events(AgentClaimed.class)).isEmpty();
    }

    @Test
    void an_answer_to_an_offer_after_the_caller_has_left_the_queue_is_hung_up() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.given(centre.call("c1").withPlace(null));

        centre.picksUp("c1");

        assertThat(centre.brain.commands()).contains(new Command.HangUpLegs("c1", List.of("b1"), "queue.older-fence"));
    }

    @Test
    void a_ring_without_a_place_is_no_miss() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.given(centre.call("c1").withPlace(null));

        centre.brain.when(centre.facts.failed("c1", "b1", 486));

        assertThat(centre.brain.events(OfferMissed.class)).isEmpty();
    }
}
