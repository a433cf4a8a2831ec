package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.Hops;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.address.Hop;
import javax.sip.message.Response;

/**
 * Who waits for a response over which stream connection, the first beyond 100 or the final one, so that a refused or
 * broken connection ends the waiting at once and not with a timer half a minute later.
 */
public final class Lifelines {
    private final Map<String, Set<Watched>> waiting = new ConcurrentHashMap<>();

    ClientSink watch(Hop hop, ClientSink sink) {
        if (hop.getTransport().equalsIgnoreCase("udp")) {
            return sink;
        }
        String peer = hop.getHost() + ":" + hop.getPort();
        Watched watched = new Watched(peer, sink);
        waiting.compute(peer, (p, others) -> {
            Set<Watched> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watched);
            return all;
        });
        return watched;
    }

    /** Nothing left, so nothing is waited for. */
    void forget(ClientSink sink) {
        if (sink instanceof Watched watched) {
            forget(watched);
        }
    }

    /** The peer cannot be reached any more, and why. */
    public void cut(InetSocketAddress peer, String why) {
        Set<Watched> left = waiting.remove(Hops.hostOf(peer) + ":" + peer.getPort());
        if (left != null) {
            left.forEach(watched -> watched.sink.lost(why));
        }
    }

    private void forget(Watched watched) {
        waiting.computeIfPresent(watched.peer, (peer, all) -> {
            all.remove(watched);
            return all.isEmpty() ? null : all;
        });
    }

    private final class Watched implements ClientSink {
        private final String peer;
        private final ClientSink sink;

        Watched(String peer, ClientSink sink) {
            this.peer = peer;
            this.sink = sink;
        }

        @Override
        public void response(SIPResponse response) {
            int status = response.getStatusCode();
            if (Responses.isFinal(status) || (status > Response.TRYING && !sink.hangsOnConnection())) {
                forget(this);
            }
            sink.response(response);
        }

        @Override
        public void timedOut() {
            forget(this);
            sink.timedOut();
        }
    }
}
