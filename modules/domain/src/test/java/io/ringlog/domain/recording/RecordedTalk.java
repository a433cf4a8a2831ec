package io.ringlog.domain.recording;

import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.journal.Command.RecordTalk;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Anna and Ben, whose account has its talks recorded. */
abstract class RecordedTalk {

    static final String C = "c1";

    final Facts facts = new Facts("edge1", 1);
    final Phones phones = new Phones(facts);
    final BrainSpec brain = Phones.office();

    @BeforeEach
    void both_are_there() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    final void account(String component, @Nullable Object value) {
        brain.given(Draft.like(Rows.account())
                .with("recording", RecordingRule.ALWAYS)
                .with(component, value)
                .row());
    }

    final void talk() {
        brain.given(phones.calls(C, "anna", "ben"));
        brain.when(facts.answered(C, "b1"));
    }

    final RecordTalk recorded() {
        return brain.commands(RecordTalk.class).getFirst();
    }

    static RecordingActed asks(Verb verb, String id) {
        return new RecordingActed("r1", "api", verb, id, "key:1");
    }

    final Effect.Reply reply() {
        return (Effect.Reply) brain.effects().getFirst();
    }
}
