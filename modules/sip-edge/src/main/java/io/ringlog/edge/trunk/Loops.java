package io.ringlog.edge.trunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.domain.journal.Loop;
import io.ringlog.sip.auth.Seal;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The addresses by which this edge calls itself, for a call that goes from one account to a number of another: they
 * say what both calls have in common, and a signature that nobody else can make is good for a moment.
 */
public final class Loops {

    private static final String PREFIX = "on-net";
    private static final int PARTS = 6;
    private static final int MAC_BYTES = 16;
    private static final Duration GOOD_FOR = Duration.ofSeconds(40);

    private final Seal seal;
    private final InstantSource clock;

    public Loops(byte[] key, InstantSource clock) {
        this.seal = new Seal(key, PREFIX);
        this.clock = clock;
    }

    /** A call that came back. */
    public record Looped(String number, Loop loop) {}

    /** The user part of a Request-URI. */
    public String userOf(String number, Loop loop) {
        long until = clock.instant().plus(GOOD_FOR).getEpochSecond();
        String hops = String.valueOf(loop.hops());
        return signed(String.join(".", PREFIX, number, hops, loop.correlationId(), String.valueOf(until)));
    }

    private String signed(String what) {
        return what + "." + seal.signHex(what, MAC_BYTES);
    }

    /** What a Request-URI's user says, while it is good; empty for any other. */
    public Optional<Looped> called(String requestUser) {
        if (!requestUser.startsWith(PREFIX + ".")) {
            return Optional.empty();
        }
        String what = requestUser.substring(0, requestUser.lastIndexOf('.'));
        if (!MessageDigest.isEqual(signed(what).getBytes(UTF_8), requestUser.getBytes(UTF_8))) {
            return Optional.empty();
        }
        String[] parts = requestUser.split("\\.", -1);
        return parts.length == PARTS && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[4])))
                ? Optional.of(new Looped(parts[1], new Loop(parts[3], Integer.parseInt(parts[2]))))
                : Optional.empty();
    }
}
