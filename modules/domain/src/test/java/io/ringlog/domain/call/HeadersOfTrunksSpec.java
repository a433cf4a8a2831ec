package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.ChangeHeaders;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an account takes from the calls that its trunk brings, and puts beside them. */
class HeadersOfTrunksSpec {
    private static final String C = "c1";
    private static final String NUMBER = "4930100";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(Rows.trunk(), Rows.did(NUMBER, DestKind.USER, "us_ben"));

    private void trunk(List<String> removed, List<String> added) {
        brain.given(Draft.like(Rows.trunk())
                .with("inboundHeadersRemoved", removed)
                .with("inboundHeadersAdded", added)
                .row());
        brain.given(phones.registers("ben"));
    }

    private InviteReceived invite(String to) {
        return facts.inviteFromTrunk(C, Rows.TRUNK, "4989555", to);
    }

    @Test
    void the_edge_is_told_before_anybody_is_called() {
        trunk(List.of("X-Route"), List.of("Alert-Info: <urn:alert:source:external>"));

        brain.when(invite(NUMBER));

        assertThat(brain.commands(Command.class).stream().map(Object::getClass).<Object>map(it -> it))
                .containsSubsequence(ChangeHeaders.class, InviteParty.class);
        assertThat(brain.commands(ChangeHeaders.class))
                .containsExactly(
                        new ChangeHeaders(C, List.of("X-Route"), List.of("Alert-Info: <urn:alert:source:external>")));
    }

    @Test
    void either_alone_is_told_and_nothing_where_nothing_is_wanted() {
        trunk(List.of("X-Route"), List.of());
        brain.when(invite(NUMBER));
        assertThat(brain.commands(ChangeHeaders.class)).hasSize(1);

        trunk(List.of(), List.of("X-Line: 1"));
        brain.when(Draft.like(invite(NUMBER)).with("callId", "c2").row());
        assertThat(brain.commands(ChangeHeaders.class)).hasSize(1);

        trunk(List.of(), List.of());
        brain.when(Draft.like(invite(NUMBER)).with("callId", "c3").row());
        assertThat(brain.commands(ChangeHeaders.class)).isEmpty();
    }

    @Test
    void a_call_that_is_refused_has_none_of_it_and_neither_has_one_by_a_trunk_of_an_account_above() {
        trunk(List.of("X-Route"), List.of());
        brain.given(Rows.suspended());
        brain.when(invite(NUMBER));
        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
        assertThat(brain.commands(ChangeHeaders.class)).isEmpty();

        brain.given(Draft.like(Rows.account())
                .with("parentId", "acc_above")
                .with("ancestors", List.of("acc_above"))
                .row());
        brain.when(Draft.like(invite(NUMBER).by("tr_above", "acc_above", null))
                .with("callId", "c2")
                .row());
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        assertThat(brain.commands(ChangeHeaders.class)).isEmpty();
    }
}
