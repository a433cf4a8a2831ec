package io.ringlog.sip;

import io.ringlog.sip.message.Uris;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes and what its Request-URI says. With a flow it goes over that connection or not at all; with a
 * flow and an address the connection is that of another edge, which is there. Else it goes to the address; without one
 * to where the URI points.
 *
 * @param flowId the flow a contact registered over, as in {@link Source#flowId()}
 * @param address a host name or an address in letters
 * @param transport for example {@code tcp}; null leaves it to the URI, and without an address so does any where the URI
 *     that says where the request goes names one
 * @param routes proxies that the request passes, the first one first, as name-addrs; where nothing else says where it
 *     goes, it goes to the first of them
 */
public record Destination(
        String uri,
        @Nullable String flowId,
        @Nullable String address,
        @Nullable Integer port,
        @Nullable String transport,
        List<String> routes) {

    public Destination {
        routes = List.copyOf(routes);
    }

    /** Straight to where the URI points. */
    public static Destination of(String uri) {
        return new Destination(uri, null, null, null, null, List.of());
    }

    /** Over the flow that the contact was registered with. */
    public static Destination over(String uri, String flowId) {
        return new Destination(uri, flowId, null, null, null, List.of());
    }

    /** Over the flow that the contact was registered with at the edge that is at this address. */
    public static Destination through(String uri, String flowId, String address, int port, String transport) {
        return new Destination(uri, flowId, address, port, transport, List.of());
    }

    /** To this address, whatever the URI says. */
    public static Destination via(String uri, String address, int port, String transport) {
        return new Destination(uri, null, address, port, transport, List.of());
    }

    /** Past these proxies. */
    public Destination past(List<String> proxies) {
        return new Destination(uri, flowId, address, port, transport, proxies);
    }

    /** By this transport where the URI that says where it goes names none. */
    public Destination by(String usual) {
        return new Destination(uri, flowId, address, port, usual, routes);
    }

    /** What says where the request goes, where no connection and no address does. */
    public String next() {
        return routes.isEmpty() ? uri : Uris.inside(routes.getFirst());
    }

    /** Whether it is for another edge to send it over its own connection. */
    public boolean isThroughAnother() {
        return flowId != null && address != null;
    }
}
