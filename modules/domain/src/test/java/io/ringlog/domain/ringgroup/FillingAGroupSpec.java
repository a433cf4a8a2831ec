package io.ringlog.domain.ringgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.RingGroupEntered;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group of Ben and Cleo takes one call at once, whether it rings or talks. */
class FillingAGroupSpec {

    private static final String SCOPE = Scopes.ringGroup("rg_1");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void everybody_is_there() {
        brain.given(
                Rows.extension("600", DestKind.RING_GROUP, "rg_1"), Rows.extension("601", DestKind.USER, "us_anna"));
        brain.given(UserRow.user("cleo").row(), Rows.device("cleo"));
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(group().row());
    }

    private static GroupRow group() {
        return GroupRow.group("rg_1").of("ben", "cleo").maxCalls(1);
    }

    private InviteReceived calls(String call) {
        return phones.calls(call, "anna", "600");
    }

    @Test
    void one_more_call_is_refused_with_the_reason() {
        brain.given(calls("c1"));
        assertThat(brain.state().holders(SCOPE)).containsExactly("c1");

        brain.when(calls("c2"));

        assertThat(brain.events(RingGroupEntered.class)).isEmpty();
        RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
        assertThat(refusal.status()).isEqualTo(480);
        assertThat(refusal.warning()).isEqualTo("admission.group-full");
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs())
                .containsEntry("group", "rg_1")
                .containsEntry("calls", "1 of 1");
    }

    @Test
    void a_call_that_was_taken_counts_until_it_ends() {
        brain.given(calls("c1"), facts.answered("c1", "b1"));
        brain.when(calls("c2"));
        assertThat(brain.events(CallRefused.class)).hasSize(1);

        brain.given(facts.hungUp("c1", "a"));
        brain.when(calls("c3"));

        assertThat(brain.events(RingGroupEntered.class)).hasSize(1);
    }

    @Test
    void a_call_that_nobody_took_counts_no_more() {
        brain.given(group().noAnswer(DestKind.EXTENSION, "ext_601").row());
        brain.given(calls("c1")).givenPassed(Duration.ofSeconds(25));
        assertThat(brain.state().lease("c1")).isPresent();

        assertThat(brain.state().holders(SCOPE)).isEmpty();
    }

    @Test
    void one_more_call_goes_where_unanswered_ones_go() {
        brain.given(group().noAnswer(DestKind.EXTENSION, "ext_601").row());
        brain.given(calls("c1"));

        brain.when(calls("c2"));

        assertThat(brain.events(CallRouted.class))
                .extracting(it -> it.target().kind())
                .contains(DestKind.EXTENSION);
        assertThat(brain.reasons(CallRouted.class)).extracting(Because::rule).contains("admission.group-full");
    }

    @Test
    void a_group_of_no_calls_takes_none_and_one_without_a_ceiling_takes_all() {
        brain.given(GroupRow.group("rg_1").of("ben", "cleo").maxCalls(0).row());
        brain.when(calls("c1"));
        assertThat(brain.events(CallRefused.class)).hasSize(1);

        brain.given(GroupRow.group("rg_1").of("ben", "cleo").row());
        brain.when(calls("c2"));
        assertThat(brain.events(RingGroupEntered.class)).hasSize(1);
        assertThat(brain.state().holders(SCOPE)).containsExactly("c2");
    }
}
