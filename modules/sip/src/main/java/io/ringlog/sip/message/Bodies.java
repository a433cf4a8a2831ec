package io.ringlog.sip.message;

import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Session descriptions in and out of messages; other bodies are carried, not understood. */
public final class Bodies {
    private Bodies() {}

    public static @Nullable String sdp(SIPMessage message) {
        ContentType type = message.getContentTypeHeader();
        byte[] raw = message.getRawContent();
        if (type == null || raw == null || raw.length == 0) {
            return null;
        }
        boolean sdp = "application".equalsIgnoreCase(type.getContentType())
                && "sdp".equalsIgnoreCase(type.getContentSubType());
        return sdp
                ? new String(raw, StandardCharsets.UTF_8)
                : parts(type, raw).map(Multipart::sdp).orElse(null);
    }

    private static Optional<Multipart> parts(@Nullable ContentType type, byte @Nullable [] raw) {
        if (type == null || raw == null || !"multipart".equalsIgnoreCase(type.getContentType())) {
            return Optional.empty();
        }
        String boundary = type.getParameter("boundary");
        return boundary == null || boundary.isEmpty() ? Optional.empty() : Multipart.aroundSdp(raw, boundary);
    }

    /** Replaces the description; in a body of several parts the others stay. */
    public static void setSdp(SIPMessage message, String sdp) {
        ContentType type = message.getContentTypeHeader();
        Optional<Multipart> parts = parts(type, message.getRawContent());
        if (type != null && parts.isPresent()) {
            set(message, type, parts.get().with(sdp));
            return;
        }
        set(message, new ContentType("application", "sdp"), sdp.getBytes(StandardCharsets.UTF_8));
    }

    /** A piece of a SIP message as the body of another (RFC 3420). */
    public static void setFragment(SIPMessage message, String fragment) {
        ContentType type = new ContentType("message", "sipfrag");
        try {
            type.setParameter("version", "2.0");
        } catch (ParseException impossible) {
            throw new IllegalStateException("a version was refused", impossible);
        }
        set(message, type, fragment.getBytes(StandardCharsets.UTF_8));
    }

    public static void set(SIPMessage message, ContentType type, byte[] body) {
        try {
            message.setContent(body, type);
            message.setContentLength(new ContentLength(body.length));
        } catch (ParseException impossible) {
            throw new IllegalStateException("a body of " + body.length + " bytes was refused", impossible);
        }
    }

    /** A body as it goes over the wire; empty when there is none. */
    public static byte[] bytes(SIPMessage message) {
        byte[] raw = message.getRawContent();
        return raw == null ? new byte[0] : raw;
    }

    /** A request that goes again has the body that was spoken of (RFC 7616 section 3.4.3). */
    public static void keep(SIPMessage before, SIPMessage again) {
        ContentType type = before.getContentTypeHeader();
        if (type != null) {
            set(again, type, bytes(before));
        }
    }

    /** A body as text with its type, for INFO; empty when there is none. */
    public static String text(SIPMessage message) {
        byte[] raw = message.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }
}
