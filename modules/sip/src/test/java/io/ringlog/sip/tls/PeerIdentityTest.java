package io.ringlog.sip.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a certificate speaks for (RFC 5922 section 7). */
class PeerIdentityTest {
    @TempDir
    Path folder;

    private X509Certificate made(String... hosts) throws Exception {
        SelfSigned.into(folder, List.of(hosts));
        byte[] text = Files.readAllBytes(folder.resolve("fullchain.pem"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(text));
    }

    @Test
    void names_and_addresses_count_whatever_their_case() throws Exception {
        X509Certificate certificate = made("Carrier.test", "192.0.2.1", "2001:db8::1");

        assertThat(PeerIdentity.covers(certificate, "carrier.TEST")).isTrue();
        assertThat(PeerIdentity.covers(certificate, "192.0.2.1")).isTrue();
        assertThat(PeerIdentity.covers(certificate, "2001:db8:0:0:0:0:0:1")).isTrue();
        assertThat(PeerIdentity.covers(certificate, "192.0.2.2")).isFalse();
        assertThat(PeerIdentity.covers(certificate, "sub.carrier.test")).isFalse();
    }

    @Test
    void a_wildcard_names_no_domain() throws Exception {
        assertThat(PeerIdentity.covers(made("*.carrier.test"), "sip.carrier.test"))
                .isFalse();
    }

    @Test
    void uris_of_sip_beat_names_of_hosts() {
        assertThat(PeerIdentity.of(
                        List.of(
                                uri("sip:one.test"),
                                uri("sips:two.test"),
                                uri("sip:user@three.test"),
                                dns("four.test")),
                        new X500Principal("CN=five.test")))
                .containsExactly("one.test");
    }

    @Test
    void without_a_uri_of_sip_it_is_the_names_of_hosts() {
        assertThat(PeerIdentity.of(
                        List.of(uri("https://one.test"), dns("four.test")), new X500Principal("CN=five.test")))
                .containsExactly("four.test");
    }

    @Test
    void the_common_name_counts_where_there_is_no_other() {
        assertThat(PeerIdentity.of(null, new X500Principal("CN=Five.test,O=Five")))
                .containsExactly("five.test");
        assertThat(PeerIdentity.of(List.<List<?>>of(), new X500Principal("CN=five.test")))
                .isEmpty();
    }

    private static List<?> uri(String value) {
        return List.of(6, value);
    }

    private static List<?> dns(String value) {
        return List.of(2, value);
    }
}
