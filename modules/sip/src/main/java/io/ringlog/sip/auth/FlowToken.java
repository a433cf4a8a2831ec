package io.ringlog.sip.auth;

import io.ringlog.sip.message.Uris;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signed parameter of a Route that has another edge send a request over a connection of its own (RFC 5626 section
 * 5.3): it names the connection, whose name says which start of that edge it belongs to, and is good for one Call-ID
 * and for the proxies behind the connection that it was made for. What begins a call is good for a moment; what was
 * recorded in a call begins none, and is good for as long as the connection stands. A datagram has no connection that
 * could end, so there it is good for the longest call.
 */
public final class FlowToken {
    /** The URI parameter that carries the token. */
    public static final String PARAMETER = "f";

    private static final int MAC_BYTES = 12;
    private static final Duration GOOD_FOR = Duration.ofMinutes(2);
    private static final Duration LONGEST_CALL = Duration.ofHours(24);
    private static final String DATAGRAMS = "udp:";
    private static final String ENDLESS = "0";

    /** Before the end of what is good inside a call. */
    private static final String INSIDE = "i";

    private static final Pattern FORM =
            Pattern.compile("(i?)([0-9]{1,12})\\.([A-Za-z0-9_-]{1,200})\\.([A-Za-z0-9_-]{16})");

    private final Seal seal;
    private final InstantSource clock;

    public FlowToken(byte[] key, InstantSource clock) {
        this.seal = new Seal(key, "flow");
        this.clock = clock;
    }

    /**
     * What a genuine token says.
     *
     * @param flowId the connection's name at the edge it belongs to
     * @param begins whether a call may begin by it now
     */
    public record Named(String flowId, boolean begins) {}

    /** For a request that begins a call with a phone that nothing stands before. */
    public String mint(String flowId, String sipCallId) {
        return mint(flowId, sipCallId, List.of());
    }

    /**
     * For a request that begins a call.
     *
     * @param proxies that it passes behind the connection, the first one first, as name-addrs
     */
    public String mint(String flowId, String sipCallId, List<String> proxies) {
        return mint(flowId, bound(sipCallId, proxies), after(GOOD_FOR));
    }

    /** For requests in a call that has begun. */
    public String mintInside(String flowId, String sipCallId) {
        return mint(flowId, sipCallId, flowId.startsWith(DATAGRAMS) ? INSIDE + after(LONGEST_CALL) : ENDLESS);
    }

    private String after(Duration span) {
        return Long.toString(clock.instant().plus(span).getEpochSecond());
    }

    private String mint(String flowId, String bound, String until) {
        String flow = Base64.getUrlEncoder().withoutPadding().encodeToString(flowId.getBytes(StandardCharsets.UTF_8));
        return until + "." + flow + "." + seal.sign(text(until, flow, bound), MAC_BYTES);
    }

    /** As {@link #verify(String, String, List)}, for a request that has no proxy left to pass. */
    public Optional<Named> verify(String token, String sipCallId) {
        return verify(token, sipCallId, List.of());
    }

    /**
     * Empty when it is forged, of another call or another way, or too old.
     *
     * @param proxies that the request is yet to pass, the first one first, as name-addrs
     */
    public Optional<Named> verify(String token, String sipCallId, List<String> proxies) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String until = parts.group(1) + parts.group(2);
        String flow = parts.group(3);
        boolean endless = until.equals(ENDLESS);
        boolean good = endless || clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.group(2))));
        return good && seal.verify(text(until, flow, bound(sipCallId, proxies)), MAC_BYTES, parts.group(4))
                ? Optional.of(new Named(
                        new String(Base64.getUrlDecoder().decode(flow), StandardCharsets.UTF_8),
                        !endless && parts.group(1).isEmpty()))
                : Optional.empty();
    }

    /** No Call-ID and no URI has an end of line in it. */
    private static String bound(String sipCallId, List<String> proxies) {
        return proxies.stream().map(proxy -> "\n" + Uris.inside(proxy)).collect(Collectors.joining("", sipCallId, ""));
    }

    private static String text(String until, String flow, String bound) {
        return until + "|" + flow + "|" + bound;
    }
}
