package io.ringlog.sip.message;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.address.URI;

/** Requests written by us, as text first: the parser then vouches for them. */
public final class Requests {
    private Requests() {}

    /** A request in the making; headers keep their order. */
    public static final class Draft {
        private final StringBuilder text = new StringBuilder(512);

        public Draft(String method, String uri) {
            text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        }

        public Draft with(String name, String value) {
            if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a header value spans lines: " + name);
            }
            text.append(name).append(": ").append(value).append("\r\n");
            return this;
        }

        public SIPRequest build() {
            text.append("Content-Length: 0\r\n\r\n");
            try {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                return (SIPRequest) new StringMsgParser().parseSIPMessage(bytes, true, false, null);
            } catch (ParseException bad) {
                throw new IllegalArgumentException("our own request is no SIP:\n" + text, bad);
            }
        }
    }

    /** The URI of a name-addr, as in Route or Contact. */
    public static Optional<URI> uriIn(String nameAddr) {
        int open = nameAddr.indexOf('<');
        int close = nameAddr.indexOf('>', open + 1);
        String text = open >= 0 && close > open ? nameAddr.substring(open + 1, close) : nameAddr;
        return Uris.parse(text).map(URI.class::cast);
    }
}
