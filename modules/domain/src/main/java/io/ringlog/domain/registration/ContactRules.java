package io.ringlog.domain.registration;

import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which contacts an address of record has after a REGISTER (RFC 3261 section 10.3 steps 6 to 8). Pure. */
final class ContactRules {

    /** Contacts one device may hold at a time; a loop of changing Contact URIs must not grow the state. */
    static final int MOST_CONTACTS = 10;

    /** The longest life a contact is given, seconds. */
    static final int LONGEST_SEC = 7_200;

    private ContactRules() {}

    static List<Binding> after(RegisterReceived asked, List<Binding> live, Instant now) {
        if (asked.removeAll()) {
            return List.of();
        }
        List<Binding> next = new ArrayList<>(live);
        for (ContactAsked contact : asked.contacts()) {
            next.removeIf(one -> one.uri().equals(contact.uri()));
            if (contact.expiresSec() > 0) {
                next.add(binding(asked, contact, now));
            }
        }
        return next;
    }

    private static Binding binding(RegisterReceived asked, ContactAsked contact, Instant now) {
        return new Binding(
                contact.uri(),
                now.plusSeconds(Math.min(contact.expiresSec(), LONGEST_SEC)),
                asked.stamp().edge(),
                asked.source().transport(),
                asked.source().flowId(),
                asked.source().ip(),
                asked.source().port(),
                asked.source().natted());
    }
}
