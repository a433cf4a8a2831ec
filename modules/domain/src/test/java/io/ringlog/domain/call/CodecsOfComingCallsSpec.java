package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.KeepCodecs;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trunk speaks its codecs alone in calls that come in by it. */
class CodecsOfComingCallsSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void ben_has_a_number() {
        speaks("pcma", "g722");
        brain.given(Rows.did("100", DestKind.USER, "us_ben"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private void speaks(String... codecs) {
        SipTrunk trunk =
                Draft.like(Rows.trunk()).with("codecs", List.of(codecs)).row();
        brain.given((ConfigRow) trunk);
    }

    private void calls(String... offered) {
        InviteReceived invite = facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100");
        brain.when(Draft.like(invite).with("codecs", List.of(offered)).row());
    }

    @Test
    void the_edge_keeps_to_them_before_anybody_is_rung() {
        calls("pcmu", "pcma");

        assertThat(brain.commands())
                .extracting(it -> it.getClass().getSimpleName())
                .containsExactly("KeepCodecs", "InviteParty");
        assertThat(brain.commands(KeepCodecs.class))
                .containsExactly(new KeepCodecs("c1", "a", List.of("pcma", "g722")));
    }

    @Test
    void a_caller_who_offers_none_of_them_is_refused_and_told_so() {
        calls("pcmu", "g729");

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(488, "trunk.no-codec"));
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs())
                .containsEntry("trunk", Rows.TRUNK)
                .containsEntry("codecs", "pcma g722")
                .containsEntry("offered", "pcmu g729");
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.REFUSED);
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_caller_without_an_offer_is_let_in() {
        calls();

        assertThat(brain.commands(KeepCodecs.class)).hasSize(1);
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void a_trunk_that_says_nothing_may_speak_everything() {
        speaks();

        calls("g729");

        assertThat(brain.commands(KeepCodecs.class)).isEmpty();
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void phones_of_the_account_are_of_no_trunk() {
        brain.when(phones.calls("c2", "anna", "ben"));

        assertThat(brain.commands(Command.class)).noneMatch(KeepCodecs.class::isInstance);
    }
}
