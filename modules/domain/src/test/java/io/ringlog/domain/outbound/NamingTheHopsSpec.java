package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Diverted;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A call that several users have sent on, and that leaves the account: the trunk is told every hop with a number. */
class NamingTheHopsSpec {

    @Test
    void users_who_have_it_sent_on_are_told_by_numbers_of_theirs() {
        BrainSpec brain = Phones.callingOut();
        brain.given(
                Phones.trunk("tr_1").with("diversion", SipTrunk.Diversion.BOTH).row(),
                Rows.did("49301234567", DestKind.USER, "us_ben"),
                Draft.like(UserRow.user("ben")
                                .forwardAlways(DestKind.USER, "us_anna")
                                .row())
                        .with("outCidNumber", "4930102")
                        .row(),
                UserRow.user("anna").forwardAlways(DestKind.FORWARD, "fwd_1").row(),
                new Forward("fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER));

        brain.when(new Facts("edge1", 1).inviteFromTrunk("c1", Rows.TRUNK, "4989555", "49301234567"));

        Command.Target target =
                brain.commands(InviteParty.class).getFirst().targets().getFirst();
        assertThat(Objects.requireNonNull(target.shown()).diverted())
                .isEqualTo(new Diverted("+49301234567", true, true, List.of("+4930102")));
    }
}
