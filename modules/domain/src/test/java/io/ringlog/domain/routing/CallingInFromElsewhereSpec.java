package io.ringlog.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.RegistrationEvent.AuthenticationFailed;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallingInFromElsewhereSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(Rows.did("100", DestKind.USER, "us_ben"));

    @Test
    void the_resellers_trunk_reaches_the_accounts_below() {
        brain.given(below("acc_reseller"));

        brain.when(invite("acc_reseller", "49", "100", "corr_1"));

        assertThat(brain.events(CallStarted.class))
                .extracting(CallStarted::correlationId)
                .containsExactly("corr_1");
        assertThat(brain.state().holders("trunk:tr_x")).isEmpty();
    }

    @Test
    void a_strangers_trunk_reaches_nobody() {
        brain.given(below("acc_reseller"));

        brain.when(invite("acc_stranger", "49", "100", null));

        assertThat(brain.events(AuthenticationFailed.class)).hasSize(1);
        assertThat(brain.events(CallStarted.class)).isEmpty();
    }

    @Test
    void callers_without_a_number_reach_numbers_that_allow_it() {
        brain.when(invite(Rows.ACCOUNT, "anonymous", "100", null));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.unreachable");

        brain.when(invite(Rows.ACCOUNT, "", "555", null));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_disabled_extension_takes_no_calls() {
        brain.given(Draft.like(Rows.extension("7", DestKind.USER, "us_ben"))
                .with("status", RowStatus.DISABLED)
                .row());

        brain.when(phones.calls("c1", "anna", "7"));

        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.extension-disabled");
    }

    @Test
    void rows_of_every_kind_come_and_go() {
        CallLimit limit = Rows.limit("lim_1", CallLimit.ScopeKind.ACCOUNT, CallLimit.Direction.ANY, 60, 1);
        brain.whenSaved(Rows.domain());
        brain.whenSaved(limit);
        assertThat(brain.state().config().limits()).containsExactly(limit);

        brain.whenRemoved("lim_1");
        assertThat(brain.state().config().limits()).isEmpty();

        brain.whenRemoved("dom_1");
        assertThat(brain.events(ConfigApplied.class))
                .extracting(ConfigApplied::kind)
                .containsExactly("SipDomain");
    }

    private InviteReceived invite(String trunkAccount, String from, String to, @Nullable String correlationId) {
        return new InviteReceived(
                facts.stamp(),
                "c-" + from + to,
                to,
                Rows.DOMAIN,
                from,
                "carrier.example",
                null,
                null,
                "tr_x",
                trunkAccount,
                Facts.SOURCE,
                "sip",
                correlationId,
                List.of("pcmu"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Account below(String reseller) {
        return Draft.like(Rows.account())
                .with("parentId", reseller)
                .with("ancestors", List.of(reseller))
                .row();
    }
}
