package io.ringlog.domain.call;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.config.node.Collect;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Enqueue;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asked for a call is the caller of the flow and of the queue that it leads to, as soon as they answer. */
class AskingForAFlowOrAQueueSpec {

    private CallCentre centre = CallCentre.with(QueueRow.queue(QUEUE).maxWaitSec(60));

    @BeforeEach
    void dora_has_a_phone() {
        doraHasAPhone();
    }

    private void doraHasAPhone() {
        centre.brain.given(
                Rows.domain(),
                UserRow.user("dora").row(),
                Rows.device("dora"),
                Rows.extension("700", DestKind.QUEUE, QUEUE),
                Rows.extension("800", DestKind.FLOW, "flow_1"));
        centre.brain.given(centre.phones.registers("dora"));
        centre.brain.given(centre.available("cleo"), centre.wants("cleo", Verb.PAUSE));
    }

    /** Dora asks to be brought there, and answers her phone. */
    private String brought(String to) {
        centre.brain.when(new CallAsked("req", "api", "dora", to, null, null, "key_1"));
        String call = centre.brain.events(CallStarted.class).getFirst().callId();
        centre.brain.when(centre.facts.answered(call, "b1"));
        return call;
    }

    private void publish(NodeData data, String... edges) {
        centre.brain.given(Rows.flow(
                "flow_1", 1, graph(List.of(entry(), node("it", data), node("bye", new Hangup(null))), edges)));
    }

    @Test
    void whoever_answers_waits_in_the_queue_with_its_music() {
        String call = brought("700");

        assertThat(centre.brain.events(CallerQueued.class))
                .extracting(CallerQueued::callId, CallerQueued::queueId)
                .containsExactly(tuple(call, QUEUE));
        assertThat(centre.brain.commands(Command.AnswerLeg.class)).isEmpty();
        assertThat(centre.brain.commands(Command.Play.class))
                .extracting(Command.Play::legId)
                .containsOnly("b1");
    }

    @Test
    void an_agent_who_is_there_rings_for_them_and_is_joined_with_them() {
        centre.brain.given(centre.available("anna"));
        String call = brought("700");

        Command.InviteParty invite =
                centre.brain.commands(Command.InviteParty.class).getFirst();
        assertThat(invite.onBehalfOf()).isEqualTo("b1");
        assertThat(invite.callerId().number()).isEqualTo("dora");
        centre.brain.when(centre.facts.answered(call, "b2"));

        assertThat(centre.brain.commands(Command.JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(call, "b1"), new LegRef(call, "b2"));
        centre.brain.when(centre.facts.joined(call, "b1", "b2"));
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition, CallerLeftQueue::userId)
                .containsExactly(tuple("answered", "us_anna"));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.INCALL);

