package io.ringlog.domain.listening;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.Door;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Heads;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.voicemail.FetchDesk;
import io.ringlog.kernel.Because;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of what a leg hears reaches the one who listens to it, and nobody else. */
class ListeningSpec {

    private static final String C = "c1";
    private static final Listener GOODBYE = new Listener.QueueGoodbye("q_1");

    private final Facts facts = new Facts("edge1", 1);

    @Test
    void the_end_of_a_goodbye_ends_the_call() {
        BrainSpec brain = hearing(GOODBYE);

        brain.when(facts.played(C, brain.hears(C, "a")));

        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("queue.goodbye");
    }

    @Test
    void the_end_of_something_else_or_of_what_another_leg_hears_is_nobodys() {
        BrainSpec brain = hearing(GOODBYE);
        String heard = brain.hears(C, "a");

        brain.when(
                facts.played(C, "pb-other"),
                new CallFact.PlaybackFinished(facts.stamp(), C, "b1", heard, PlaybackEnd.FINISHED),
                facts.played("c9", heard),
                facts.gathered("c9", heard, "1", GatherEnd.COMPLETE));

        assertThat(brain.events()).isEmpty();
        assertThat(brain.hears(C, "a")).isEqualTo(heard);
    }

    @ParameterizedTest
    @MethodSource("music")
    void music_that_ends_is_nobodys_concern_and_the_leg_hears_nothing(Listener listener) {
        BrainSpec brain = hearing(listener);

        brain.when(facts.played(C, brain.hears(C, "a")));

        assertThat(brain.outgoing()).isEmpty();
        assertThat(brain.hears(C, "a")).isEmpty();
    }

    static Listener[] music() {
        return new Listener[] {
            new Listener.QueueMusic("q_1"), new Listener.RingMusic("n_1"), new Listener.HoldMusic("b1")
        };
    }

    @Test
    void keys_that_nobody_in_a_flow_asked_for_are_nobodys() {
        BrainSpec brain = hearing(GOODBYE);

        brain.when(facts.gathered(C, brain.hears(C, "a"), "1", GatherEnd.COMPLETE));

        assertThat(brain.events()).isEmpty();
    }

    @Test
    void a_leg_that_the_engine_does_not_have_is_played_nothing() {
        BrainSpec brain = BrainSpec.of(new Calling(call -> {
                    Ear.play(call, "a", Phrase.sound("media_1"), GOODBYE);
                    Ear.gather(call, "a", new Gathering(Phrase.NOTHING, 1, 1, null, 5, null, true), GOODBYE);
                    Ear.hush(call, "a");
                }))
                .given(Rows.account());

        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "49", "100"));

        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void what_is_played_next_replaces_what_was_heard_before() {
        BrainSpec brain = hearing(new Listener.QueueMusic("q_1"), GOODBYE);
        String music = brain.commands(Command.Play.class).getFirst().playbackId();

        brain.when(facts.played(C, music));
        assertThat(brain.events()).isEmpty();

        brain.when(facts.played(C, brain.hears(C, "a")));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
    }

    /** A caller who hears these one after the other. */
    private BrainSpec hearing(Listener... listeners) {
        BrainSpec brain = BrainSpec.of(
                        new Calling(call -> {
                            Ear.open(call, Because.of("spec.open"));
                            for (Listener listener : listeners) {
                                Ear.play(call, "a", Phrase.sound("media_1"), listener);
                            }
                        }),
                        new ListeningDesk(new Door(Phones.SECRETS), new FetchDesk(Phones.SECRETS)))
                .given(Rows.account());
        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, "49", "100"));
        return brain;
    }

    /** Takes every call in and does this to it. */
    private record Calling(Consumer<LiveCall> deed) implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof CallFact.InviteReceived invite) {
                deed.accept(turn.begin(
                        CallState.started(Heads.of(invite.callId(), turn.now()), new Party.Number(invite.fromUser()))));
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
