package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/**
 * Where to send: the request URI, and how to get there when the URI does not say it (a flow a device registered over,
 * an address behind NAT, an outbound proxy).
 */
public record Destination(
        String uri,
        @Nullable String flowId,
        @Nullable String address,
        @Nullable Integer port,
        @Nullable String transport) {

    /** Straight to where the URI points. */
    public static Destination of(String uri) {
        return new Destination(uri, null, null, null, null);
    }

    /** Over the flow that the contact was registered with. */
    public static Destination over(String uri, String flowId) {
        return new Destination(uri, flowId, null, null, null);
    }

    /** To this address, whatever the URI says. */
    public static Destination via(String uri, String address, int port, String transport) {
        return new Destination(uri, null, address, port, transport);
    }
}
