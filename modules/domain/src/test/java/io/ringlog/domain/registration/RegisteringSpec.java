package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.BoundContact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.RegistrationEvent.ContactExpired;
import io.ringlog.domain.journal.RegistrationEvent.ContactsBound;
import io.ringlog.domain.journal.RegistrationEvent.RegistrationRefused;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegisteringSpec {

    private static final String AOR = "anna@acme.example";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @Test
    void a_right_answer_binds_the_contact() {
        brain.when(phones.registers("anna"));
        assertThat(brain.commands())
                .containsExactly(new AnswerRegister(
                        "req-1", 200, "OK", List.of(new BoundContact("sip:anna@192.0.2.10:5060", 3600))));
        assertThat(brain.events(ContactsBound.class)).hasSize(1);
        assertThat(brain.state().aorsOf("us_anna")).containsExactly(AOR);
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        brain.when(phones.registers(
                "anna", phones.answer("anna", "REGISTER", "n", "00000001", "wrong"), Facts.SOURCE, contact(60)));
        AnswerRegister wrong = brain.commands(AnswerRegister.class).getFirst();
        brain.when(phones.registers("nobody"));
        AnswerRegister unknown = brain.commands(AnswerRegister.class).getFirst();
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.phrase()).isEqualTo(wrong.phrase());
        assertThat(unknown.warning()).isEqualTo(wrong.warning());
        assertThat(brain.events(RegistrationRefused.class)).hasSize(1);
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void a_nonce_count_used_before_is_a_replay() {
        brain.given(phones.registers(
                "anna",
                phones.answer("anna", "REGISTER", "n", "00000002", "ha1-of-dev_anna"),
                Facts.SOURCE,
                contact(60)));
        brain.when(phones.registers(
                "anna",
                phones.answer("anna", "REGISTER", "n", "00000002", "ha1-of-dev_anna"),
                Facts.SOURCE,
                contact(60)));
        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("auth.replayed");
        assertThat(brain.commands(AnswerRegister.class).getFirst().warning()).isEqualTo("auth.replayed");
        brain.when(phones.registers(
                "anna",
                phones.answer("anna", "REGISTER", "n", "00000003", "ha1-of-dev_anna"),
                Facts.SOURCE,
                contact(60)));
        assertThat(brain.events(ContactsBound.class)).hasSize(1);
    }

    @Test
    void an_address_that_is_not_the_devices_is_refused() {
        brain.when(phones.registers("ben", phones.answer("anna", "REGISTER"), Facts.SOURCE, contact(60)));
        assertThat(brain.commands(AnswerRegister.class).getFirst().status()).isEqualTo(403);
        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("registration.not-yours");
    }

    @Test
    void a_contact_that_is_not_refreshed_expires() {
        brain.given(phones.registers("anna", contact(60)));
        brain.whenPassed(Duration.ofSeconds(61));
        assertThat(brain.events(ContactExpired.class)).hasSize(1);
        assertThat(brain.state().aorsOf("us_anna")).isEmpty();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void zero_seconds_removes_the_contact() {
        brain.given(phones.registers("anna", contact(60)));
        brain.when(phones.registers("anna", contact(0)));
        assertThat(brain.state().allContacts()).isEmpty();
        assertThat(brain.commands(AnswerRegister.class).getFirst().contacts()).isEmpty();
    }

    @Test
    void a_life_of_less_than_a_minute_is_too_brief() {
        brain.when(phones.registers("anna", contact(59)));
        assertThat(brain.commands())
                .containsExactly(new AnswerRegister(
                        "req-1", 423, "Interval Too Brief", List.of(), null, 60, "registration.too-brief"));
        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("registration.too-brief");
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void a_device_given_to_another_user_takes_its_contacts_along() {
        brain.given(phones.registers("anna"));
        brain.whenSaved(Rows.device("dev_anna", "us_ben", "anna", 0, true));
        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::userId, ContactExpired::why)
                .containsExactly(tuple("us_anna", "device_moved"));
        assertThat(brain.events(ContactsBound.class))
                .extracting(ContactsBound::userId)
                .containsExactly("us_ben");
        assertThat(brain.state().aorsOf("us_anna")).isEmpty();
        assertThat(brain.state().aorsOf("us_ben")).containsExactly(AOR);
        assertThat(brain.timers()).hasSize(1);

        brain.when(phones.registers("anna"));
        assertThat(brain.events(ContactsBound.class))
                .extracting(ContactsBound::userId)
                .containsExactly("us_ben");
        brain.whenSaved(Rows.device("dev_anna", "us_ben", "anna", 0, true));
        assertThat(brain.events(ContactsBound.class)).isEmpty();
    }

    @Test
    void a_host_in_capitals_is_the_same_contact() {
        brain.given(phones.registers("anna", new ContactAsked("sip:anna@localhost:5099;transport=udp;ob", 60, null)));
        brain.when(phones.registers("anna", new ContactAsked("sip:anna@LOCALHOST:5099;transport=udp;ob", 60, null)));
        assertThat(brain.events(ContactsBound.class).getFirst().contacts()).hasSize(1);
        brain.when(phones.registers("anna", new ContactAsked("sip:anna@LocalHost:5099;transport=udp;ob", 0, null)));
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void the_same_flow_of_the_same_instance_is_replaced_wherever_it_is_now() {
        for (int restart = 0; restart < 11; restart++) {
            brain.given(phones.registers(
                    "anna", new ContactAsked("sip:anna@192.0.2.10:" + (6000 + restart), 60, "<urn:uuid:1>;reg-id=1")));
        }
        brain.when(phones.registers("anna", new ContactAsked("sip:anna@192.0.2.10:7000", 60, "<urn:uuid:1>;reg-id=2")));
        assertThat(brain.commands(AnswerRegister.class).getFirst().contacts())
                .extracting(BoundContact::uri)
                .containsExactly("sip:anna@192.0.2.10:6010", "sip:anna@192.0.2.10:7000");
    }

    @Test
    void at_the_limit_the_oldest_contact_goes_and_is_told() {
        for (int port = 6000; port < 6010; port++) {
            brain.given(phones.registers("anna", new ContactAsked("sip:anna@192.0.2.10:" + port, 60, null)));
        }
        brain.when(phones.registers("anna", new ContactAsked("sip:anna@192.0.2.10:7000", 60, null)));
        assertThat(brain.commands(AnswerRegister.class).getFirst().contacts())
                .hasSize(10)
                .extracting(BoundContact::uri)
                .contains("sip:anna@192.0.2.10:7000")
                .doesNotContain("sip:anna@192.0.2.10:6000");
        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::uri, ContactExpired::why)
                .containsExactly(tuple("sip:anna@192.0.2.10:6000", "displaced"));
    }

    @Test
    void eleven_contacts_at_once_are_refused_and_change_nothing() {
        brain.when(phones.registers(
                "anna",
                IntStream.range(0, 11)
                        .mapToObj(port -> new ContactAsked("sip:anna@192.0.2.10:" + (6000 + port), 60, null))
                        .toArray(ContactAsked[]::new)));
        assertThat(brain.events(RegistrationRefused.class).getFirst().code())
                .isEqualTo("registration.too-many-contacts");
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void a_contact_on_a_connection_is_lost_with_its_edge_and_one_on_udp_is_not() {
        Source tcp = new Source("192.0.2.11", 40000, "tcp", "flow-1", true);
        brain.given(
                phones.registers("anna", phones.answer("anna", "REGISTER"), tcp, contact(600)),
                phones.registers("ben"));
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));
        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::aor, ContactExpired::why)
                .containsExactly(tuple(AOR, "edge_lost"));
        assertThat(brain.state().aorsOf("us_ben")).hasSize(1);
    }

    @Test
    void a_removed_device_loses_its_contacts() {
        brain.given(phones.registers("anna"));
        brain.whenRemoved("dev_anna");
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void a_new_password_and_a_disabled_device_end_the_registration() {
        brain.given(phones.registers("anna"), phones.registers("ben"));

        brain.whenSaved(Draft.like(Rows.device("anna")).with("ha1", "another").row());
        brain.whenSaved(Rows.disabledDevice("ben"));

        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::aor, ContactExpired::why)
                .containsExactly(tuple("ben@acme.example", "device_disabled"));
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void an_older_request_of_the_same_client_is_out_of_order() {
        var first = phones.registers("anna");
        brain.given(phones.registers("anna"));
        brain.when(new RegisterReceived(
                facts.stamp(),
                "late",
                first.user(),
                first.domain(),
                first.contacts(),
                false,
                phones.answer("anna", "REGISTER"),
                first.source(),
                null,
                first.sipCallId(),
                first.cseq(),
                null));
        assertThat(brain.commands(AnswerRegister.class).getFirst().status()).isEqualTo(500);
    }

    @Test
    void a_device_may_register_the_name_of_its_user_on_its_own_domain_only() {
        brain.given(Rows.device("dev_reception", "us_anna", "reception", 1, true));

        brain.when(at(Rows.DOMAIN));
        assertThat(brain.commands(AnswerRegister.class).getFirst().status()).isEqualTo(200);
        assertThat(brain.state().aorsOf("us_anna")).containsExactly("reception@acme.example");

        brain.when(at("other.example"));
        assertThat(brain.commands(AnswerRegister.class).getFirst().status()).isEqualTo(403);
        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("registration.not-yours");
    }

    @Test
    void a_contact_that_expires_leaves_the_one_that_lives_longer() {
        String longer = "sip:anna@192.0.2.20:5060";
        brain.given(phones.registers("anna", contact(60), new ContactAsked(longer, 120, null)));

        brain.whenPassed(Duration.ofSeconds(61));
        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::uri)
                .containsExactly("sip:anna@192.0.2.10:5060");
        assertThat(brain.timers().values()).extracting(Timer::due).containsExactly(BrainSpec.START.plusSeconds(120));

        brain.whenPassed(Duration.ofSeconds(60));
        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::uri)
                .containsExactly(longer);
    }

    @Test
    void a_connection_to_an_edge_that_lives_stays_when_another_edge_is_lost() {
        Source tcp = new Source("192.0.2.11", 40000, "tcp", "flow-1", true);
        brain.given(phones.registers("anna", phones.answer("anna", "REGISTER"), tcp, contact(600)));

        brain.when(new EdgeLifecycle.EdgeLost("edge2", 1, "silent"));

        assertThat(brain.events(ContactExpired.class)).isEmpty();
        assertThat(brain.state().aorsOf("us_anna")).hasSize(1);
    }

    @Test
    void a_contact_that_is_overdue_when_its_device_moves_expires_at_once() {
        brain.given(phones.registers("anna", contact(60)));
        brain.at(BrainSpec.START.plusSeconds(90));

        brain.whenSaved(Rows.device("dev_anna", "us_ben", "anna", 0, true));
        assertThat(brain.timers().values()).extracting(Timer::due).containsExactly(brain.now());

        brain.whenPassed(Duration.ZERO);
        assertThat(brain.events(ContactExpired.class))
                .extracting(ContactExpired::userId, ContactExpired::why)
                .containsExactly(tuple("us_ben", "expired"));
        assertThat(brain.timers()).isEmpty();
    }

    /** The reception's phone asks for the name of its user. */
    private RegisterReceived at(String domain) {
        return Draft.like(phones.registers("anna", phones.answer("reception", "REGISTER"), Facts.SOURCE, contact(60)))
                .with("domain", domain)
                .row();
    }

    private static ContactAsked contact(int expiresSec) {
        return new ContactAsked("sip:anna@192.0.2.10:5060", expiresSec, null);
    }
}
