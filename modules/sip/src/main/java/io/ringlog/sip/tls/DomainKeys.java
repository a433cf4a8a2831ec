package io.ringlog.sip.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each handshake the certificate of the domain it asks for (RFC 6066 section 3), and the default one to who asks
 * for none or another. What is replaced stays for the handshakes that have chosen it.
 */
final class DomainKeys extends X509ExtendedKeyManager {
    /** The folder whose certificate stands for domains that have none. */
    static final String DEFAULT = "default";

    private volatile Generation current = new Generation(0, Map.of(), null);

    private record Generation(
            long number,
            Map<String, ServedCertificate> byDomain,
            @Nullable Generation before) {

        /** Names a certificate and the generation it is of, so that a chain never meets another's key. */
        String alias(ServedCertificate served) {
            return number + "/" + served.domain();
        }

        @Nullable
        ServedCertificate named(String alias) {
            int slash = alias.indexOf('/');
            Generation earlier = before;
            if (alias.regionMatches(0, Long.toString(number), 0, Math.max(1, slash))) {
                return byDomain.get(alias.substring(slash + 1));
            }
            return earlier == null ? null : earlier.named(alias);
        }

        @Nullable
        ServedCertificate asked(String domain) {
            ServedCertificate own = byDomain.get(domain);
            ServedCertificate usual = own == null ? byDomain.get(DEFAULT) : own;
            return usual == null && !byDomain.isEmpty()
                    ? byDomain.values().iterator().next()
                    : usual;
        }
    }

    private final AtomicLong generations = new AtomicLong();

    void serve(Map<String, ServedCertificate> byDomain) {
        Generation last = current;
        Generation kept = new Generation(last.number, last.byDomain, null);
        current = new Generation(generations.incrementAndGet(), new TreeMap<>(byDomain), kept);
    }

    Map<String, ServedCertificate> served() {
        return current.byDomain;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return chosen(keyType, domainOf(engine));
    }

    /** A peer that asks who we are is shown the default certificate. */
    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        for (String keyType : keyTypes) {
            String alias = chosen(keyType, DEFAULT);
            if (alias != null) {
                return alias;
            }
        }
        return null;
    }

    private @Nullable String chosen(String keyType, String domain) {
        Generation now = current;
        ServedCertificate served = now.asked(domain);
        return served != null && served.key().getAlgorithm().equals(keyType) ? now.alias(served) : null;
    }

    private static String domainOf(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return DEFAULT;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ServedCertificate served = current.named(alias);
        return served == null ? null : served.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ServedCertificate served = current.named(alias);
        return served == null ? null : served.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
