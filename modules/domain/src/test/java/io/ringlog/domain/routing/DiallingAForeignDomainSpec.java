package io.ringlog.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SipDomain;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ben} of another domain is another ben. */
class DiallingAForeignDomainSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private int calls;
    private final BrainSpec brain = Phones.office().given(Rows.domain());

    @BeforeEach
    void both_are_registered() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @Test
    void a_namesake_elsewhere_is_not_found_and_nobody_rings() {
        brain.when(calls("ben", "elsewhere.example"));

        CallRefused refused = brain.events(CallRefused.class).getFirst();
        assertThat(refused.code()).isEqualTo("routing.foreign-domain");
        assertThat(refused.text()).isEqualTo("elsewhere.example is not a domain of the caller's account");
        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(404);
        assertThat(brain.events(LegsRung.class)).isEmpty();
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void the_callers_own_domain_is_written_in_any_case() {
        brain.when(calls("ben", "ACME.example"));

        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void another_domain_of_the_account_is_as_good_until_it_is_removed() {
        brain.given(new SipDomain("dom_2", Rows.ACCOUNT, "Brand.example", false));
        brain.when(calls("ben", "brand.example"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);

        brain.whenRemoved("dom_2");
        brain.when(calls("ben", "brand.example"));
        assertThat(brain.events(CallRefused.class)).hasSize(1);
    }

    private InviteReceived calls(String user, String domain) {
        InviteReceived one = phones.calls("call_" + ++calls, "anna", user);
        return new InviteReceived(
                one.stamp(),
                one.callId(),
                one.requestUser(),
                domain,
                one.fromUser(),
                one.fromDomain(),
                one.fromName(),
                one.auth(),
                one.trunkId(),
                one.trunkAccountId(),
                one.source(),
                one.sipCallId(),
                one.correlationId(),
                one.codecs(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
