package io.ringlog.sip.call;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import io.ringlog.sip.Destination;
import io.ringlog.sip.Listening;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.auth.Branches;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.Hops;
import io.ringlog.sip.stack.SipSockets;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that leaves the node, and the names the node calls itself by. Decides no content. */
public final class Egress {
    private static final Logger LOG = LoggerFactory.getLogger(Egress.class);

    private final SipSockets sockets;
    private final SipNodeConfig config;
    private final Branches branches;
    private final Lifelines lifelines;
    private final Listening listening;
    private final Set<String> ownHosts;
    private final TroubledServers troubled = new TroubledServers();

    public Egress(SipSockets sockets, SipNodeConfig config, Branches branches, Lifelines lifelines) {
        this.sockets = sockets;
        this.config = config;
        this.branches = branches;
        this.lifelines = lifelines;
        this.listening = config.listening();
        this.ownHosts = OwnHosts.of(listening, config.serviceRoute());
    }

    /** Servers that are not to be tried first. */
    public TroubledServers troubled() {
        return troubled;
    }

    public Branches branches() {
        return branches;
    }

    /** How this node is reached over the transport by whoever is at this host: for Contact and Record-Route. */
    public String ownUri(String transport, String peerHost) {
        return ownUri(transport, peerHost, false);
    }

    /** @param safely as a {@code sips} URI, where the transport is encrypted (RFC 5630 section 5.1.1) */
    public String ownUri(String transport, String peerHost, boolean safely) {
        return uri(listening.advertised(Hosts.isSix(peerHost)), transport, safely);
    }

    /** As {@link #ownUri}, for whoever a hop leads to. */
    public String ownUri(Hop hop, boolean safely) {
        return ownUri(hop.getTransport(), Hops.bareAddressOf(hop), safely);
    }

    /** As {@link #ownUri}, for whoever sent this. */
    public String ownUri(SIPRequest received, boolean safely) {
        return ownUri(received.getTopmostVia().getTransport(), sender(received), safely);
    }

    /** How the other edge that a hop leads to reaches this node and no other. */
    String ownUriAmongEdges(Hop hop, boolean safely) {
        return uri(listening.amongEdges(Hosts.isSix(Hops.bareAddressOf(hop))), hop.getTransport(), safely);
    }

    /**
     * Where the phone that sent this is told to send what it begins, as a URI (RFC 3608); empty where it is told
     * nothing, for that may be an address of the other family.
     */
    public Optional<String> serviceRoute(SIPRequest received) {
        boolean six = Hosts.isSix(sender(received));
        return config.serviceRoute()
                .filter(host -> Hosts.literal(host).isEmpty() || Hosts.isSix(host) == six)
                .map(host -> uri(Hosts.bracketed(host), received.getTopmostVia().getTransport(), false));
    }

    /** As {@link #ownUriAmongEdges(Hop, boolean)}, for the edge that sent this. */
    String ownUriAmongEdges(SIPRequest received, boolean safely) {
        return uri(
                listening.amongEdges(Hosts.isSix(sender(received))),
                received.getTopmostVia().getTransport(),
                safely);
    }

    private static String sender(SIPRequest received) {
        return received.getPeerPacketSourceAddress().getHostAddress();
    }

    private String uri(String host, String transport, boolean safely) {
        String kind = transport.toLowerCase(Locale.ROOT);
        boolean sips = safely && sockets.isSecure(kind);
        String at = (sips ? "sips:" : "sip:") + host + ":" + sockets.port(kind);
        return switch (kind) {
            case "udp" -> at;
            case "tls" -> sips ? at : at + ";transport=tls";
            // RFC 7118 section 5.2: the parameter knows one word, Via knows two.
            case "wss" -> at + ";transport=ws";
            default -> at + ";transport=" + kind;
        };
    }

    /** Our Contact in an answer to this request (RFC 3261 section 12.1.1). */
    public String contactFor(SIPRequest request) {
        var contact = request.getContactHeader();
        boolean safely = Uris.isSecure(request.getRequestURI())
                || (contact != null
                        && !contact.getAddress().isWildcard()
                        && Uris.isSecure(contact.getAddress().getURI()));
        return "<" + ownUri(request, safely) + ">";
    }

    /** Whether a way there is encrypted, and whoever is reached has proved their name or has come to us. */
    public boolean isSecure(Hop hop) {
        return sockets.isSecure(hop.getTransport());
    }

    /** Whether this transport is spoken here. */
    public boolean speaks(String transport) {
        return sockets.speaks(transport);
    }

    public String userAgent() {
        return config.userAgent();
    }

    /** True for URIs that name this node by one of its addresses. */
    public boolean isUs(URI uri) {
        if (!(uri instanceof SipURI sip)) {
            return false;
        }
        int usual = "tls".equals(Uris.transportOf(sip)) ? 5061 : 5060;
        int port = sip.getPort() <= 0 ? usual : sip.getPort();
        return isOurHost(sip.getHost()) && sockets.listensOn(port);
    }

    /** True for the names and addresses of this node, whatever the port. */
    public boolean isOurHost(String host) {
        return ownHosts.contains(Hosts.canonical(host));
    }