        centre.brain.when(centre.facts.hungUp(call, "b1"));
        CallEnded ended = centre.brain.events(CallEnded.class).getFirst();
        assertThat(ended.disposition()).isEqualTo(Disposition.ANSWERED);
        assertThat(ended.cdr().queueId()).isEqualTo(QUEUE);
        assertThat(ended.cdr().agentId()).isEqualTo("us_anna");
        assertThat(ended.cdr().answeredBy()).isEqualTo("us_anna");
    }

    @Test
    void an_agent_who_asks_for_their_own_queue_is_not_offered_themselves() {
        centre.brain.given(centre.available("anna"));
        centre.brain.when(new CallAsked("req", "api", "anna", "700", null, null, "key_1"));
        String call = centre.brain.events(CallStarted.class).getFirst().callId();

        centre.brain.when(centre.facts.answered(call, "b1"));

        assertThat(centre.offered(call)).isNull();
        assertThat(centre.brain.commands(Command.InviteParty.class)).isEmpty();
    }

    @Test
    void who_hangs_up_while_waiting_has_abandoned_the_queue() {
        String call = brought("700");

        centre.brain.when(centre.facts.hungUp(call, "b1"));

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("abandoned");
        assertThat(centre.brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.NO_ANSWER);
        assertThat(centre.brain.state().calls()).isEmpty();
    }

    @Test
    void who_has_waited_too_long_leaves_by_the_exit_of_the_queue() {
        centre = CallCentre.with(QueueRow.queue(QUEUE).maxWaitSec(60).exit(QueueExit.TIMEOUT, DestKind.USER, "us_ben"));
        doraHasAPhone();
        String call = brought("700");

        centre.brain.whenPassed(Duration.ofSeconds(60));

        assertThat(centre.brain.commands(Command.InviteParty.class))
                .extracting(Command.InviteParty::callId, Command.InviteParty::onBehalfOf)
                .containsExactly(tuple(call, "b1"));
    }

    @Test
    void a_flow_plays_to_them_and_goes_on_when_it_was_heard() {
        publish(new Play("media_hello"), "entry default it", "it default bye");
        String call = brought("800");

        Command.Play play = centre.brain.commands(Command.Play.class).getLast();
        assertThat(play.legId()).isEqualTo("b1");
        assertThat(play.mediaIds()).containsExactly("media_hello");

        centre.brain.when(
                new PlaybackFinished(centre.facts.stamp(), call, "b1", play.playbackId(), PlaybackEnd.FINISHED));
        CallEnded ended = centre.brain.events(CallEnded.class).getFirst();
        assertThat(ended.cause()).isEqualTo("flow.hangup");
        assertThat(ended.cdr().flowId()).isEqualTo("flow_1");
    }

    @Test
    void a_flow_that_asks_in_silence_ends_the_music_before() {
        publish(
                new Collect("code", null, null, null, 1, 4, "#", 5, null, null, 3),
                "entry default it",
                "it default bye");

        brought("800");

        assertThat(centre.brain.commands())
                .extracting(it -> it.getClass().getSimpleName())
                .containsSubsequence("Play", "StopMedia", "Gather");
    }

    @Test
    void a_flow_rings_somebody_for_them() {
        publish(new Dial(DestKind.USER, "us_ben", 9), "entry default it", "it no_answer bye");
        String call = brought("800");

        assertThat(centre.brain.commands(Command.InviteParty.class))
                .extracting(Command.InviteParty::onBehalfOf)
                .containsExactly("b1");
        centre.brain.when(centre.facts.answered(call, "b2"));
        assertThat(centre.brain.events(NodeLeft.class))
                .extracting(NodeLeft::outcome)
                .containsExactly("answered");
        assertThat(centre.brain.commands(Command.JoinLegs.class).getFirst().legs())
                .containsExactly(new LegRef(call, "b1"), new LegRef(call, "b2"));
    }

    @Test
    void a_flow_has_them_wait_in_a_queue() {
        publish(new Enqueue(QUEUE, null), "entry default it", "it timeout bye");
        String call = brought("800");

        assertThat(centre.line()).containsExactly(call);
        centre.brain.whenPassed(Duration.ofSeconds(60));
        assertThat(centre.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("flow.hangup");
    }

    @Test
    void who_was_asked_for_passes_them_on_to_the_queue() {
        centre.brain.when(new CallAsked("req", "api", "dora", "ben", null, null, "key_1"));
        String call = centre.brain.events(CallStarted.class).getFirst().callId();
        centre.brain.given(
                centre.facts.answered(call, "b1"),
                centre.facts.answered(call, "b2"),
                centre.facts.joined(call, "b1", "b2"));

        centre.brain.when(centre.facts.refers(call, "b2", "700"));
        String talk = centre.brain.commands(Command.SplitTalk.class).getFirst().talkId();
        centre.brain.when(centre.facts.split(call, talk));

        assertThat(centre.line()).containsExactly(call);
        assertThat(centre.brain.commands(Command.HangUpLegs.class).getFirst().legIds())
                .containsExactly("b2");
    }
}
