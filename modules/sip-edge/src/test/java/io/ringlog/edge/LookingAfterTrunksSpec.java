package io.ringlog.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeDrains;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.TrunkFact.OptionsAnswered;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.testkit.sip.AnsweringServer;
import io.ringlog.testkit.sip.AnsweringServer.Reply;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.DomainEntry;
import io.ringlog.wire.DirectoryEntry.LineEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge asks trunks what it is told to ask, and takes the calls that come in over a registration. */
class LookingAfterTrunksSpec {

    private final AnsweringServer trunk = new AnsweringServer();

    @TempDir
    Path folder;

    private EdgeRig rig;

    @BeforeEach
    void open() {
        rig = new EdgeRig(folder);
        rig.log.knowing(
                new DomainEntry(EdgeRig.DOMAIN, TestLog.ACCOUNT),
                new NumberEntry("4930123", TestLog.ACCOUNT),
                new NumberEntry("4930999", "acc_below"),
                new LineEntry("tr_1", TestLog.ACCOUNT, "m1", false, null));
        rig.restart();
    }

    @AfterEach
    void close() throws Exception {
        trunk.close();
        rig.close();
    }

    private RegisterAnswered register(TrunkCommand.Credentials... credentials) {
        return register("reg-1@ringlog", List.of(credentials));
    }

    private RegisterAnswered register(String sipCallId, List<TrunkCommand.Credentials> credentials) {
        String uri = "sip:" + trunk.place();
        rig.log.command(new TrunkCommand.Register(
                "tr_1", "q1", uri, uri, "sip:acme@carrier.test", "m1", sipCallId, 1, 600, List.of(), credentials, 4));
        return rig.log.await(RegisterAnswered.class);
    }

    private String contact() {
        return SipText.uriOf(trunk.awaitAsked().header("Contact"));
    }

    @Test
    void what_a_trunk_says_to_options_is_a_fact() {
        trunk.behaving(request -> new Reply(486));

        rig.log.command(new TrunkCommand.AskOptions("tr_1", "q1", "sip:" + trunk.place(), "sip:carrier.test", 4));

        OptionsAnswered told = rig.log.await(OptionsAnswered.class);
        assertThat(told.trunkId()).isEqualTo("tr_1");
        assertThat(told.askId()).isEqualTo("q1");
        assertThat(told.status()).isEqualTo(486);
    }

    @Test
    void a_challenge_is_a_fact_and_its_answer_goes_as_it_came() {
        trunk.behaving(request ->
                new Reply(407, new Header("Proxy-Authenticate", "Digest realm=\"c\", nonce=\"n\", qop=\"auth\"")));

        RegisterAnswered told = register(new TrunkCommand.Credentials("Proxy-Authorization", "Digest username=\"x\""));

        assertThat(told.challenges()).containsExactly(new DigestChallenge("c", "n", null, "auth", null, false, null));
        assertThat(trunk.awaitAsked().header("Proxy-Authorization")).contains("username=\"x\"");
    }

    @Test
    void proxies_that_it_names_are_a_fact_and_so_is_why_they_cannot_be_passed() {
        trunk.behaving(request -> new Reply(200, new Header("Service-Route", "<sip:p1.carrier.test;lr>")));
        RegisterAnswered named = register();
        trunk.behaving(request -> new Reply(200, new Header("Service-Route", "<sip:p1.carrier.test>")));
        RegisterAnswered strict = register("reg-2@ringlog", List.of());

        assertThat(named.serviceRoute()).containsExactly("<sip:p1.carrier.test;lr>");
        assertThat(named.routeFault()).isNull();
        assertThat(strict.serviceRoute()).isNull();
        assertThat(strict.routeFault()).isEqualTo("entry 1 is no SIP URI that routes loosely (lr)");
    }

