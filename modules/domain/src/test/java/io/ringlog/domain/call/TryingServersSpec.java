package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact.LegSent;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the name of a carrier led to is the edge's to find out; the log says where, and why not elsewhere. */
class TryingServersSpec {
    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = new BrainSpec(Brains.concerns((secret, context) -> "ha1-of-" + context))
            .given(
                    Rows.account(),
                    UserRow.user("anna").row(),
                    Rows.device("anna"),
                    Rows.trunk(),
                    Rows.route("route_1", Rows.TRUNK).row());

    @BeforeEach
    void anna_dials() {
        brain.when(phones.calls(C, "anna", "4989123"));
    }

    private LegSent sent(String legId, String at, @Nullable String passedOver) {
        return new LegSent(facts.stamp(), C, legId, "carrier.example", at, "udp", passedOver);
    }

    @Test
    void each_server_that_is_tried_is_told_with_why_the_one_before_did_not_do() {
        String leg =
                brain.commands(InviteParty.class).getLast().targets().getFirst().legId();

        brain.when(sent(leg, "192.0.2.1:5060", null));
        assertThat(brain.events(CallEvent.LegSent.class))
                .containsExactly(new CallEvent.LegSent(C, leg, "carrier.example", "192.0.2.1:5060", "udp", null));
        assertThat(brain.reasons(CallEvent.LegSent.class).toString()).contains("party.located", "192.0.2.1:5060");

        brain.when(sent(leg, "192.0.2.2:5060", "503 Service Unavailable"));
        assertThat(brain.events(CallEvent.LegSent.class))
                .containsExactly(new CallEvent.LegSent(
                        C, leg, "carrier.example", "192.0.2.2:5060", "udp", "503 Service Unavailable"));
        assertThat(brain.reasons(CallEvent.LegSent.class).toString())
                .contains("the server before", "503 Service Unavailable");
    }

    @Test
    void a_leg_that_nobody_knows_is_nowhere() {
        brain.when(sent("b99", "192.0.2.1:5060", null));

        assertThat(brain.events(CallEvent.LegSent.class)).isEmpty();
    }
}
