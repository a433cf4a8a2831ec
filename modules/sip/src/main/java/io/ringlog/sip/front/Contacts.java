package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.message.Uris;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;

/** Whether what a REGISTER binds can be told, stored, read back and called: nothing else is let in. */
final class Contacts {
    private Contacts() {}

    static boolean areUsable(SIPRequest register) {
        return areReadable(register, Set.of("contact", "m")) && allUsable(register);
    }

    /**
     * Whether none of these headers was left out by the parser because it cannot read it; then a binding would be
     * missing and nobody told.
     *
     * @param names in lower case
     */
    static boolean areReadable(SIPRequest register, Set<String> names) {
        Iterator<?> left = register.getUnrecognizedHeaders();
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

    private static boolean allUsable(SIPRequest register) {
        ListIterator<?> contacts = register.getHeaders("Contact");
        while (contacts.hasNext()) {
            boolean usable = contacts.next() instanceof Contact contact
                    && (contact.getAddress().isWildcard()
                            || Uris.isWritable(contact.getAddress().getURI().toString()));
            if (!usable) {
                return false;
            }
        }
        return true;
    }
}
