package io.ringlog.sip.auth;

import java.util.Optional;

/**
 * The signed parameter of our Record-Route: proves to any edge with the key that a call was let in once, and names it.
 * Bound to the Call-ID and to one tag, which in later requests may be either the From or the To tag.
 */
public final class RouteToken {
    /** The URI parameter that carries the token. */
    public static final String PARAMETER = "t";

    private static final int MAC_BYTES = 12;

    private final Seal seal;

    public RouteToken(byte[] key) {
        this.seal = new Seal(key, "record-route");
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

    private static String text(String callId, String sipCallId, String tag) {
        return callId + "|" + sipCallId + "|" + tag;
    }
}
