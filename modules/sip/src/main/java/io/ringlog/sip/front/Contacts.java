package io.ringlog.sip.front;

import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Uris;
import java.util.ListIterator;
import java.util.Set;

/** Whether what a REGISTER binds can be told, stored, read back and called: nothing else is let in. */
final class Contacts {
    private Contacts() {}

    static boolean areUsable(SIPRequest register) {
        return Headers.areReadable(register, Set.of("contact", "m")) && allUsable(register);
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
