package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.message.Uris;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.Locale;
import javax.sip.address.SipURI;

/** Whether what a REGISTER binds can be told, stored, read back and called: nothing else is let in. */
final class Contacts {
    private static final int LONGEST = 500;

    private Contacts() {}

    static boolean areUsable(SIPRequest register) {
        return readable(register) && allUsable(register);
    }

    /** The parser leaves out what it cannot read; then a binding would be missing and nobody told. */
    private static boolean readable(SIPRequest register) {
        Iterator<?> left = register.getUnrecognizedHeaders();
        while (left.hasNext()) {
            String line = String.valueOf(left.next()).toLowerCase(Locale.ROOT);
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).strip();
            if (name.equals("contact") || name.equals("m")) {
                return false;
            }
        }
        return true;
    }

    private static boolean allUsable(SIPRequest register) {
        ListIterator<?> contacts = register.getHeaders("Contact");
        while (contacts.hasNext()) {
            boolean usable = contacts.next() instanceof Contact contact
                    && (contact.getAddress().isWildcard()
                            || isUsable(contact.getAddress().getURI().toString()));
            if (!usable) {
                return false;
            }
        }
        return true;
    }

    /** A SIP URI that can be read again after being written, and fits between angle brackets. */
    static boolean isUsable(String uri) {
        return uri.length() <= LONGEST
                && uri.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127)
                && Uris.parse(uri).map(SipURI::toString).flatMap(Uris::parse).isPresent();
    }
}
