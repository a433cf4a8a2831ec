package io.ringlog.edge.directory;

import io.ringlog.wire.EdgeHeartbeat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How the other edges are reached, as their heartbeats say. Any thread. */
public final class OtherEdges implements EdgesSource.Reader {

    private final String own;
    private final Map<String, EdgeHeartbeat> heard = new ConcurrentHashMap<>();

    /** @param own the edge that is none of the others */
    public OtherEdges(String own) {
        this.own = own;
    }

    /** Where an edge takes requests for its connections. */
    public record Way(String host, int port, String transport) {}

    @Override
    public void heard(EdgeHeartbeat beat) {
        if (beat.edge().equals(own)) {
            return;
        }
        heard.compute(beat.edge(), (edge, last) -> {
            if (last != null && last.epoch() > beat.epoch()) {
                return last;
            }
            return beat.leaving() ? null : beat;
        });
    }

    @Override
    public void lost(String edge) {
        heard.remove(edge);
    }

    public int size() {
        return heard.size();
    }

    /**
     * The way to an edge; empty when nothing is heard of it, or it has none that is safe enough.
     *
     * @param safely over TLS alone
     */
    public Optional<Way> to(String edge, boolean safely) {
        return Optional.ofNullable(heard.get(edge)).flatMap(beat -> way(beat, safely));
    }

    private static Optional<Way> way(EdgeHeartbeat beat, boolean safely) {
        String between = beat.hostAmongEdges();
        String host = between == null ? beat.sipHost() : between;
        if (!safely) {
            return Optional.of(new Way(host, beat.sipPort(), "tcp"));
        }
        return Optional.ofNullable(beat.tlsPort()).map(port -> new Way(host, port, "tls"));
    }
}
