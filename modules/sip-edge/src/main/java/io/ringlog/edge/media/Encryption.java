package io.ringlog.edge.media;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.media.srtp.SrtpKey;
import io.ringlog.media.srtp.SrtpSuite;
import io.ringlog.relay.Protection;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.CryptoLine;
import io.ringlog.sip.sdp.Secured;
import io.ringlog.sip.sdp.SessionDescription;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one party and we have offered each other of encryption and agreed on (RFC 4568, RFC 8643). Our keys are made
 * here, for this party alone, and stay the same as long as it is a party; they leave for it and for the relay only.
 * Guarded by the media of the call.
 */
final class Encryption {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a description of ours says, and what the relay does by it. */
    private record Agreed(Secured ours, Protection protection) {}

    private final Map<SrtpSuite, SrtpKey> keys = new HashMap<>();
    private @Nullable MediaEncryption wanted;
    private @Nullable MediaEncryption kept;
    private @Nullable Agreed agreed;
    /** What its last offer comes to, which we have not answered yet. */
    private @Nullable Agreed proposed;

    /** Whether there is a session, encrypted or not: what it proposes then holds when it is answered. */
    private boolean settled;

    private Secured offered = Secured.NOT;

    /** What it is to be offered; null for nothing. */
    void want(@Nullable MediaEncryption what) {
        wanted = what;
    }

    /** What it offers is taken as far as its media is always encrypted, or never. */
    void keep(MediaEncryption rule) {
        kept = rule;
    }

    /** Whether its media is encrypted or may come to be. */
    boolean isAtStake() {
        return agreed != null || proposed != null || (wanted != null && wanted != MediaEncryption.OFF);
    }

    /** Whether nothing that it offers in the clear is taken. */
    boolean isKept() {
        return kept == MediaEncryption.REQUIRED;
    }

    /** What it says, as far as we listen to it. */
    SessionDescription heard(SessionDescription said) {
        return kept == MediaEncryption.OFF ? said.inTheClear() : isKept() ? said.encrypted() : said;
    }

    /** Its offer; false when it cannot be taken: nobody goes back to the clear, and one key at least must be usable. */
    boolean offers(AudioStream audio) {
        Optional<CryptoLine> best =
                audio.crypto().stream().min(Comparator.comparing(it -> CryptoLine.SUITES.indexOf(it.suite())));
        proposed = best.map(it -> agreedOn(it, audio.protocol())).orElse(null);
        return proposed != null
                || (agreed == null && wanted != MediaEncryption.REQUIRED && !isKept() && !audio.isSecure());
    }

    /** What our answer to its offer says; asked again, the same. */
    Secured answer() {
        return proposed == null ? Secured.NOT : proposed.ours();
    }

    /** Its offer is answered. */
    void answered() {
        agreed = proposed;
        settled = true;
    }

    /** What our offer to it says. */
    Secured offer() {
        offered = agreed != null ? agreed.ours() : firstOffer();
        return offered;
    }

    private Secured firstOffer() {
        if (wanted == null || wanted == MediaEncryption.OFF) {
            return Secured.NOT;
        }
        List<CryptoLine> lines = new ArrayList<>();
        for (String suite : CryptoLine.SUITES) {
            lines.add(line(lines.size() + 1, SrtpSuite.valueOf(suite)));
        }
        return new Secured(wanted == MediaEncryption.REQUIRED ? Secured.SECURE : Secured.PLAIN, lines);
    }

    /**
     * Its answer to our offer; false when it takes none of our keys and had to, and when it says what we did not ask:
     * whoever names a key of its own or a protocol of encryption encrypts, and what we could not open or would send in
     * the clear is no session (RFC 4568 section 5.1.3).
     */
    boolean accepts(AudioStream audio) {
        if (audio.keys() == 0 && !audio.isSecure()) {
            boolean clear = agreed == null && !offered.protocol().equals(Secured.SECURE);
            settled = settled || clear;
            return clear;
        }
        Optional<CryptoLine> taken = audio.keys() == 1 ? audio.crypto().stream().findFirst() : Optional.empty();
        if (taken.filter(this::isOffered).isEmpty()) {
            return false;
        }
        agreed = agreedOn(taken.get(), offered.protocol());
        proposed = agreed;
        settled = true;
        return true;
    }

    private boolean isOffered(CryptoLine theirs) {
        return offered.lines().stream()
                .anyMatch(it -> it.tag() == theirs.tag() && it.suite().equals(theirs.suite()));
    }

    private Agreed agreedOn(CryptoLine theirs, String protocol) {
        SrtpSuite suite = SrtpSuite.valueOf(theirs.suite());
        SrtpKey key = SrtpKey.ofBase64(theirs.key()).orElseThrow();
        return new Agreed(
                new Secured(protocol, List.of(line(theirs.tag(), suite))), new Protection(suite, key(suite), key));
    }

    private CryptoLine line(int tag, SrtpSuite suite) {
        return new CryptoLine(tag, suite.name(), key(suite).base64());
    }

    private SrtpKey key(SrtpSuite suite) {
        return Objects.requireNonNull(keys.computeIfAbsent(suite, any -> SrtpKey.random(RANDOM)));
    }

    /** How its media is encrypted; in the first session from its offer on, since it may speak before it is answered. */
    @Nullable
    Protection protection() {
        Agreed now = settled ? agreed : proposed;
        return now == null ? null : now.protection();
    }
}
