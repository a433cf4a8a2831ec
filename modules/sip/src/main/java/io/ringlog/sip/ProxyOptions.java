package io.ringlog.sip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a proxied INVITE differs from the received one: headers set and removed, and whether SDP is rewritten.
 *
 * @param from the name-addr that the called party sees in From, all through the call; null for what the caller wrote.
 *     The caller goes on to see its own
 */
public record ProxyOptions(
        Map<String, String> setHeaders,
        List<String> removeHeaders,
        boolean rewriteSdp,
        @Nullable String from) {

    public static ProxyOptions plain() {
        return new ProxyOptions(Map.of(), List.of(), false, null);
    }

    public static ProxyOptions relayed() {
        return new ProxyOptions(Map.of(), List.of(), true, null);
    }

    public ProxyOptions setting(Map<String, String> headers) {
        return new ProxyOptions(headers, removeHeaders, rewriteSdp, from);
    }

    public ProxyOptions removing(List<String> headers) {
        return new ProxyOptions(setHeaders, headers, rewriteSdp, from);
    }

    public ProxyOptions showing(String nameAddr) {
        return new ProxyOptions(setHeaders, removeHeaders, rewriteSdp, nameAddr);
    }
}
