package io.ringlog.api.http;

import io.javalin.config.JettyConfig;
import io.ringlog.api.ApiConfig;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Listens without TLS and with it; which certificate is shown is the context's matter. */
final class Listeners {

    private static final String HTTPS = "https";

    private Listeners() {}

    /** The plain one comes first: it is the one whose port is asked for. */
    static void add(JettyConfig jetty, ApiConfig config, ApiConfig.Https https) {
        jetty.addConnector((server, http) -> plain(server, http, config));
        jetty.addConnector((server, http) -> safe(server, http, config.host(), https));
    }

    static OptionalInt httpsPort(Server server) {
        return Stream.of(server.getConnectors())
                .filter(it -> HTTPS.equals(it.getName()))
                .mapToInt(it -> ((ServerConnector) it).getLocalPort())
                .findFirst();
    }

    private static ServerConnector plain(Server server, HttpConfiguration http, ApiConfig config) {
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    private static ServerConnector safe(Server server, HttpConfiguration http, String host, ApiConfig.Https https) {
        var tls = new SslContextFactory.Server();
        tls.setSslContext(https.context());
        HttpConfiguration secure = new HttpConfiguration(http);
        // A phone that is told an address sends no name, and one certificate may stand for many.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        var connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(secure));
        connector.setName(HTTPS);
        connector.setHost(host);
        connector.setPort(https.port());
        return connector;
    }
}