    public Optional<Hop> route(Destination to) {
        return sockets.route(to);
    }

    /** All ways, found beside the threads that carry calls; fails when too much is looked up for {@code who}. */
    public CompletableFuture<List<Hop>> seek(Destination to, String who) {
        return sockets.seek(to, who);
    }

    /** Our Via on top of the request. */
    public void stamp(SIPRequest request, Hop hop, String branch) {
        try {
            Via via = new Via();
            via.setHost(listening.advertised(Hosts.isSix(Hops.bareAddressOf(hop))));
            via.setPort(sockets.port(hop.getTransport()));
            via.setTransport(hop.getTransport());
            via.setBranch(branch);
            Headers.attach(request, via, true);
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException("our own Via was refused", impossible);
        }
    }

    /** Sends within a transaction; empty when it could not even leave. */
    public Optional<ClientTransaction> send(SIPRequest request, Hop hop, ClientSink sink) {
        // Watched before there is a transaction, which begins to connect and may hear at once that it cannot.
        ClientSink watched = lifelines.watch(hop, sink);
        try {
            request.setApplicationData(hop);
            ClientTransaction tx = sockets.provider().getNewClientTransaction(request);
            tx.setApplicationData(watched);
            tx.sendRequest();
            return Optional.of(tx);
        } catch (SipException failed) {
            lifelines.forget(watched);
            LOG.debug("{} to {} did not leave", request.getMethod(), hop, failed);
            return Optional.empty();
        }
    }

    /** A request that nobody waits for any more is repeated no more. */
    public void giveUp(ClientTransaction tx) {
        terminate(tx);
        if (tx.getApplicationData() instanceof ClientSink sink) {
            sink.timedOut();
        }
    }

    /** What becomes of a request is nothing to its sender any more; one that is under way is repeated no more. */
    public void forget(ClientTransaction tx, boolean underWay) {
        if (tx.getApplicationData() instanceof ClientSink sink) {
            lifelines.forget(sink);
        }
        tx.setApplicationData(ClientSink.DEAF);
        if (underWay) {
            terminate(tx);
        }
    }

    private static void terminate(ClientTransaction tx) {
        try {
            tx.terminate();
        } catch (ObjectInUseException over) {
            LOG.debug("a transaction had ended already", over);
        }
    }

    /** Sends an ACK for a 2xx, which has no transaction. */
    public void sendAck(SIPRequest ack, Hop hop) {
        try {
            ack.setApplicationData(hop);
            sockets.provider().sendRequest(ack);
        } catch (SipException failed) {
            LOG.debug("ACK to {} did not leave", hop, failed);
        }
    }

    /** The CANCEL of a sent INVITE, with its Reason (RFC 3326) where there is one. */
    public void cancel(ClientTransaction invite, Hop hop, @Nullable String reason) {
        try {
            SIPRequest cancel = (SIPRequest) invite.createCancel();
            if (reason != null) {
                Headers.set(cancel, "Reason", reason);
            }
            send(cancel, hop, ClientSink.DEAF);
        } catch (SipException over) {
            LOG.debug("nothing to cancel any more", over);
        }
    }

    public boolean respond(ServerTransaction tx, SIPResponse response) {
        try {
            tx.sendResponse(response);
            return true;
        } catch (SipException | InvalidArgumentException failed) {
            LOG.debug("{} did not leave", response.getStatusCode(), failed);
            return false;
        }
    }

    /**
     * An answer that nothing is remembered of; a repeat of the request gets the same tag (section 8.2.7). A 503 says
     * when to come back, for whoever hears one without that may never (section 21.5.4).
     */
    public void refuse(SIPRequest request, int status, @Nullable String phrase) {
        SIPResponse refusal = stateless(request, status, phrase);
        if (status == Response.SERVICE_UNAVAILABLE) {
            Headers.set(
                    refusal,
                    "Retry-After",
                    Long.toString(config.timing().retryAfter().toSeconds()));
        }
        respondStateless(refusal);
    }

    public SIPResponse stateless(SIPRequest request, int status, @Nullable String phrase) {
        return Responses.of(request, status, phrase, branches.tagFor(request));
    }

    /** Without a transaction: challenges, retransmitted 2xx, answers to what we keep no state for. */
    public void respondStateless(SIPResponse response) {
        try {
            sockets.respond(response);
        } catch (IOException failed) {
            LOG.debug("{} did not leave", response.getStatusCode(), failed);
        }
    }

    /** The transaction of a request that just came in; empty when it is a repeat. */
    public Optional<ServerTransaction> accept(SIPRequest request) {
        // For a CANCEL that finds its INVITE the stack has opened the transaction already.
        if (request.getTransaction() instanceof SIPServerTransaction open && open.isTransactionMapped()) {
            return Optional.of(open);
        }
        try {
            return Optional.of(sockets.provider().getNewServerTransaction(request));
        } catch (SipException repeated) {
            LOG.debug("no new transaction for {}", request.getMethod(), repeated);
            return Optional.empty();
        }
    }
}
