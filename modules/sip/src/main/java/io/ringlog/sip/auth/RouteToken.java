package io.ringlog.sip.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signed parameter of our Record-Route: proves to any edge with the key that a call was let in once, and names it.
 * Bound to the Call-ID and to one tag, which in later requests may be either the From or the To tag. A second parameter
 * signs the one place that the party it is shown to may have requests sent on to: the other party, or the proxy before
 * it. So a token is no passage to anywhere else, however long it is kept.
 */
public final class RouteToken {
    /** The URI parameter that carries the token. */
    public static final String PARAMETER = "t";

    /** The URI parameter that signs where requests may go on to. */
    public static final String ONWARD = "o";

    private static final int MAC_BYTES = 12;

    private final Seal seal;
    private final Seal onward;

    public RouteToken(byte[] key) {
        this.seal = new Seal(key, "record-route");
        this.onward = new Seal(key, "onward");
    }

    public String mint(String callId, String sipCallId, String callerTag) {
        return callId + "." + seal.sign(text(callId, sipCallId, callerTag), MAC_BYTES);
    }

    /** The call that the token was minted for, if it is genuine for one of the tags. */
    public Optional<String> verify(String token, String sipCallId, String fromTag, String toTag) {
        int dot = token.lastIndexOf('.');
        if (dot <= 0) {
            return Optional.empty();
        }
        String callId = token.substring(0, dot);
        String mac = token.substring(dot + 1);
        boolean genuine = seal.verify(text(callId, sipCallId, fromTag), MAC_BYTES, mac)
                || seal.verify(text(callId, sipCallId, toTag), MAC_BYTES, mac);
        return genuine ? Optional.of(callId) : Optional.empty();
    }

    /** Signs a place, {@code host:port}, for a token. */
    public String mintOnward(String token, String place) {
        return onward.sign(token + "|" + place, MAC_BYTES);
    }

    public boolean leadsTo(String token, String place, @Nullable String signature) {
        return signature != null && onward.verify(token + "|" + place, MAC_BYTES, signature);
    }

    private static String text(String callId, String sipCallId, String tag) {
        return callId + "|" + sipCallId + "|" + tag;
    }
}
