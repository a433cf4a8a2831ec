package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.RegistrationEvent.RegistrationRefused;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The account is suspended or closed in the midst of a talk. */
class LosingTheAccountSpec {

    private static final String NUMBER = "12025550123";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void the_talk_goes_on_and_the_next_call_and_registration_are_refused(Account.Status status) {
        brain.given(Rows.trunk(), Rows.did(NUMBER, DestKind.USER, "us_ben"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls("call_1", "anna", "ben"), facts.answered("call_1", "b1"));

        brain.whenSaved(Rows.ofStatus(status));
        assertThat(brain.commands()).isEmpty();
        assertThat(brain.state().call("call_1")).isPresent();

        brain.when(phones.calls("call_2", "anna", "ben"));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("account.inactive");
        brain.when(facts.inviteFromTrunk("call_3", Rows.TRUNK, "491511234", NUMBER));
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("account.inactive");
        brain.when(phones.registers("anna"));
        assertThat(brain.events(RegistrationRefused.class))
                .extracting(RegistrationRefused::code)
                .containsExactly("account.inactive");

        brain.when(facts.hungUp("call_1", "a"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.ANSWERED);
    }
}
