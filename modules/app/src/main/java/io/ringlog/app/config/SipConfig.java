package io.ringlog.app.config;

import io.ringlog.sip.dns.DnsConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The signalling edge. */
public record SipConfig(
        @Key(value = "edge-1", says = "Name of this edge; one edge per name in a cluster.")
        String edge,

        @Key(value = "0.0.0.0", says = "Address to listen on, UDP and TCP.")
        String host,

        @Key(value = "5060", says = "Port to listen on, UDP and TCP. 0: a free one.", max = 65_535)
        int port,

        @Key(
                value = "-1",
                says = "Port of TLS 1.2 and 1.3, usually 5061. 0: a free one. -1: no TLS, to carriers neither.",
                min = -1,
                max = 65_535)
        int tlsPort,

        @Key(
                value = "-1",
                says = "Port of WebSocket without encryption, behind a proxy of yours or for development. 0: a free"
                        + " one. -1: none.",
                min = -1,
                max = 65_535)
        int wsPort,

        @Key(
                value = "-1",
                says = "Port of WebSocket over TLS, for phones in browsers. 0: a free one. -1: none.",
                min = -1,
                max = 65_535)
        int wssPort,

        @Key(
                value = "",
                says = "Origins of the pages that may connect by WebSocket, such as `https://phone.example`; `*` is"
                        + " every page. What is no page says no origin and may connect.",
                list = true)
        String origins,

        @Key(
                value = "",
                says = "Folder of certificates: in it a folder for each SIP domain, and one called `default`, each"
                        + " with `fullchain.pem` and `privkey.pem`. Newer files are served without a restart."
                        + " Empty: `certificates` in the data folder.")
        String certificates,

        @Key(
                value = "false",
                says = "Make the default certificate where there is none, signed by nobody: for development.")
        boolean selfSigned,

        @Key(
                value = "",
                says = "File of certificates (PEM) of the authorities that carriers' certificates are checked"
                        + " against. Empty: those of the Java runtime.")
        String authorities,

        @Key(
                value = "5s",
                says = "A connection that is not through its TLS handshake by then is cut.",
                min = 100,
                max = 60_000)
        Duration handshakeTimeout,

        @Key(
                value = "",
                says = "Address phones reach this edge by. Empty: the address listened on, or the one this machine"
                        + " sends from.")
        String advertisedHost,

        @Key(
                value = "",
                says = "Address of IPv6 to listen on too, on the same ports: beside `sip.host` of IPv4, `::` beside"
                        + " `0.0.0.0` alone. Empty: none.")
        String hostIpv6,

        @Key(
                value = "",
                says = "Address or name that phones and carriers which speak IPv6 reach this edge by. Empty: the"
                        + " address of IPv6 listened on, or the one this machine sends from.")
        String advertisedHostIpv6,

        @Key(
                value = "",
                says = "Name or address that leads to this edge and no other: other edges hand calls to its phones on"
                        + " by it, over TCP at `sip.port`, or over TLS for `sips:`. Empty: the advertised host.")
        String edgeHost,

        @Key(
                value = "",
                says = "Name or address that leads phones to this edge and no other, at its own ports: phones that"
                        + " register are told to send what they begin there (Service-Route, RFC 3608), for edges that"
                        + " share one advertised name. Phones must reach it; an address is told to those of its family"
                        + " alone. Empty: they are told nothing.")
        String serviceRouteHost,

        @Key(value = "2s", says = "A call not decided within this is answered 503.", min = 100, max = 30_000)
        Duration decisionTimeout,

        @Key(value = "20000", says = "Calls at once before new ones are answered 503.", unit = "calls", min = 1)
        int liveCallsMax,

        @Key(
                value = "200",
                says = "INVITEs a second from one address before they are answered 503; of messages of any kind,"
                        + " twenty times as many (in kilobytes begun, 500 at least) before they are dropped.",
                unit = "1/s",
                min = 1)
        int invitesPerSource,

        @Key(
                value = "SHA-256,MD5",
                says = "Digest algorithms phones are asked for, in this order. `MD5` alone suits phones"
                        + " that give up at one they do not know.",
                list = true)
        String digests,

        @Key(
                value = "false",
                says = "Answer over UDP to where a request came from even if its Via does not ask for that with"
                        + " `rport`: for phones behind NAT that do not know RFC 3581.")
        boolean forceRport,

        @Key(
                value = "30m",
                says = "How long a session of a leg that this edge holds itself lives without a refresh, as it is"
                        + " offered (RFC 4028).",
                min = 90_000,
                max = 86_400_000)
        Duration sessionExpires,

        @Key(
                value = "90s",
                says = "The shortest life of a session that is taken; what asks for less gets 422. At most"
                        + " `sip.session-expires`.",
                min = 90_000,
                max = 86_400_000)
        Duration sessionMin,

        @Key(
                value = "",
                says = "Name servers that are asked for NAPTR, SRV and addresses (RFC 3263), with a port where it"
                        + " is not 53; at most three, in this order. Empty: those of the machine, whose own look-up"
                        + " has the addresses.",
                list = true)
        String dnsServers,

        @Key(value = "1s", says = "How long a name server is waited for; each is asked twice.", min = 50, max = 5_000)
        Duration dnsTimeout,

        @Key(
                value = "5s",
                says = "What a name leads to is kept for so long at least, whatever its TTL says.",
                min = 1_000,
                max = 3_600_000)
        Duration dnsTtlMin,

        @Key(
                value = "1h",
                says = "What a name leads to is kept for so long at most. At least `sip.dns-ttl-min`.",
                min = 1_000,
                max = 86_400_000)
        Duration dnsTtlMax,

        @Key(
                value = "30s",
                says = "How long at most it is remembered that there is no such name (RFC 2308).",
                min = 1_000,
                max = 3_600_000)
        Duration dnsTtlNone) {

    private static final int DNS_SERVERS_MOST = 3;
    private static final int DNS_PORT = 53;
    private static final Pattern SERVER =
            Pattern.compile("(?:(?<four>[0-9.]+)|\\[(?<six>[0-9a-fA-F:.]+)])(?::(?<port>[0-9]{1,5}))?");

    /** The origins one by one. */
    public List<String> originList() {
        return Stream.of(this.origins().split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
    }

    /** @throws IllegalArgumentException when a name server is none */
    public DnsConfig dns() {
        List<InetSocketAddress> servers = Stream.of(this.dnsServers().split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .map(SipConfig::server)
                .toList();
        if (servers.size() > DNS_SERVERS_MOST) {
            throw new IllegalArgumentException("too many name servers: " + dnsServers);
        }
        return new DnsConfig(servers, this.dnsTimeout(), this.dnsTtlMin(), this.dnsTtlMax(), this.dnsTtlNone());
    }

    private static InetSocketAddress server(String text) {
        Matcher parts = SERVER.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no name server can be " + text);
        }
        String port = parts.group("port");
        String address = parts.group("six") == null ? parts.group("four") : parts.group("six");
        return new InetSocketAddress(InetAddress.ofLiteral(address), port == null ? DNS_PORT : Integer.parseInt(port));
    }

    /** The algorithms one by one. */
    public List<String> digestList() {
        return List.of(digests.split("\\s*,\\s*"));
    }
}
