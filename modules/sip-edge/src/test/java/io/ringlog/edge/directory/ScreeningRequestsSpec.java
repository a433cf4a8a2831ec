package io.ringlog.edge.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.edge.EdgeCounters;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipPolicy.Verdict;
import io.ringlog.sip.Source;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.DirectoryEntry.DomainEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import io.ringlog.wire.Network;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScreeningRequestsSpec {

    private static final String TRUNK_IP = "192.0.2.7";
    private static final String STREAM_IP = "198.51.100.10";
    private static final String PHONE_IP = "198.51.100.9";

    private final DirectoryCopy directory = new DirectoryCopy(Set.of(), (written, how) -> Optional.empty());
    private final List<RequestHead> told = new ArrayList<>();
    private final List<String> strayed = new ArrayList<>();
    private boolean takesCalls = true;
    private final ChallengeRules rules = new ChallengeRules(
            directory,
            new Strangers(InstantSource.fixed(Instant.EPOCH)),
            () -> takesCalls,
            new EdgeCounters(),
            invite -> invite.requestUser().equals("tr_1.mac"),
            new ChallengeRules.Told(told::add, strayed::add));

    @BeforeEach
    void fill() {
        know(new DomainEntry("acme.test", "acc_1"));
        know(new NumberEntry("4930123", "acc_1"));
        know(new TrunkEntry(TRUNK_IP, "acc_1", "tr_1", null));
        directory.caughtUp();
    }

    private void know(DirectoryEntry entry) {
        directory.changed(entry.key(), entry);
    }

    private static RequestHead head(String method, String user, String toDomain, String fromDomain, String ip) {
        Source source = new Source(ip, 5060, transportOf(ip), "");
        return new RequestHead(method, user, toDomain, "x", fromDomain, user, toDomain, source, false);
    }

    private static String transportOf(String ip) {
        return ip.equals(STREAM_IP) ? "tcp" : "udp";
    }

    private static RequestHead invite(String user, String toDomain, String fromDomain, String ip) {
        return head("INVITE", user, toDomain, fromDomain, ip);
    }

    @Test
    void only_who_strays_over_a_connection_is_told_of_because_its_address_is_its_own() {
        rules.screenInvite(invite("1", "nowhere.test", "nowhere.test", PHONE_IP));
        rules.screenInvite(invite("1", "nowhere.test", "nowhere.test", STREAM_IP));
        rules.screenInvite(invite("1", "nowhere.test", "acme.test", STREAM_IP));

        assertThat(strayed).containsExactly(STREAM_IP);
    }

    @Test
    void whoever_calls_the_contact_that_we_registered_has_it_from_the_registrar() {
        assertThat(rules.screenInvite(invite("tr_1.mac", "edge.test", "acme.test", PHONE_IP)))
                .isEqualTo(new Verdict.Accept());
    }

    @Test
    void an_address_belongs_to_the_narrowest_block_around_it() {
        know(new TrunkEntry("203.0.113.0/24", "acc_1", "tr_wide", null));
        know(new TrunkEntry("203.0.113.64/26", "acc_2", "tr_narrow", null));
        know(new TrunkEntry("203.0.113.65", "acc_3", "tr_one", null));
        String six = Network.parse("2001:db8::/32").orElseThrow().text();
        know(new TrunkEntry(six, "acc_4", "tr_six", null));

        assertThat(trunkAt("203.0.113.1")).contains("tr_wide");
        assertThat(trunkAt("203.0.113.127")).contains("tr_narrow");
        assertThat(trunkAt("203.0.113.65")).contains("tr_one");
        assertThat(trunkAt("203.0.114.1")).isEmpty();
        assertThat(trunkAt("2001:db8:0:1::9")).contains("tr_six");
        assertThat(trunkAt("2001:db9::1")).isEmpty();
        assertThat(rules.screenInvite(invite("4930123", "edge.test", "carrier.test", "203.0.113.130")))
                .isEqualTo(new Verdict.Accept());
    }

    private Optional<String> trunkAt(String ip) {
        return directory.trunkAt(ip).map(TrunkEntry::trunkId);
    }

    @Test
    void a_trunk_that_calls_our_number_is_trusted_with_or_without_the_plus() {
        assertThat(rules.screenInvite(invite("+4930123", "edge.test", "carrier.test", TRUNK_IP)))
                .isEqualTo(new Verdict.Accept());
        assertThat(rules.screenInvite(invite("4930123", "edge.test", "carrier.test", TRUNK_IP)))
                .isEqualTo(new Verdict.Accept());
    }

    @Test
    void a_trunk_that_dials_wrongly_is_let_in_to_be_refused_and_never_a_scanner() {
        for (int i = 0; i < 100; i++) {
            assertThat(rules.screenInvite(invite("999" + i, "edge.test", "carrier.test", TRUNK_IP)))
                    .isEqualTo(new Verdict.Accept());
        }
        assertThat(told).isEmpty();
    }

    @Test
    void a_phone_behind_the_address_of_a_trunk_that_calls_another_accounts_number_is_asked_who_it_is() {
        know(new DomainEntry("beta.test", "acc_2"));
        know(new NumberEntry("4930777", "acc_2"));

        assertThat(rules.screenInvite(invite("4930777", "edge.test", "Acme.test", TRUNK_IP)))
                .isEqualTo(new Verdict.Challenge("acme.test"));
        assertThat(rules.screenInvite(invite("4930777", "edge.test", "carrier.test", TRUNK_IP)))
                .isEqualTo(new Verdict.Accept());
        assertThat(rules.screenInvite(invite("4930777", "edge.test", "beta.test", TRUNK_IP)))
                .isEqualTo(new Verdict.Accept());
        assertThat(rules.screenInvite(invite("4930123", "edge.test", "beta.test", TRUNK_IP)))
                .isEqualTo(new Verdict.Accept());
    }

    @Test
    void a_number_alone_earns_no_trust() {
        assertThat(rules.screenInvite(invite("4930123", "edge.test", "carrier.test", PHONE_IP)))
                .isEqualTo(new Verdict.Refuse(404, "Not Found"));
    }

    @Test
    void a_caller_of_a_known_domain_is_challenged_in_it() {
        assertThat(rules.screenInvite(invite("101", "acme.test", "ACME.test", PHONE_IP)))
                .isEqualTo(new Verdict.Challenge("acme.test"));
        assertThat(rules.screenInvite(invite("101", "acme.test", "elsewhere.test", PHONE_IP)))
                .isEqualTo(new Verdict.Challenge("acme.test"));
    }

    @Test
    void a_domain_that_was_removed_is_unknown() {
        directory.changed("domain:acme.test", null);

        assertThat(rules.screenRegister(head("REGISTER", "a", "acme.test", "acme.test", PHONE_IP)))
                .isEqualTo(new Verdict.Refuse(404, "Not Found"));
    }

    @Test
    void the_log_hears_of_strangers_at_a_bounded_rate_and_a_scanner_hears_nothing() {
        Verdict last = new Verdict.Accept();
        for (int i = 0; i < 30; i++) {
            last = rules.screenInvite(invite("1", "no.test", "no.test", PHONE_IP));
        }

        assertThat(last).isEqualTo(new Verdict.Ignore());
        assertThat(told).hasSize(5);
        assertThat(rules.screenInvite(invite("1", "no.test", "no.test", "203.0.113.1")))
                .isEqualTo(new Verdict.Refuse(404, "Not Found"));
    }

    @Test
    void an_edge_that_cannot_take_calls_says_so_to_everybody() {
        takesCalls = false;

        assertThat(rules.screenInvite(invite("101", "acme.test", "acme.test", PHONE_IP)))
                .isEqualTo(new Verdict.Refuse(503, "Service Unavailable"));
    }
}
