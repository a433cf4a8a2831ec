package io.ringlog.sip.message;

import gov.nist.javax.sip.header.ReferTo;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.SipFact.ReferTarget;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Who is meant by Refer-To (RFC 3515) and which dialog by Replaces (RFC 3891). */
public final class References {

    private References() {}

    /**
     * A dialog by its names, as whoever answers the INVITE with this Replaces knows it.
     *
     * @param toTag of whoever answers
     * @param fromTag of whom they talk to
     */
    public record Dialog(String sipCallId, String toTag, String fromTag) {}

    /** Empty when there is no Refer-To that an INVITE could be sent to. */
    public static Optional<ReferTarget> target(SIPRequest refer, Predicate<URI> isUs) {
        if (!(refer.getHeader(ReferTo.NAME) instanceof ReferTo to)) {
            return Optional.empty();
        }
        URI uri = to.getAddress().getURI();
        boolean tel = uri.toString().toLowerCase(Locale.ROOT).startsWith("tel:");
        if (!(uri instanceof SipURI sip)) {
            return tel ? Optional.of(new ReferTarget(Subscribers.named(uri), "", true, null)) : Optional.empty();
        }
        String method = sip.getMethodParam();
        return method != null && !method.equalsIgnoreCase("INVITE")
                ? Optional.empty()
                : Optional.of(new ReferTarget(Subscribers.named(uri), sip.getHost(), isUs.test(uri), replaces(sip)));
    }

    private static @Nullable String replaces(SipURI uri) {
        String escaped = uri.getHeader("Replaces");
        return escaped == null ? null : Subscribers.unescaped(escaped);
    }

    /** Whether a Replaces means a dialog that nobody has answered yet, and no other (RFC 3891 section 6.1). */
    public static boolean isEarlyOnly(String replaces) {
        return Arrays.stream(replaces.split(";")).anyMatch(it -> it.strip().equalsIgnoreCase("early-only"));
    }

    /** Empty when the tags are missing. */
    public static Optional<Dialog> dialog(String replaces) {
        String[] parts = replaces.split(";");
        String toTag = null;
        String fromTag = null;
        for (String part : parts) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("to-tag")) {
                toTag = pair[1].strip();
            } else if (pair.length == 2 && pair[0].strip().equalsIgnoreCase("from-tag")) {
                fromTag = pair[1].strip();
            }
        }
        return toTag == null || fromTag == null
                ? Optional.empty()
                : Optional.of(new Dialog(parts[0].strip(), toTag, fromTag));
    }
}
