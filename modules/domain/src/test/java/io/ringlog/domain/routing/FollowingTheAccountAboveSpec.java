package io.ringlog.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.UnroutedTarget;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers without a target go where an account above says. 49891234567 is a number of that account. */
class FollowingTheAccountAboveSpec {

    private static final String C = "c1";
    private static final String NUMBER = "4930700";
    private static final String THEIRS = "49891234567";
    private static final String ABOVE = "acc_above";
    private static final UnroutedTarget HANG_UP = new UnroutedTarget(ABOVE, null, null, null, Map.of());
    private static final UnroutedTarget OUTSIDE = new UnroutedTarget(
            ABOVE, "+49 89 1234567", CidRule.CALLER, Forward.Confirm.IN_GROUPS, Map.of("sent", "from below"));

    private final Facts facts = new Facts("edge1", 1);
    private final BrainSpec brain = Phones.callingOut()
            .given(Rows.domain(), Rows.did(NUMBER, null, null))
            .knowing(THEIRS);

    private void given(@Nullable UnroutedTarget above, @Nullable Dest own) {
        brain.given((ConfigRow) Draft.like(Rows.account())
                .with("country", "AT")
                .with("unrouted", above)
                .with("didDefaultDest", own)
                .row());
    }

    private void comesIn() {
        brain.when(facts.inviteFromTrunk(C, "tr_1", "4940111", NUMBER));
    }

    private Map<String, String> why() {
        return brain.reasons(CallRouted.class).getFirst().inputs();
    }

    @Test
    void a_number_outside_is_dialled_with_the_country_it_was_written_with() {
        given(OUTSIDE, null);
        comesIn();

        assertThat(brain.events(CallRouted.class).getFirst().target())
                .isEqualTo(new RouteTarget(DestKind.FORWARD, null, Map.of("sent", "from below")));
        assertThat(why()).containsEntry("default_of", ABOVE).containsEntry("number", NUMBER);
        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::number)
                .containsExactly(THEIRS);
    }

    @Test
    void a_number_of_the_account_above_is_a_call_of_its_own_there_with_one_correlation_id() {
        given(OUTSIDE, null);
        comesIn();

        assertThat(brain.commands(InviteParty.class).stream()
                        .flatMap(it -> it.targets().stream())
                        .map(Target::loop))
                .containsExactly(new Loop(C, 1));
        assertThat(brain.events(NumberDialled.class))
                .extracting(NumberDialled::onNet)
                .containsExactly(true);
    }

    @Test
    void a_hang_up_from_above_ends_the_call() {
        given(HANG_UP, null);
        comesIn();

        assertThat(brain.events(CallEnded.class)).hasSize(1);
        assertThat(why()).containsEntry("default_of", ABOVE);
    }

    @Test
    void what_the_account_says_itself_counts_before() {
        given(HANG_UP, new Dest(DestKind.USER, "us_ben"));
        comesIn();

        assertThat(brain.events(CallRouted.class).getFirst().target().id()).isEqualTo("us_ben");
        assertThat(why()).containsEntry("default_of", Rows.ACCOUNT);
    }

    @Test
    void nothing_from_above_is_no_route() {
        given(null, null);
        comesIn();

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.no-route");
    }

    @Test
    void a_forward_without_a_row_where_nothing_comes_from_above_is_missing() {
        given(HANG_UP, new Dest(DestKind.FORWARD, null));
        comesIn();

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.target-missing");
    }
}
