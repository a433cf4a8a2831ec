package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue.Strategy;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.journal.QueueEvent.OptionChosen;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys of a queue. */
class ChoosingWhileWaitingSpec {

    private static final Dest BEN = new Dest(DestKind.USER, "us_ben");

    private CallCentre centre = open(QueueRow.queue(QUEUE));

    @Test
    void the_keys_of_a_queue_are_listened_for_from_the_door_on() {
        keys();
        centre.calls("c1");

        assertThat(centre.brain.commands(Command.ListenForCodes.class))
                .containsExactly(new Command.ListenForCodes("c1", "a", List.of("#", "1", "2")));
    }

    @Test
    void a_queue_without_keys_listens_for_none() {
        centre.calls("c1");

        assertThat(centre.brain.commands(Command.ListenForCodes.class)).isEmpty();
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        assertThat(centre.brain.outgoing()).isEmpty();
        centre.brain.when(centre.facts.hungUp("c1", "a"));
        assertThat(centre.brain.commands(Command.ListenForCodes.class)).isEmpty();
    }

    @Test
    void a_key_leads_elsewhere_and_counts_as_handled() {
        keys();
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(3));

        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        assertThat(centre.brain.events(OptionChosen.class))
                .containsExactly(new OptionChosen("c1", QUEUE, "1", "route"));
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .containsExactly(new CallerLeftQueue("c1", QUEUE, "routed", null, 3_000));
        assertThat(centre.brain.events(CallRouted.class))
                .extracting(it -> it.target().kind())
                .containsExactly(DestKind.USER);
        assertThat(centre.brain.reasons(OptionChosen.class).getFirst().inputs())
                .containsEntry("label", "Key 1")
                .containsEntry("digit", "1");
        assertThat(centre.brain.commands(Command.ListenForCodes.class))
                .contains(new Command.ListenForCodes("c1", "a", List.of()));
        assertThat(centre.line()).isEmpty();
        assertThat(centre.brain.timers()).doesNotContainKey("max-wait/c1");
    }

    @Test
    void a_key_is_confirmed_by_its_sound_before_it_is_done() {
        keys();
        centre.calls("c1");

        centre.brain.when(centre.facts.pressed("c1", "a", "2"));
        assertThat(centre.played()).containsExactly("media_ok");
        assertThat(centre.line()).containsExactly("c1");
        String heard = centre.brain.hears("c1", "a");
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        assertThat(centre.brain.outgoing()).isEmpty();
        centre.brain.when(centre.facts.played("c1", heard));

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("routed");
    }

    @Test
    void a_key_that_is_gone_when_it_is_confirmed_leaves_the_caller_waiting_with_music() {
        keys();
        centre.calls("c1");
        centre.brain.given(centre.facts.pressed("c1", "a", "2"));
        String heard = centre.brain.hears("c1", "a");
        centre.brain.whenRemoved("iqo_" + QUEUE + "2");

        centre.brain.when(centre.facts.played("c1", heard));

        assertThat(centre.played()).containsExactly("moh");
        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void a_key_ends_the_call_of_a_caller_who_gave_up() {
        keys();
        centre.calls("c1");

        centre.brain.when(centre.facts.pressed("c1", "a", "#"));

        CallEnded ended = centre.brain.events(CallEnded.class).getFirst();
        assertThat(ended.cause()).isEqualTo("queue.option-hangup");
        assertThat(ended.disposition()).isEqualTo(Disposition.NO_ANSWER);
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("abandoned");
        assertThat(centre.line()).isEmpty();
    }

    @Test
    void a_key_pressed_while_an_agent_is_rung_frees_the_agent_without_a_miss() {
        keys();
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.calls("c1");
        assertThat(centre.offered("c1")).isEqualTo("us_anna");

        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_anna", 1, "caller_chose"));
        assertThat(centre.brain.commands(Command.CancelLegs.class))
                .flatExtracting(Command.CancelLegs::legIds)
                .containsExactly("b1");
        assertThat(centre.agent("anna").ready()).isTrue();
        assertThat(centre.agent("anna").missesInARow()).isZero();
        assertThat(centre.call("c1").place()).isNull();
        assertThat(centre.call("c1").ringing())
                .extracting(leg -> leg.party().userId())
                .containsExactly("us_ben");
    }

    @Test
    void a_key_pressed_while_many_are_rung_frees_them_all() {
        centre = open(QueueRow.queue(QUEUE).strategy(Strategy.RING_ALL));
        keys();
        List.of("anna", "ben", "cleo").forEach(name -> centre.brain.given(centre.available(name)));
        centre.calls("c1");

        centre.brain.when(centre.facts.pressed("c1", "a", "#"));

        assertThat(List.of(centre.agent("anna"), centre.agent("ben"), centre.agent("cleo")))
                .allMatch(it -> it.ready() && it.callId() == null);
    }

    @Test
    void who_has_an_agent_already_chooses_nothing() {
        keys();
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.calls("c1");
        centre.picksUp("c1");

        centre.brain.when(centre.facts.pressed("c1", "a", "1"));

        assertThat(centre.brain.outgoing()).isEmpty();
    }

    @Test
    void an_agent_who_answers_while_the_key_is_confirmed_gets_the_caller() {
        keys();
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.calls("c1");
        centre.brain.given(centre.facts.pressed("c1", "a", "2"));
        String heard = centre.brain.hears("c1", "a");
        String leg = centre.lastLeg("c1");

        centre.brain.when(centre.facts.answered("c1", leg), centre.facts.played("c1", heard));

        assertThat(centre.brain.events(CallerLeftQueue.class)).isEmpty();
        centre.brain.when(centre.facts.joined("c1", "a", leg));
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("answered");
    }

    @Test
    void a_key_of_another_leg_or_of_nobody_who_waits_does_nothing() {
        keys();
        centre.calls("c1");

        centre.brain.when(centre.facts.pressed("c1", "b1", "1"), centre.facts.pressed("gone", "a", "1"));

        assertThat(centre.brain.outgoing()).isEmpty();
    }

    private void keys() {
        centre.brain.given(
                Rows.option(QUEUE, "1", BEN), Rows.option(QUEUE, "2", BEN, "media_ok"), Rows.option(QUEUE, "#", null));
    }

    /** Anna is there and on a break. */
    private static CallCentre open(QueueRow queue) {
        CallCentre centre = CallCentre.with(queue);
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        return centre;
    }
}
