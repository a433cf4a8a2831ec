package io.ringlog.domain.journal;

import java.util.Comparator;

/**
 * Something of an account that phones show as a lamp.
 *
 * @param id of the user or mailbox; {@code lot/slot} of a park slot
 */
public record Lamp(Kind kind, String id) implements Comparable<Lamp> {

    private static final Comparator<Lamp> ORDER =
            Comparator.comparing(Lamp::kind).thenComparing(Lamp::id);

    /** What can be watched. */
    public enum Kind {
        USER,
        PARK_SLOT,
        MAILBOX,
        /** A user again: whether one can be reached, and is on the phone. */
        PRESENCE
    }

    public static Lamp ofUser(String userId) {
        return new Lamp(Kind.USER, userId);
    }

    public static Lamp ofPresence(String userId) {
        return new Lamp(Kind.PRESENCE, userId);
    }

    public static Lamp ofSlot(String lotId, String slot) {
        return new Lamp(Kind.PARK_SLOT, lotId + "/" + slot);
    }

    public static Lamp ofMailbox(String mailboxId) {
        return new Lamp(Kind.MAILBOX, mailboxId);
    }

    @Override
    public int compareTo(Lamp other) {
        return ORDER.compare(this, other);
    }
}
