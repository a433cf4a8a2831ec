package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two phones under one address: each binding has an order of its own (RFC 3261 section 10.3 step 7). */
class SharingAnAddressSpec {

    private static final String DESK = "sip:anna@192.0.2.10:5060";
    private static final String MOBILE = "sip:anna@192.0.2.20:5060";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @Test
    void the_other_phones_request_does_not_let_a_late_one_in() {
        brain.given(registers(DESK, "desk", 7, 600), registers(MOBILE, "mobile", 1, 600));

        brain.when(registers(DESK, "desk", 6, 60));

        assertThat(status()).isEqualTo(500);
        assertThat(brain.commands(AnswerRegister.class).getFirst().contacts()).isEmpty();
    }

    @Test
    void one_client_may_bind_another_contact_with_an_older_number() {
        brain.given(registers(DESK, "client", 7, 600));

        brain.when(registers(MOBILE, "client", 6, 600));

        assertThat(status()).isEqualTo(200);
    }

    @Test
    void a_client_that_starts_anew_numbers_anew() {
        brain.given(registers(DESK, "before", 700, 600));

        brain.when(registers(DESK, "after", 1, 600));

        assertThat(status()).isEqualTo(200);
    }

    @Test
    void a_late_removal_of_everything_removes_nothing() {
        brain.given(registers(DESK, "desk", 7, 600));

        brain.when(asks("desk", 7, true));
        assertThat(status()).isEqualTo(500);

        brain.when(asks("desk", 8, true));
        assertThat(status()).isEqualTo(200);
        assertThat(brain.state().allContacts()).isEmpty();
    }

    private int status() {
        return brain.commands(AnswerRegister.class).getFirst().status();
    }

    private RegisterReceived registers(String contact, String client, long cseq, int expiresSec) {
        return asks(client, cseq, false, new ContactAsked(contact, expiresSec, null));
    }

    private RegisterReceived asks(String client, long cseq, boolean all, ContactAsked... contacts) {
        return new RegisterReceived(
                facts.stamp(),
                "req-" + client + cseq,
                "anna",
                Rows.DOMAIN,
                List.of(contacts),
                all,
                phones.answer("anna", "REGISTER"),
                Facts.SOURCE,
                null,
                client,
                cseq,
                null);
    }
}
