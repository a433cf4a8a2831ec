package io.ringlog.domain.state;

import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.SourcesSeen.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address that did what is not borne for ever, with its bans of late.
 *
 * @param offences oldest first, within the window
 * @param banned when it was banned, oldest first
 * @param phonesAt when an edge last knew of phones there; null for never
 */
public record Offender(
        String account,
        String network,
        List<Offence> offences,
        List<Instant> banned,
        @Nullable Instant phonesAt,
        Instant seenAt)
        implements Granule {

    /** What happens within so long is one entry: an edge tells every second. */
    private static final Duration GRAIN = Duration.ofSeconds(10);

    /** So many times a deed, from {@code at} on. */
    public record Offence(Instant at, Deed deed, int times) {}

    public Offender {
        offences = List.copyOf(offences);
        banned = List.copyOf(banned);
    }

    public static Offender fresh(String account, String network, Instant at) {
        return new Offender(account, network, List.of(), List.of(), null, at);
    }

    /** Without what has left the window, and bans before {@code since}. */
    public Offender slid(Instant windowStart, Instant since) {
        return new Offender(
                account,
                network,
                offences.stream().filter(it -> it.at().isAfter(windowStart)).toList(),
                banned.stream().filter(it -> it.isAfter(since)).toList(),
                phonesAt,
                seenAt);
    }

    public Offender after(Done done, Instant at) {
        Offence same = offences.stream()
                .filter(it -> it.deed() == done.deed() && it.at().plus(GRAIN).isAfter(at))
                .findFirst()
                .orElse(null);
        List<Offence> next = same == null
                ? Stream.concat(offences.stream(), Stream.of(new Offence(at, done.deed(), done.times())))
                        .toList()
                : offences.stream()
                        .map(it -> it.equals(same) ? more(same, done) : it)
                        .toList();
        return new Offender(account, network, next, banned, phonesAt, at);
    }

    private static Offence more(Offence same, Done done) {
        return new Offence(same.at(), same.deed(), same.times() + done.times());
    }

    public Offender withPhones(Instant at) {
        return new Offender(account, network, offences, banned, at, seenAt);
    }

    /** Its offences are paid for. */
    public Offender ban(Instant at) {
        List<Instant> all = Stream.concat(banned.stream(), Stream.of(at)).toList();
        return new Offender(account, network, List.of(), all, phonesAt, at);
    }

    public int times(Deed deed) {
        return offences.stream()
                .filter(it -> it.deed() == deed)
                .mapToInt(Offence::times)
                .sum();
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "offender", network);
    }
}
