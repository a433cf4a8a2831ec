package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.VoicemailEvent.Counts;
import io.ringlog.domain.journal.VoicemailEvent.MessageChanged;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageErased;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.testing.Draft;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveAgent;
import io.ringlog.topology.views.LiveCall;
import io.ringlog.topology.views.LiveCall.LegState;
import io.ringlog.topology.views.LiveCall.LiveLeg;
import io.ringlog.topology.views.LiveMailbox;
import io.ringlog.topology.views.LiveQueue;
import io.ringlog.topology.views.LiveWindow;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsTopologyTest {
    private static final int KEPT = 5;
    private static final Party CALLER = new Party.Number("2");

    private final Driver driver = new Driver(ViewsTopology.build(KEPT), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_call_is_shown_while_it_lasts_with_where_it_stands_and_what_it_holds() {
        start("call_1");
        see("call_1", 2, new CallEvent.CallAdmitted("call_1", List.of("account.in", "did:did_1")));
        see("call_1", 3, new CallEvent.CallRouted("call_1", new RouteTarget(DestKind.USER, "us_1", Map.of()), 1));
        var leg = new CallEvent.RungLeg("b1", new Party.Device("us_1", "dev_1"));
        see("call_1", 4, new CallEvent.LegsRung("call_1", List.of(leg), 20, true));
        see("call_1", 5, new CallEvent.LegConnected("call_1", "b1", new Party.Device("us_1", "dev_1"), "tk_1"));

        LiveCall call = only(rows(Names.LIVE_CALLS));
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.TALKING);
        assertThat(call.answeredAt()).isEqualTo(AT.plusSeconds(5));
        assertThat(call.scopes()).containsExactly("account.in", "did:did_1");
        see("call_1", 6, new CallEvent.CallStayed("call_1", List.of("account.in")));
        call = only(rows(Names.LIVE_CALLS));
        assertThat(call.scopes()).containsExactly("did:did_1");
        assertThat(call.legs())
                .containsExactly(
                        new LiveLeg("a", CALLER, LegState.TALKING, false, "tk_1"),
                        new LiveLeg("b1", new Party.Device("us_1", "dev_1"), LegState.TALKING, false, "tk_1"));
    }

    @Test
    void a_call_holds_a_place_of_each_user_in_it_and_a_channel_for_each_leg_to_a_trunk() {
        start("call_1");
        see("call_1", 2, new CallEvent.CallAdmitted("call_1", List.of("account.in", "trunk:tr_1")));
        List<Party> rung = List.of(
                new Party.Device("us_1", "dev_1"),
                new Party.Device("us_1", "dev_2"),
                new Party.Trunk("tr_1", "4930"),
                new Party.Trunk("tr_2", "4931"),
                new Party.Trunk("tr_2", "4932"),
                CALLER);
        List<CallEvent.RungLeg> legs = IntStream.range(0, rung.size())
                .mapToObj(i -> new CallEvent.RungLeg("b" + i, rung.get(i)))
                .toList();
        see("call_1", 3, new CallEvent.LegsRung("call_1", legs, 20, false));
        LiveCall call = only(rows(Names.LIVE_CALLS));
        assertThat(call.holds())
                .containsExactly("account.in", "trunk:tr_1", "user:us_1", "trunk:tr_1", "trunk:tr_2", "trunk:tr_2");

        see("call_1", 4, new CallEvent.LegLost("call_1", "b3", rung.get(3), 486, "busy", null));
        call = only(rows(Names.LIVE_CALLS));
        assertThat(call.holds()).containsExactly("account.in", "trunk:tr_1", "user:us_1", "trunk:tr_1", "trunk:tr_2");
    }

    @Test
    void a_call_whose_talk_is_split_does_not_talk_until_its_legs_are_joined_again() {
        talking("call_1");
        see("call_1", 4, new CallEvent.TalkSplit("call_1", "tk_1"));
        see("call_1", 5, new CallEvent.LegHoldChanged("call_1", "b1", true));

        LiveCall call = only(rows(Names.LIVE_CALLS));
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.ON_HOLD);
        assertThat(call.legs())
                .containsExactly(
                        new LiveLeg("a", CALLER, LegState.HOSTED, false, null),
                        new LiveLeg("b1", CALLER, LegState.HOSTED, true, null));

        see("call_1", 6, new CallEvent.TalkJoined("call_1", "tk_2", legs("a", "b1")));
        call = only(rows(Names.LIVE_CALLS));
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.TALKING);
    }

    @Test
    void a_leg_that_moves_to_another_talk_says_so_and_leaves_the_other_with_the_platform() {
        talking("call_1");
        see("call_1", 4, new CallEvent.TalkSplit("call_1", "tk_1"));
        var both = List.of(new LegRef("call_1", "a"), new LegRef("call_2", "b1"));
        see("call_1", 5, new CallEvent.TalkJoined("call_1", "tk_2", both));

        LiveCall call = only(rows(Names.LIVE_CALLS));
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.TALKING);
        assertThat(call.legs())
                .extracting(LiveLeg::legId, LiveLeg::state, LiveLeg::talkId)
                .containsExactly(tuple("a", LegState.TALKING, "tk_2"), tuple("b1", LegState.HOSTED, null));
    }

    @Test
    void who_waits_for_an_agent_is_hosted_and_talks_when_the_edge_has_joined_them() {
        start("call_1");
        see("call_1", 2, new CallEvent.CallerAnswered("call_1", "a"));
        see("call_1", 3, new CallEvent.LegsRung("call_1", List.of(new CallEvent.RungLeg("b1", CALLER)), 20, false));
        see("call_1", 4, new CallEvent.LegConnected("call_1", "b1", CALLER, null));
        LiveCall call = only(rows(Names.LIVE_CALLS));
        assertThat(call.legs()).extracting(LiveLeg::state).containsExactly(LegState.HOSTED, LegState.HOSTED);
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.RINGING);

        see("call_1", 5, new CallEvent.TalkJoined("call_1", "tk_1", legs("a", "b1")));
        call = only(rows(Names.LIVE_CALLS));
        assertThat(call.legs()).extracting(LiveLeg::talkId).containsExactly("tk_1", "tk_1");
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.TALKING);
    }

    @Test
    void who_is_in_a_conference_is_seen_there_muted_or_not_until_they_leave() {
        start("call_1");
        see("call_1", 2, new CallEvent.CallerAnswered("call_1", "a"));
        see("call_1", 3, new ConferenceEvent.ConferencePinAsked("call_1", "conf_1", "a"));
        see("call_1", 4, new ConferenceEvent.ConferenceJoined("call_1", "conf_1", "a", true, false, false));
        see("call_1", 5, new CallEvent.TalkJoined("call_1", "tk_1", legs("a")));
        see("call_1", 6, new ConferenceEvent.ConferenceMuted("call_1", "conf_1", "a", true));
        LiveCall call = only(rows(Names.LIVE_CALLS));
        assertThat(call.phase()).isEqualTo(LiveCall.Phase.IN_CONFERENCE);
        assertThat(call.seat())
                .extracting(LiveCall.Seat::conferenceId, LiveCall.Seat::moderator, LiveCall.Seat::muted)
                .containsExactly("conf_1", true, true);

        see("call_1", 7, new CallEvent.TalkSplit("call_1", "tk_1"));
        assertThat(phase()).isEqualTo(LiveCall.Phase.IN_CONFERENCE);
        see("call_1", 8, new ConferenceEvent.ConferenceLeft("call_1", "conf_1", "a", "caller.hung-up"));
        call = only(rows(Names.LIVE_CALLS));
        assertThat(call.seat()).isNull();
    }

    @Test
    void who_is_asked_into_a_talk_does_not_make_it_a_ring() {
        talking("call_1");
        see("call_1", 4, new CallEvent.LegsRung("call_1", List.of(new CallEvent.RungLeg("b2", CALLER)), 20, false));
        assertThat(phase()).isEqualTo(LiveCall.Phase.TALKING);
        see("call_1", 5, new CallEvent.RingFailed("call_1", 2, "us_1", RingOutcome.BUSY));
        assertThat(phase()).isEqualTo(LiveCall.Phase.TALKING);
    }

    private LiveCall.Phase phase() {
        LiveCall call = only(rows(Names.LIVE_CALLS));
        return call.phase();
    }

    private void talking(String call) {
        start(call);
        see(call, 2, new CallEvent.LegsRung(call, List.of(new CallEvent.RungLeg("b1", CALLER)), 20, true));
        see(call, 3, new CallEvent.LegConnected(call, "b1", CALLER, "tk_1"));
    }

    private static List<LegRef> legs(String... legIds) {
        return Arrays.stream(legIds).map(leg -> new LegRef("call_1", leg)).toList();
    }

    @Test
    void a_call_that_ended_is_history_with_its_story_and_its_cdr() {
        start("call_1");
        end("call_1", 2, AT.plusSeconds(9));

        assertThat(rows(Names.LIVE_CALLS)).isEmpty();
        assertThat(rows(Names.RECENT_CDRS)).containsExactly(cdr("call_1", AT.plusSeconds(9)));
        assertThat(story()).extracting(EventRecord::seq).containsExactly(1, 2);
    }

    @Test
    void an_event_seen_twice_changes_nothing() {
        start("call_1");
        see("call_1", 2, new CallEvent.CallAdmitted("call_1", List.of("account.in")));
        var once = rows(Names.LIVE_CALLS);
        start("call_1");
        see("call_1", 2, new CallEvent.CallAdmitted("call_1", List.of("account.in")));

        assertThat(rows(Names.LIVE_CALLS)).isEqualTo(once);
    }

    @Test
    void only_the_calls_that_ended_last_are_kept() {
        for (int i = 0; i < KEPT + 3; i++) {
            start("call_" + i);
            end("call_" + i, 2, AT.plusSeconds(i));
        }

        assertThat(rows(Names.RECENT_CDRS)).hasSize(KEPT);
        assertThat(this.<Cdr>rows(Names.RECENT_CDRS).getFirst().callId()).isEqualTo("call_" + (KEPT + 2));
        assertThat(story()).hasSize(2 * KEPT);
    }

    @Test
    void a_queue_shows_its_callers_and_who_is_offered_to_whom() {
        see("call_1", 1, new QueueEvent.CallerQueued("call_1", "q_1", 5, 1, null));
        see("call_2", 1, new QueueEvent.CallerQueued("call_2", "q_1", 5, 2, null));
        see("call_1", 2, new QueueEvent.AgentReserved("call_1", "q_1", "us_9", 1));
        see("call_2", 2, new QueueEvent.CallerLeftQueue("call_2", "q_1", "abandoned", null, 900));

        assertThat(only(this.<LiveQueue>rows(Names.QUEUES)).callers())
                .containsExactly(
                        new LiveQueue.Caller("call_1", 5, AT.plusSeconds(1), LiveQueue.State.OFFERED, "us_9", null));
    }

    @Test
    void a_caller_who_talks_with_an_agent_stays_in_the_queue_until_the_call_ends() {
        see("call_1", 1, new QueueEvent.CallerQueued("call_1", "q_1", 0, 1, null));
        see("call_1", 2, new QueueEvent.AgentClaimed("call_1", "q_1", "us_9", 1));
        see("call_1", 3, new QueueEvent.CallerLeftQueue("call_1", "q_1", "answered", "us_9", 900));

        assertThat(only(this.<LiveQueue>rows(Names.QUEUES)).callers())
                .extracting(LiveQueue.Caller::state, LiveQueue.Caller::agentId)
                .containsExactly(tuple(LiveQueue.State.TALKING, "us_9"));

        var cdr = Draft.like(cdr("call_1", AT.plusSeconds(9)))
                .with("queueId", "q_1")
                .row();
        see("call_1", 4, new CallEvent.CallEnded("call_1", cdr.disposition(), "caller.hung-up", cdr));

        assertThat(only(this.<LiveQueue>rows(Names.QUEUES)).callers()).isEmpty();
    }

    @Test
    void an_agent_shows_since_when_it_does_what_it_does() {
        see(null, 0, agent(AgentEvent.Activity.WAITING, AgentEvent.Bucket.READY), AT);
        see(null, 0, agent(AgentEvent.Activity.IN_CALL, AgentEvent.Bucket.INCALL), AT.plusSeconds(7));

        LiveAgent agent = only(rows(Names.AGENTS));
        assertThat(agent.statusSince()).isEqualTo(AT);
        assertThat(agent.stateSince()).isEqualTo(AT.plusSeconds(7));
    }

    @Test
    void a_registration_is_shown_until_its_last_contact_is_gone() {
        var contact = new RegistrationEvent.Binding(
                new Contact("sip:a@b", "e", "UDP", null, "1.2.3.4", 5060, false, null), AT, "reg-1", 1);
        see(null, 0, new RegistrationEvent.ContactsBound("a@x", "dev_1", "us_1", List.of(contact)));
        assertThat(rows(Names.REGISTRATIONS)).hasSize(1);

        see(null, 0, new RegistrationEvent.ContactExpired("a@x", "dev_1", "us_1", "sip:a@b", "expired"));
        assertThat(rows(Names.REGISTRATIONS)).isEmpty();
    }

    @Test
    void an_event_that_cannot_be_read_is_quarantined() {
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, "?".getBytes(StandardCharsets.UTF_8), AT);

        assertThat(driver.outOf(Topics.QUARANTINE.name())).hasSize(1);
    }

    @Test
    void a_mailbox_is_shown_with_its_messages_until_the_last_is_gone() {
        var one = new Counts(1, 0, 0, 64_044);
        see(null, 0, new MessageLeft("vm_1", "m1", "call_1", "49", null, 4_000, 64_044, "acc/k.wav", one));
        see(null, 0, new MessageDeleted("vm_1", "m1", AT.plusSeconds(60), new Counts(0, 0, 1, 64_044)));

        LiveMailbox box = only(rows(Names.MAILBOXES));
        assertThat(box.counts().deletedMessages()).isEqualTo(1);
        assertThat(only(box.messages()).goneAt()).isEqualTo(AT.plusSeconds(60));

        see(null, 0, new MessageChanged("vm_1", "m1", Status.HEARD, new Counts(0, 1, 0, 64_044)));
        box = only(rows(Names.MAILBOXES));
        assertThat(only(box.messages()).goneAt()).isNull();
        assertThat(only(box.messages()).status()).isEqualTo(Status.HEARD);

        see(null, 0, new MessageErased("vm_1", "m1", "acc/k.wav", new Counts(0, 0, 0, 0)));
        assertThat(rows(Names.MAILBOXES)).isEmpty();
    }

    @Test
    void windows_count_what_was_admitted_within_them_and_go_when_nobody_counts_in_them() {
        counted(1, "lim_1/4420");
        counted(1, "lim_1/4421");
        counted(30, "lim_1/4420");

        LiveWindow first = this.<LiveWindow>rows(Names.WINDOWS).getFirst();
        assertThat(first.used(AT.plusSeconds(30))).isEqualTo(2);
        assertThat(first.used(AT.plusSeconds(61))).isEqualTo(1);
        assertThat(first.used(AT.plusSeconds(90))).isZero();

        counted(200, "lim_1/4422");
        counted(201, "lim_1/4422");
        assertThat(this.<LiveWindow>rows(Names.WINDOWS))
                .extracting(LiveWindow::windowId)
                .containsExactly("lim_1/4422");
    }

    @Test
    void a_window_that_is_reset_counts_anew() {
        counted(1, "lim_1");
        counted(2, "lim_2");

        see(null, 0, new Event.WindowsReset("lim_1", "a test call", "key:k1"));
        assertThat(this.<LiveWindow>rows(Names.WINDOWS))
                .extracting(LiveWindow::windowId)
                .containsExactly("lim_2");
        see(null, 0, new Event.WindowsReset(null, "a test call", "key:k1"));
        assertThat(rows(Names.WINDOWS)).isEmpty();
    }

    private void counted(int second, String window) {
        var counted = new CallEvent.CallAdmitted("call_1", List.of(), new TreeMap<>(Map.of(window, 60)));
        see("call_1", 0, counted, AT.plusSeconds(second));
    }

    private static AgentEvent agent(AgentEvent.Activity activity, AgentEvent.Bucket bucket) {
        return new AgentEvent.AgentStateChanged(
                "us_9", AgentEvent.Status.AVAILABLE, activity, true, false, bucket, null, null, List.of("q_1"));
    }

    private void start(String call) {
        see(call, 1, new CallEvent.CallStarted(call, CallEvent.Direction.INBOUND, "2", "1", null, "e", call, CALLER));
    }

    private void end(String call, int seq, Instant at) {
        see(call, seq, new CallEvent.CallEnded(call, Disposition.CANCELLED, "caller.cancelled", cdr(call, at)));
    }

    private static Cdr cdr(String call, Instant at) {
        return Draft.of(Cdr.class)
                .with("callId", call)
                .with("accountId", ACCOUNT)
                .with("startTs", AT)
                .with("endTs", at)
                .with("disposition", Disposition.CANCELLED)
                .with("hangupCause", "caller.cancelled")
                .row();
    }

    private void see(@Nullable String call, int seq, Event event) {
        see(call, seq, event, AT.plusSeconds(seq));
    }

    private void see(@Nullable String call, int seq, Event event, Instant at) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, call, seq, at, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), at);
    }

    private List<EventRecord> story() {
        return this.<StoryPart>rows(Names.CALL_STORIES).stream()
                .flatMap(StoryPart::events)
                .toList();
    }

    private <T> List<T> rows(String store) {
        return List.copyOf(driver.<T>store(store).all());
    }

    private static <T> T only(List<T> rows) {
        assertThat(rows).hasSize(1);
        return rows.getFirst();
    }
}
