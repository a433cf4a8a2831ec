package io.ringlog.domain.presence;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.AgentActionRefused;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Cdr.AgentDisposition;
import io.ringlog.domain.journal.DispositionActed;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Outline;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SayingWhatCameOfACallSpec {

    private CallCentre centre = CallCentre.with(withWords());

    @Test
    void what_is_said_in_the_talk_stands_in_the_cdr() {
        talking("c1");

        centre.brain.when(says("anna", null, "Sold", " two of them "));

        assertThat(centre.brain.events())
                .containsExactly(new CallDispositioned("c1", QUEUE, "us_anna", "Sold", "two of them"));
        assertThat(centre.reply())
                .satisfies(it -> assertThat(it.accepted()).isTrue())
                .satisfies(it -> assertThat(it.code()).isEqualTo("agent.disposition-set"))
                .satisfies(it -> assertThat(it.callId()).isEqualTo("c1"));
        centre.brain.when(centre.facts.hungUp("c1", "a"));
        assertThat(cdr().agentDispositions())
                .containsExactly(new AgentDisposition("us_anna", QUEUE, "Sold", "two of them"));
    }

    @Test
    void what_is_said_anew_takes_the_place_of_what_was_said_before() {
        talking("c1");

        centre.brain.given(says("anna", "c1", "Sold", "two"), says("anna", "c1", "Call again", null));
        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(cdr().agentDispositions())
                .containsExactly(new AgentDisposition("us_anna", QUEUE, "Call again", null));
    }

    @Test
    void nothing_said_is_nothing_in_the_cdr() {
        talking("c1");

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(cdr().agentDispositions()).isNull();
    }

    @Test
    void the_story_of_a_call_that_is_over_goes_on_without_a_gap_while_it_is_wrapped_up() {
        talking("c1");
        centre.brain.when(centre.facts.hungUp("c1", "a"));
        int last = seqs().getLast();

        centre.brain.when(says("anna", null, "Sold", null), says("anna", "c1", "Call again", "tomorrow"));

        assertThat(centre.brain.events(CallDispositioned.class))
                .containsExactly(
                        new CallDispositioned("c1", QUEUE, "us_anna", "Sold", null),
                        new CallDispositioned("c1", QUEUE, "us_anna", "Call again", "tomorrow"));
        assertThat(seqs()).containsExactly(last + 1, last + 2);
        assertThat(centre.brain.state().lines().wrapUp("c1")).isPresent();
    }

    @Test
    void it_is_too_late_when_the_wrap_up_is_over() {
        talking("c1");
        centre.brain.given(centre.facts.hungUp("c1", "a"));
        centre.brain.whenPassed(Duration.ofSeconds(10));

        refused(says("anna", "c1", "Sold", null), "agent.too-late");
        refused(says("anna", null, "Sold", null), "agent.no-call");
        assertThat(centre.brain.state().lines().wrapUp("c1")).isEmpty();
    }

    @Test
    void it_is_too_late_for_who_is_ready_again_or_has_gone() {
        for (Verb verb : List.of(Verb.AVAILABLE, Verb.LOGOUT)) {
            centre = CallCentre.with(withWords());
            talking("c1");
            centre.brain.given(centre.facts.hungUp("c1", "a"), centre.wants("anna", verb));

            refused(says("anna", "c1", "Sold", null), "agent.too-late");
            assertThat(centre.brain.state().lines().wrapUp("c1")).isEmpty();
        }
    }

    @Test
    void a_pause_does_not_end_the_wrap_up() {
        talking("c1");
        centre.brain.given(centre.facts.hungUp("c1", "a"), centre.wants("anna", Verb.PAUSE));

        centre.brain.when(says("anna", "c1", "Sold", null));

        assertThat(centre.reply().code()).isEqualTo("agent.disposition-set");
    }

    @Test
    void a_queue_without_wrap_up_hears_it_in_the_talk_alone() {
        centre = CallCentre.with(withWords().wrapUpSec(0));
        talking("c1");
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        refused(says("anna", "c1", "Sold", null), "agent.too-late");
    }

    @Test
    void nobody_speaks_of_a_call_that_another_has() {
        talking("c1");
        centre.brain.given(centre.available("ben"));

        refused(says("ben", "c1", "Sold", null), "agent.call-not-yours");
        refused(says("ben", null, "Sold", null), "agent.no-call");
        refused(says("cleo", null, "Sold", null), "agent.no-call");
    }

    @Test
    void an_offer_is_no_call_yet() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        refused(says("anna", null, "Sold", null), "agent.no-call");
        refused(says("anna", "c1", "Sold", null), "agent.call-not-yours");
    }

    @Test
    void a_word_that_is_not_of_the_queue_is_refused_and_changes_nothing() {
        talking("c1");
        centre.brain.given(says("anna", "c1", "Sold", null));

        refused(says("anna", "c1", "sold", null), "agent.unknown-disposition");

        centre.brain.when(centre.facts.hungUp("c1", "a"));
        assertThat(cdr().agentDispositions())
                .extracting(AgentDisposition::disposition)
                .containsExactly("Sold");
    }

    @Test
    void a_queue_that_is_gone_meanwhile_has_no_words_but_takes_notes() {
        talking("c1");
        centre.brain.whenRemoved(QUEUE);

        refused(says("anna", "c1", "Sold", null), "agent.unknown-disposition");
        centre.brain.when(says("anna", "c1", null, "a note"));
        assertThat(centre.reply().accepted()).isTrue();
    }

    @Test
    void who_is_no_user_says_nothing() {
        refused(says("nobody", null, "Sold", null), "agent.unknown");
    }

    @Test
    void a_note_has_two_thousand_characters_at_most_however_they_are_written() {
        talking("c1");
        String longest = "\uD83D\uDE00".repeat(2_000);

        centre.brain.when(says("anna", "c1", null, longest));
        assertThat(centre.brain.events(CallDispositioned.class))
                .extracting(CallDispositioned::note)
                .containsExactly(longest);

        refused(says("anna", "c1", null, longest + "x"), "agent.note-too-long");
        refused(says("anna", "c1", null, "x".repeat(500_000)), "agent.note-too-long");
    }

    @Test
    void notes_keep_their_lines_and_lose_what_does_something() {
        talking("c1");

        centre.brain.when(
                says("anna", "c1", null, "one\r\ntwo\u0000\u001b[31m\u202e\u2066\u2028\u2029 \uD83D three"),
                says("anna", "c1", null, "\u0007 \n"));

        assertThat(centre.brain.events(CallDispositioned.class))
                .extracting(CallDispositioned::note)
                .containsExactly("one\ntwo  [31m       three", null);
    }

    @Test
    void who_passes_a_call_on_says_it_while_another_has_the_call() {
        talking("c1");
        centre.brain.given(centre.available("ben"));
        centre.brain.given(
                new TransferRequested("r1", "api-1", "c1", "b1", new TransferTo.Target(DestKind.QUEUE, QUEUE), "key"));
        centre.brain.given(centre.facts.split(
                "c1", ((Leg.InTalk) centre.call("c1").leg("a").orElseThrow()).talkId()));
        assertThat(centre.agent("anna").wrapUpCallId()).isEqualTo("c1");
        assertThat(centre.brain.state().call("c1")).isPresent();

        centre.brain.when(says("anna", null, "Call again", null));

        assertThat(centre.reply().callId()).isEqualTo("c1");
        assertThat(seqs()).containsExactly(centre.call("c1").eventSeq());
        centre.brain.when(centre.facts.hungUp("c1", "a"));
        assertThat(cdr().agentDispositions())
                .containsExactly(new AgentDisposition("us_anna", QUEUE, "Call again", null));
        centre.brain.when(says("anna", "c1", "Sold", null));
        assertThat(centre.reply().accepted()).isTrue();
    }

    @Test
    void the_cdr_keeps_the_last_twenty() {
        Outline outline = call();
        List<AgentDisposition> all = IntStream.range(0, 1_000)
                .mapToObj(it -> new AgentDisposition("us_" + it, QUEUE, "Sold", null))
                .toList();
        for (AgentDisposition said : all) {
            outline = outline.disposed(said);
        }

        assertThat(outline.dispositions()).isEqualTo(all.subList(980, 1_000));
        assertThat(outline.disposed(new AgentDisposition("us_999", "q_2", "Sold", null))
                        .dispositions())
                .hasSize(20);
    }

    private static QueueRow withWords() {
        return QueueRow.queue(QUEUE).dispositions("Sold", "Call again");
    }

    private Outline call() {
        talking("c1");
        return centre.call("c1").outline();
    }

    private void talking(String callId) {
        centre.brain.given(centre.available("anna"));
        centre.calls(callId);
        centre.talks(callId);
    }

    private void refused(DispositionActed act, String code) {
        centre.brain.when(act);
        assertThat(centre.brain.events())
                .singleElement(InstanceOfAssertFactories.type(AgentActionRefused.class))
                .extracting(AgentActionRefused::code)
                .isEqualTo(code);
        assertThat(centre.reply())
                .satisfies(it -> assertThat(it.accepted()).isFalse())
                .satisfies(it -> assertThat(it.code()).isEqualTo(code));
    }

    private Cdr cdr() {
        return centre.brain.events(CallEnded.class).getLast().cdr();
    }

    private List<Integer> seqs() {
        return records()
                .filter(it -> "c1".equals(it.callId()))
                .map(EventRecord::seq)
                .toList();
    }

    private Stream<EventRecord> records() {
        return centre.brain.outgoing().stream()
                .filter(EventRecord.class::isInstance)
                .map(EventRecord.class::cast);
    }

    private static DispositionActed says(
            String name, @Nullable String callId, @Nullable String disposition, @Nullable String note) {
        return new DispositionActed("d-1", "api-1", "us_" + name, callId, disposition, note, "us_" + name);
    }
}
