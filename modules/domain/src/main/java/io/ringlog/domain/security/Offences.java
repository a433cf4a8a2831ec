package io.ringlog.domain.security;

import io.ringlog.domain.config.SecurityRule;
import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.state.Offender;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What is too much, and how long it is paid for. Pure. */
final class Offences {

    /** The life of a registration at most: phones that were there so lately may be there still. */
    static final Duration PHONES_STAY = Duration.ofHours(2);

    /** After so long a ban does not make the next one longer. */
    static final Duration HELD_AGAINST = Duration.ofDays(1);

    /** No shift beyond it changes what is longest. */
    private static final int MOST_DOUBLINGS = 20;

    /** Too much of one thing. */
    record Verdict(Deed deed, int times, int most, boolean phones) {}

    private Offences() {}

    static Optional<Verdict> judge(Offender offender, SecurityRule rule, Instant now) {
        boolean phones = hasPhones(offender, now);
        return Stream.of(Deed.values())
                .map(deed -> verdict(offender, deed, rule, phones))
                .filter(it -> it.times() >= it.most())
                .findFirst();
    }

    private static Verdict verdict(Offender offender, Deed deed, SecurityRule rule, boolean phones) {
        return new Verdict(deed, offender.times(deed), borne(deed, rule) * (phones ? rule.phonesFactor() : 1), phones);
    }

    private static int borne(Deed deed, SecurityRule rule) {
        return switch (deed) {
            case GUESSED -> rule.guesses();
            case STRAYED -> rule.strays();
            case GARBLED -> rule.garbles();
            case SCANNED -> rule.scans();
        };
    }

    /** Somebody's phones must not fall silent because of one that was set up wrongly beside them. */
    private static boolean hasPhones(Offender offender, Instant now) {
        return offender.phonesAt() != null && now.isBefore(offender.phonesAt().plus(PHONES_STAY));
    }

    /** Twice as long each time within a day. */
    static Duration term(Offender offender, SecurityRule rule) {
        long doubled = (long) rule.banSec() << Math.min(offender.banned().size(), MOST_DOUBLINGS);
        return Duration.ofSeconds(Math.min(doubled, rule.longestBanSec()));
    }
}
