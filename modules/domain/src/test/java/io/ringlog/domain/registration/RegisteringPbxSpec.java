package io.ringlog.domain.registration;

import static io.ringlog.domain.registration.Hotel.AOR;
import static io.ringlog.domain.registration.Hotel.C;
import static io.ringlog.domain.registration.Hotel.OWN;
import static io.ringlog.domain.registration.Hotel.PBX;
import static io.ringlog.domain.registration.Hotel.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.RegistrationEvent.AuthenticationFailed;
import io.ringlog.domain.journal.RegistrationEvent.RegistrationRefused;
import io.ringlog.domain.journal.RegistrationEvent.TrunkBound;
import io.ringlog.domain.journal.RegistrationEvent.TrunkContactExpired;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.domain.journal.WatchCommand;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trunk that proves who it is registers, and is let go when it may not any more. */
class RegisteringPbxSpec {
    private final Hotel hotel = new Hotel();
    private final BrainSpec brain = hotel.brain;

    @Test
    void its_right_answer_binds_its_contacts() {
        hotel.registers(PLACE);

        AnswerRegister answer = brain.commands(AnswerRegister.class).getFirst();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contacts()).hasSize(1);
        assertThat(brain.events(TrunkBound.class))
                .extracting(
                        TrunkBound::aor,
                        TrunkBound::trunkId,
                        it -> it.contacts().size())
                .containsExactly(tuple(AOR, PBX, 1));
    }

    @Test
    void a_wrong_password_is_challenged_again() {
        brain.when(hotel.phones.registers(
                "hotel", hotel.phones.answer("hotel", "REGISTER", "n", "00000001", "wrong"), Facts.SOURCE, PLACE));

        assertThat(brain.commands(AnswerRegister.class).getFirst().status()).isEqualTo(401);
        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("auth.wrong");
    }

    @Test
    void it_registers_under_its_own_name_alone() {
        brain.when(hotel.phones.registers("anna", hotel.proof("REGISTER"), Facts.SOURCE, PLACE));

        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("registration.not-yours");
    }

    @Test
    void its_contact_runs_out_and_is_taken_back() {
        hotel.registers(new ContactAsked(PLACE.uri(), 60, null));
        brain.whenPassed(Duration.ofSeconds(61));
        assertThat(brain.events(TrunkContactExpired.class))
                .containsExactly(new TrunkContactExpired(AOR, PBX, PLACE.uri(), "expired"));

        hotel.registers(PLACE);
        hotel.registers(new ContactAsked(PLACE.uri(), 0, null));
        assertThat(brain.events(TrunkBound.class).getFirst().contacts()).isEmpty();
        assertThat(brain.state().allContacts()).isEmpty();
    }

    @Test
    void its_connection_goes_with_its_edge() {
        brain.given(hotel.phones.registers(
                "hotel", hotel.proof("REGISTER"), new Source("192.0.2.50", 5080, "tls", "flow-1", false), PLACE));
        brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));

        assertThat(brain.events(TrunkContactExpired.class))
                .extracting(TrunkContactExpired::why)
                .containsExactly("edge_lost");
    }

    @Test
    void a_password_that_is_another_ends_what_it_opened() {
        brain.given(hotel.phones.registers("hotel", hotel.proof("REGISTER"), Facts.SOURCE, PLACE));
        brain.whenSaved(Hotel.pbx().with("inboundHa1", "other").row());

        assertThat(brain.events(TrunkContactExpired.class))
                .extracting(TrunkContactExpired::why)
                .containsExactly("password_changed");
    }

    @ParameterizedTest
    @CsvSource({"status, DISABLED", "direction, OUTBOUND", "inboundAuth, NONE"})
    void a_trunk_that_may_not_log_in_any_more_is_let_go(String field, String value) {
        brain.given(hotel.phones.registers("hotel", hotel.proof("REGISTER"), Facts.SOURCE, PLACE));
        brain.whenSaved(Hotel.pbx().with(field, enumOf(field, value)).row());

        assertThat(brain.events(TrunkContactExpired.class))
                .extracting(TrunkContactExpired::why)
                .containsExactly("trunk_closed");
        hotel.registers(PLACE);
        assertThat(brain.commands(AnswerRegister.class).getFirst().status())
                .isEqualTo(field.equals("inboundAuth") ? 401 : 403);
    }

    private static Object enumOf(String field, String value) {
        return switch (field) {
            case "status" -> RowStatus.valueOf(value);
            case "direction" -> SipTrunk.Direction.valueOf(value);
            default -> SipTrunk.InboundAuth.valueOf(value);
        };
    }

    @Test
    void a_trunk_that_stays_as_it_was_keeps_its_contacts() {
        brain.given(hotel.phones.registers("hotel", hotel.proof("REGISTER"), Facts.SOURCE, PLACE));
        brain.whenSaved(Hotel.pbx().with("maxChannels", 3).row());

        assertThat(brain.state().allContacts()).hasSize(1);
    }

    @Test
    void a_trunk_that_is_removed_loses_its_contacts() {
        brain.given(hotel.phones.registers("hotel", hotel.proof("REGISTER"), Facts.SOURCE, PLACE));
        brain.whenRemoved(PBX);

        assertThat(brain.events(TrunkContactExpired.class))
                .extracting(TrunkContactExpired::why)
                .containsExactly("trunk_removed");
    }

    @Test
    void nobody_of_a_suspended_account_registers() {
        brain.given(Draft.like(Rows.account())
                .with("status", Account.Status.SUSPENDED)
                .row());
        hotel.registers(PLACE);

        assertThat(brain.commands(AnswerRegister.class).getFirst().warning()).isEqualTo("account.inactive");
    }

    @Test
    void a_call_with_a_wrong_password_leaves_nothing_behind() {
        brain.when(hotel.facts.inviteShowing(
                C, hotel.phones.answer("hotel", "INVITE", "n", "00000001", "wrong"), OWN, "23"));

        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(407);
        assertThat(brain.events(AuthenticationFailed.class).getFirst().code()).isEqualTo("auth.wrong");
    }

    @Test
    void it_watches_nothing() {
        brain.when(hotel.phones.watches(hotel.proof("SUBSCRIBE"), WatchAsked.Kind.DIALOG, "anna", Rows.DOMAIN, 3600));

        assertThat(brain.commands(WatchCommand.AnswerWatch.class).getFirst().status())
                .isEqualTo(403);
    }
}
