package io.ringlog.sip.message;

import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.SIPDuplicateHeaderException;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sip.header.Header;
import javax.sip.header.RetryAfterHeader;
import org.jspecify.annotations.Nullable;

/** Reading and writing single headers as text; throws on text that could not be a header. */
public final class Headers {
    /** Compact forms that the stack takes for names of their own (RFC 3841 section 9.2, RFC 8224 section 4). */
    private static final Map<String, String> UNREAD_COMPACT = Map.of(
            "accept-contact", "a",
            "reject-contact", "j",
            "request-disposition", "d",
            "identity", "y",
            "identity-info", "n");

    private Headers() {}

    /** Replaces the header. The text comes from our own configuration or decisions, so a bad one is our bug. */
    public static void set(SIPMessage message, String name, String value) {
        message.setHeader(parse(name, value));
    }

    /** Replaces these headers; one of a form that the stack does not know goes out as plain text. */
    public static void setAll(SIPMessage message, Map<String, String> headers) {
        headers.forEach((name, value) -> message.setHeader(written(name, value)));
    }

    /** Takes all headers of this name away, also where they came under its compact form. */
    public static void remove(SIPMessage message, String name) {
        message.removeHeader(name);
        String compact = UNREAD_COMPACT.get(name.toLowerCase(Locale.ROOT));
        if (compact != null) {
            message.removeHeader(compact);
        }
    }

    /** Adds one more header of this name behind those that are there. */
    public static void append(SIPMessage message, String name, String value) {
        attach(message, parse(name, value), false);
    }

    /** Puts one more header of this name before those that are there. */
    public static void prepend(SIPMessage message, String name, String value) {
        attach(message, parse(name, value), true);
    }

    public static void attach(SIPMessage message, SIPHeader header, boolean first) {
        try {
            message.attachHeader(header, false, first);
        } catch (SIPDuplicateHeaderException twice) {
            throw new IllegalStateException("a single header was added twice: " + header.getName(), twice);
        }
    }

    private static SIPHeader parse(String name, String value) {
        try {
            return read(name, value);
        } catch (ParseException bad) {
            throw new IllegalArgumentException("no valid header: " + name + ": " + value, bad);
        }
    }

    private static SIPHeader written(String name, String value) {
        try {
            return read(name, value);
        } catch (ParseException unread) {
            ExtensionHeaderImpl text = new ExtensionHeaderImpl(name);
            text.setValue(value);
            return text;
        }
    }

    private static SIPHeader read(String name, String value) throws ParseException {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || name.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header value spans lines: " + name);
        }
        return StringMsgParser.parseSIPHeader(name + ": " + value);
    }

    /** The text behind the name; of several headers the first. */
    public static @Nullable String text(SIPMessage message, String name) {
        Header header = message.getHeader(name);
        if (header instanceof SIPHeaderList<?> list) {
            header = list.isEmpty() ? null : (Header) list.getFirst();
        }
        return header == null ? null : valueOf(header);
    }

    public static List<String> texts(SIPMessage message, String name) {
        List<String> all = new ArrayList<>();
        ListIterator<?> headers = message.getHeaders(name);
        while (headers.hasNext()) {
            if (headers.next() instanceof Header header) {
                all.add(valueOf(header));
            }
        }
        return all;
    }

    /**
     * Whether none of these headers was left out by the parser because it cannot read it: what it says would be missing
     * and nobody told.
     *
     * @param names in lower case
     */
    public static boolean areReadable(SIPMessage message, Set<String> names) {
        Iterator<?> left = message.getUnrecognizedHeaders();
        while (left.hasNext()) {
            String line = String.valueOf(left.next()).toLowerCase(Locale.ROOT);
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).strip();
            if (names.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /** The option tags of a Require, Proxy-Require or Supported header. */
    public static List<String> tags(SIPMessage message, String name) {
        List<String> tags = new ArrayList<>();
        for (String text : texts(message, name)) {
            for (String tag : text.split(",")) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
        return tags;
    }

    /** All headers of this message that a stack does not need: those starting with one of these prefixes. */
    public static Map<String, List<String>> startingWith(SIPMessage message, String prefix) {
        Map<String, List<String>> found = new java.util.TreeMap<>();
        Iterator<SIPHeader> headers = message.getHeaders();
        while (headers.hasNext()) {
            SIPHeader header = headers.next();
            if (header.getName().regionMatches(true, 0, prefix, 0, prefix.length())) {
                found.computeIfAbsent(header.getName(), n -> new ArrayList<>()).add(valueOf(header));
            }
        }
        return found;
    }

    private static String valueOf(Header header) {
        String line = header.toString().strip();
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(colon + 1).strip();
    }

    /** After how many seconds to come back (RFC 3261 section 20.33); null where nothing is said. */
    public static @Nullable Integer retryAfter(SIPResponse response) {
        return response.getHeader("Retry-After") instanceof RetryAfterHeader it ? it.getRetryAfter() : null;
    }
}
