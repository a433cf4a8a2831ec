package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.it.client.Guests;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users, numbers and accounts may not, and what whoever calls is told then. */
@ExtendWith(OnPlatform.class)
class LimitsOfUsersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FIRST = "31201110071";
    private static final String SECOND = "31201110072";

    private final Platform platform;
    private final Guests guests;
    private int refusals;

    LimitsOfUsersIT(Platform platform) {
        this.platform = platform;
        this.guests = new Guests(platform);
    }

    @BeforeEach
    void somebody_calls() {
        guests.user("lena", "");
    }

    @AfterEach
    void all_is_as_it_was() {
        guests.close();
    }

    private static PeerCall call(SipPeer caller, String user) {
        return caller.call("sip:" + user + "@" + Platform.DOMAIN);
    }

    private static PeerCall fromOutside(SipPeer caller, String number) {
        return caller.call("sip:" + number + "@carrier.test");
    }

    private static PeerCall talks(PeerCall call) {
        call.awaitAnswered();
        return call;
    }

    /** The caller is told so, and the log says why. */
    private void isRefused(PeerCall call, int status, String code) {
        assertThat(call.awaitFailed().status()).isEqualTo(status);
        refusals++;
        Awaitility.await("the log tells of refusal " + refusals)
                .atMost(PATIENCE)
                .until(() -> refused().size() == refusals);
        assertThat(refused().getLast().code()).isEqualTo(code);
    }

    private List<CallRefused> refused() {
        return platform.log().all(CallRefused.class, any -> true);
    }

    private void number(String e164, String user, String more) {
        guests.add("/v1/dids", """
                {"e164": "%s", "dest_kind": "user", "dest_id": "%s"%s}""", e164, user, more);
    }

    @Test
    void who_may_have_one_call_makes_no_second_and_is_busy() {
        guests.user("max", ", \"max_simultaneous\": 1");
        guests.known();
        SipPeer lena = guests.phone("lena", PeerManner.answering());
        SipPeer max = guests.phone("max", PeerManner.answering());

        PeerCall first = talks(call(max, "lena"));
        isRefused(call(max, "lena"), 480, "admission.user-full");
        isRefused(call(lena, "max"), 486, "routing.busy");
        assertThat(max.incomingWaiting()).isZero();
        first.hangUp();
        platform.holdsNothing();
        talks(call(lena, "max")).hangUp();
    }

    @Test
    void a_number_takes_one_call_an_account_two_and_nobody_who_hides() {
        String otto = guests.user("otto", "");
        number(FIRST, otto, ", \"max_channels\": 1, \"allow_anonymous\": false");
        number(SECOND, otto, "");
        guests.changeAccount("{\"max_in\": 2}");
        guests.known();
        guests.phone("otto", PeerManner.answering());
        SipPeer world = guests.outside("31612345678", "carrier.test");
        SipPeer nobody = guests.outside("anonymous", "anonymous.invalid");

        isRefused(fromOutside(nobody, FIRST), 433, "routing.anonymous-refused");
        PeerCall first = talks(fromOutside(world, FIRST));
        isRefused(fromOutside(world, FIRST), 486, "admission.number-full");
        PeerCall second = talks(fromOutside(nobody, SECOND));
        isRefused(fromOutside(world, SECOND), 486, "admission.account-full");
        first.hangUp();
        second.hangUp();
    }

    @Test
    void a_user_dials_the_classes_of_numbers_they_may() {
        SipPeer carrier = guests.outside("carrier", "carrier.test");
        guests.route("4976", guests.trunkTo(carrier, ""), "");
        guests.changeAccount("{\"country\": \"NL\"}");
        guests.user("nils", ", \"allowed_classes\": [\"local\", \"national\"]");
        guests.known();

        isRefused(call(guests.phone("nils", PeerManner.silent()), "0049761234567"), 403, "routing.class-forbidden");
        talks(call(guests.phone("lena", PeerManner.silent()), "0049761234567")).hangUp();

        assertThat(carrier.awaitIncoming().invite().requestUri()).contains("49761234567@");
        assertThat(carrier.incomingWaiting()).isZero();
    }

    @Test
    void so_many_calls_in_so_many_seconds_until_they_count_anew() {
        String lara = guests.user("lara", "");
        number(FIRST, guests.user("lotte", ""), "");
        guests.add("/v1/limits", """
                {"scope_kind": "user", "scope_id": "%s", "period_sec": 3600, "max_count": 1}""", lara);
        guests.add("/v1/limits", """
                {"scope_kind": "number", "pattern": "4478*", "direction": "in", "period_sec": 3600, "max_count": 0}""");
        guests.known();
        SipPeer laras = guests.phone("lara", PeerManner.answering());
        guests.phone("lotte", PeerManner.answering());

        isRefused(fromOutside(guests.outside("447812345678", "carrier.test"), FIRST), 486, "admission.rate");
        talks(fromOutside(guests.outside("447912345678", "carrier.test"), FIRST))
                .hangUp();
        talks(call(laras, "lotte")).hangUp();
        isRefused(call(laras, "lotte"), 480, "admission.rate");

        guests.requests()
                .ask("POST", "/v1/cac/reset", "{\"reason\": \"a fair\"}")
                .done();
        talks(call(laras, "lotte")).hangUp();
    }
}
