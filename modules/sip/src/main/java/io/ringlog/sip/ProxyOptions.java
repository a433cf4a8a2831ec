package io.ringlog.sip;

import java.util.List;
import java.util.Map;

/** How a proxied INVITE differs from the received one: headers set and removed, and whether SDP is rewritten. */
public record ProxyOptions(Map<String, String> setHeaders, List<String> removeHeaders, boolean rewriteSdp) {

    public static ProxyOptions plain() {
        return new ProxyOptions(Map.of(), List.of(), false);
    }

    public static ProxyOptions relayed() {
        return new ProxyOptions(Map.of(), List.of(), true);
    }

    public ProxyOptions setting(Map<String, String> headers) {
        return new ProxyOptions(headers, removeHeaders, rewriteSdp);
    }
}
