package io.ringlog.domain.registration;

import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.domain.state.Contacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which contacts an address of record has after a REGISTER (RFC 3261 section 10.3 steps 6 to 8). Pure. */
final class ContactRules {

    /** Contacts one device may hold at a time; a loop of changing Contact URIs must not grow the state. */
    static final int MOST_CONTACTS = 10;

    /** The shortest life a contact may ask for, seconds (RFC 3261 section 10.3 step 7 leaves it to the registrar). */
    static final int SHORTEST_SEC = 60;

    /** The longest life a contact is given, seconds. */
    static final int LONGEST_SEC = 7_200;

    private ContactRules() {}

    static List<Binding> after(RegisterReceived asked, List<Binding> live, Instant now) {
        if (asked.removeAll()) {
            return List.of();
        }
        List<Binding> next = new ArrayList<>(live);
        for (ContactAsked contact : asked.contacts()) {
            next.removeIf(one -> replaces(contact, one));
            if (contact.expiresSec() > 0) {
                next.add(binding(asked, contact, now));
            }
        }
        return next;
    }

    private static Binding binding(RegisterReceived asked, ContactAsked contact, Instant now) {
        return new Binding(
                new Contact(
                        contact.uri(),
                        asked.stamp().edge(),
                        asked.source().transport(),
                        asked.source().flowId(),
                        asked.source().ip(),
                        asked.source().port(),
                        asked.source().natted(),
                        asked.path()),
                now.plusSeconds(Math.min(contact.expiresSec(), LONGEST_SEC)),
                asked.sipCallId(),
                asked.cseq(),
                contact.instanceId());
    }

    /** The same flow of the same phone, wherever it is now (RFC 5626 section 6), or the same place. */
    private static boolean replaces(ContactAsked contact, Binding one) {
        String instance = contact.instanceId();
        return (instance != null && instance.equals(one.instanceId())) || ContactUri.same(contact.uri(), one.uri());
    }

    /** Those that have to go for the newest to stay: a phone that comes back must not be shut out by itself. */
    static List<Binding> tooMany(List<Binding> next) {
        return next.subList(0, Math.max(0, next.size() - MOST_CONTACTS));
    }

    /**
     * Whether the request comes too late for a binding it touches. Each binding has an order of its own: phones that
     * share an address know nothing of each other's numbers.
     */
    static boolean isLate(RegisterReceived asked, Contacts held) {
        return held.bindings().stream()
                .filter(one ->
                        asked.removeAll() || asked.contacts().stream().anyMatch(contact -> replaces(contact, one)))
                .anyMatch(one -> isOlder(asked, one));
    }

    private static boolean isOlder(RegisterReceived asked, Binding one) {
        return asked.sipCallId().equals(one.sipCallId()) && asked.cseq() <= one.cseq();
    }

    /** Whether a contact asks for a life that would cost more REGISTERs than it is worth; 0 takes it away. */
    static boolean isTooBrief(RegisterReceived asked) {
        return asked.contacts().stream()
                .anyMatch(contact -> contact.expiresSec() > 0 && contact.expiresSec() < SHORTEST_SEC);
    }
}
