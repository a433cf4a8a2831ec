package io.ringlog.api.session;

import io.ringlog.api.route.Scope;
import io.ringlog.kernel.Because;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the people of a role may read, and what of it they may also change, in the scopes that keys have. */
public enum Role {
    PLATFORM(everything(), everything()),
    RESELLER(everything(), everything()),
    ACCOUNT_ADMIN(everything(), everything()),
    SUPERVISOR(
            words(Scope.CALLS, Scope.CDR, Scope.AGENTS, Scope.QUEUES, Scope.NUMBERS, Scope.VOICEMAIL, Scope.RECORDINGS),
            words(Scope.CALLS, Scope.AGENTS)),
    AGENT(words(Scope.AGENTS, Scope.QUEUES), words()),
    READ_ONLY(
            words(
                    Scope.CALLS,
                    Scope.CDR,
                    Scope.AGENTS,
                    Scope.QUEUES,
                    Scope.NUMBERS,
                    Scope.CONFIG,
                    Scope.WEBHOOKS,
                    Scope.AUDIT),
            words());

    private final SortedSet<String> reads;
    private final SortedSet<String> changes;

    Role(SortedSet<String> reads, SortedSet<String> changes) {
        this.reads = reads;
        this.changes = changes;
    }

    /** By its word, {@code account_admin}. */
    public static Optional<Role> named(String word) {
        return Arrays.stream(values())
                .filter(it -> Because.word(it).equals(word))
                .findFirst();
    }

    public SortedSet<String> reads() {
        return new TreeSet<>(reads);
    }

    public SortedSet<String> changes() {
        return new TreeSet<>(changes);
    }

    /** Whether it opens the accounts below too; to all others there is their own account alone. */
    public boolean opensBelow() {
        return this == PLATFORM || this == RESELLER;
    }

    /** Whether it opens no more than somebody may change already. */
    public boolean isWithin(Set<String> granted) {
        return granted.contains(Scope.EVERYTHING) || granted.containsAll(reads);
    }

    private static SortedSet<String> everything() {
        return new TreeSet<>(Set.of(Scope.EVERYTHING));
    }

    private static SortedSet<String> words(Scope... scopes) {
        SortedSet<String> words = new TreeSet<>();
        Stream.of(scopes).map(Scope::word).forEach(words::add);
        return words;
    }
}
