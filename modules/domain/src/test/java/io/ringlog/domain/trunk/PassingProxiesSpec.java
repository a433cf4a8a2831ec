package io.ringlog.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SipDevice.Transport;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.TrunkCommand.Register;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies that stand before a phone (RFC 3327), and those that a registrar of a carrier names (RFC 3608). */
class PassingProxiesSpec {

    private static final List<String> PROXIES = List.of("<sip:p1.carrier.example;lr>", "<sip:p2.carrier.example;lr>");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();
    private Transport transport = Transport.UDP;

    private void isRegistered(@Nullable List<String> serviceRoute, int seconds) {
        isRegistered(serviceRoute, null, seconds);
    }

    private void isRegistered(@Nullable List<String> serviceRoute, @Nullable String routeFault, int seconds) {
        SipTrunk trunk = brain.state().config().as("tr_1", SipTrunk.class).orElseThrow();
        brain.when(new EdgeStarted("edge1", 1));
        brain.whenSaved(Draft.like(trunk)
                .with("doRegister", true)
                .with("expireSec", 3600)
                .with("transport", transport)
                .with("authUsername", "acme")
                .with("authSecret", "sealed")
                .row());
        Register asked = brain.commands(Register.class).getLast();
        brain.when(new RegisterAnswered(
                facts.stamp(),
                "tr_1",
                asked.askId(),
                200,
                seconds,
                null,
                null,
                "sip:edge1:5060",
                List.of(),
                asked.uri(),
                List.of(),
                serviceRoute,
                routeFault));
    }

    private Contact dialled() {
        brain.when(phones.calls("c1", "anna", "089 1234567"));
        return brain.commands(InviteParty.class).getFirst().targets().getFirst().contact();
    }

    @Test
    void a_call_passes_the_proxies_that_the_registrar_named() {
        isRegistered(PROXIES, 3600);

        Contact at = dialled();

        assertThat(at.path()).isEqualTo(PROXIES);
        assertThat(at.uri()).isEqualTo("sip:49891234567@tr-1.example:5070");
    }

    @Test
    void a_registrar_that_names_none_is_called_at_its_place() {
        isRegistered(null, 3600);

        assertThat(dialled().path()).isNull();
    }

    private @Nullable String code() {
        return brain.events(TrunkRegistered.class).getLast().code();
    }

    @Test
    void proxies_that_cannot_be_passed_are_told_apart_from_none() {
        isRegistered(null, "entry 2 is no SIP URI that routes loosely (lr)", 3600);

        assertThat(code()).isEqualTo("trunk.route-unusable");
        assertThat(brain.reasons(TrunkRegistered.class).getLast().alternatives())
                .containsExactly(
                        new Because.Alternative("Service-Route", "entry 2 is no SIP URI that routes loosely (lr)"));
        assertThat(dialled().path()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:p1.carrier.example;lr;transport=udp>",
                "<sip:p1.carrier.example;Transport=TCP;lr>",
                "P1 <sip:a;transport=tls@[2001:db8::1]:5060;lr;transport=ws>",
                "<sip:p1.carrier.example;transport=tls;lr;transport=udp>",
                "<sips:p1.carrier.example;lr;transport=udp>",
                "no entry"
            })
    void what_goes_to_a_trunk_by_tls_goes_past_no_first_proxy_in_clear(String first) {
        transport = Transport.TLS;
        isRegistered(List.of(first, "<sip:p2.carrier.example;lr;transport=tls>"), 3600);

        assertThat(code()).isEqualTo("trunk.route-in-clear");
        assertThat(brain.reasons(TrunkRegistered.class).getLast().alternatives())
                .containsExactly(new Because.Alternative(
                        "Service-Route", "its first entry is not reached by TLS, as the trunk is"));
        assertThat(dialled().path()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "TLS, <sip:p1.carrier.example;lr>",
        "TLS, <sip:p1.carrier.example;lr;transport=TLS>",
        "TLS, <sip:p1.carrier.example;lr?x=;transport=udp>",
        "TLS, <sips:p1.carrier.example;lr;transport=tcp>",
        "WSS, <sip:p1.carrier.example;lr;transport=wss>",
        "TCP, <sip:p1.carrier.example;lr;transport=udp>",
        "UDP, no entry"
    })
    void one_that_is_as_safe_is_passed_and_the_proxies_behind_it_are_its_own_matter(Transport by, String first) {
        transport = by;
        List<String> named = List.of(first, "<sip:p2.carrier.example;lr;transport=udp>");
        isRegistered(named, 3600);

        assertThat(code()).isNull();
        assertThat(dialled().path()).isEqualTo(named);
    }

    @Test
    void a_registrar_that_names_an_empty_way_names_none() {
        transport = Transport.TLS;
        isRegistered(List.of(), 3600);

        assertThat(code()).isNull();
    }

    @Test
    void what_it_named_for_a_trunk_that_is_reached_otherwise_now_is_not_passed() {
        isRegistered(PROXIES, 3600);
        SipTrunk trunk = brain.state().config().as("tr_1", SipTrunk.class).orElseThrow();
        brain.whenSaved(Draft.like(trunk).with("transport", Transport.TLS).row());

        assertThat(dialled().path()).isNull();
    }

    @Test
    void of_those_that_are_passed_nothing_is_wrong() {
        isRegistered(PROXIES, 3600);

        assertThat(code()).isNull();
        assertThat(brain.reasons(TrunkRegistered.class).getLast().alternatives())
                .isEmpty();
    }

    @Test
    void what_it_named_ends_with_the_registration() {
        isRegistered(PROXIES, 60);
        brain.whenPassed(Duration.ofSeconds(60));

        assertThat(dialled().path()).isNull();
    }

    @Test
    void a_phone_keeps_the_proxies_that_its_register_came_by() {
        RegisterReceived plain = phones.registers("anna");
        brain.when(new RegisterReceived(
                plain.stamp(),
                plain.requestId(),
                plain.user(),
                plain.domain(),
                plain.contacts(),
                false,
                plain.auth(),
                plain.source(),
                null,
                plain.sipCallId(),
                plain.cseq(),
                PROXIES));

        assertThat(brain.state()
                        .contacts("anna@acme.example")
                        .orElseThrow()
                        .bindings()
                        .getFirst()
                        .contact()
                        .path())
                .isEqualTo(PROXIES);
    }
}