    @Test
    void its_first_proxy_is_reached_by_the_transport_of_the_trunk() throws Exception {
        rig.phone("alice").call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxy.setSoTimeout(5_000);
            List<String> path = List.of("<sip:127.0.0.1:" + proxy.getLocalPort() + ";lr>");
            String uri = "sip:49@carrier.invalid;transport=tcp";
            Contact at = new Contact(uri, "edge1", "tcp", null, "", 0, false, path);

            rig.log.command(
                    new Command.InviteParty(callId, "a", true, List.of(new Command.Target("b1", at)), EdgeRig.SHOWN));

            try (Socket reached = proxy.accept();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(reached.getInputStream(), UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("INVITE " + uri + " SIP/2.0");
            }
        }
    }

    @Test
    void a_call_over_the_registration_is_the_trunks_and_goes_to_whom_the_registrar_names() {
        assertThat(register().status()).isEqualTo(200);
        String contact = contact();
        SipPeer carrier = rig.phone("4989555", "carrier.test");

        carrier.call(contact, List.of(new Header("P-Called-Party-ID", "<sip:+4930123@carrier.test>")));
        InviteReceived told = rig.log.await(InviteReceived.class);
        assertThat(told.trunkId()).isEqualTo("tr_1");
        assertThat(told.trunkAccountId()).isEqualTo(TestLog.ACCOUNT);
        assertThat(told.requestUser()).isEqualTo("+4930123");
        assertThat(told.auth()).isNull();
    }

    @Test
    void a_contact_that_nobody_registered_is_a_strangers() {
        register();
        String contact = contact();
        String forged = contact.replaceFirst("\\.[0-9a-f]{16}@", ".0123456789abcdef@");
        assertThat(forged).isNotEqualTo(contact);

        SipPeer stranger = rig.phone("4989555", "carrier.test");

        assertThat(stranger.call(forged).awaitFailed().status()).isEqualTo(404);
        assertThat(stranger.call(contact.replaceFirst("tr_1", "tr_2"))
                        .awaitFailed()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_contact_of_what_the_trunk_was_before_is_a_strangers() {
        register();
        String contact = contact();

        knowing(new LineEntry("tr_1", TestLog.ACCOUNT, "m2", false, null));

        assertThat(called(contact).awaitFailed().status()).isEqualTo(404);
    }

    private void knowing(DirectoryEntry... entries) {
        rig.log.knowing(entries);
        rig.restart();
    }

    private PeerCall called(String contact) {
        String now = contact.replaceFirst(":[0-9]+$", ":" + rig.edge.sipPort());
        Header meant = new Header("P-Called-Party-ID", "<sip:+4930123@carrier.test>");
        return rig.phone("4989555", "carrier.test").call(now, List.of(meant));
    }

    @Test
    void a_trunk_with_addresses_is_called_over_its_registration_from_those_alone() {
        register();
        String contact = contact();
        LineEntry line = new LineEntry("tr_1", TestLog.ACCOUNT, "m1", true, null);
        knowing(line, new TrunkEntry("192.0.2.7", TestLog.ACCOUNT, "tr_1", null));
        assertThat(called(contact).awaitFailed().status()).isEqualTo(404);

        knowing(line, new TrunkEntry("127.0.0.1", TestLog.ACCOUNT, "tr_1", null));
        called(contact);

        InviteReceived told = rig.log.await(InviteReceived.class, it -> it.trunkId() != null);
        assertThat(told.requestUser()).isEqualTo("+4930123");
    }

    @Test
    void each_registration_has_a_contact_of_its_own_and_its_user_stays_between_us_and_the_registrar() {
        String told = register("reg-1@ringlog", List.of()).contact();
        String first = contact();
        register("reg-2@ringlog", List.of());
        String second = contact();

        assertThat(second).isNotEqualTo(first);
        assertThat(told).isEqualTo("sip:127.0.0.1:" + rig.edge.sipPort());
        assertThat(List.of(first, second)).allSatisfy(it -> assertThat(it).endsWith(told.replaceFirst("sip:", "@")));
    }

    @Test
    void an_edge_that_drains_says_so() {
        rig.edge.drain();

        EdgeDrains told = rig.log.await(EdgeDrains.class);
        assertThat(told.epoch()).isEqualTo(rig.edge.epoch());
    }
}
