package io.ringlog.domain.state;

import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestChallenge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our registration at a trunk, held by one edge.
 *
 * @param trunk as it was when this registration began; what has changed since needs another one
 * @param edge who holds it or tries to; null while no edge lives that could
 * @param askId the question that is open; null for none
 * @param cseq of the last REGISTER
 * @param logins the challenges of this question that are answered
 * @param failures in a row
 * @param expiresSec the life that is asked for
 * @param bound what is bound at the trunk as far as we know; null for nothing
 * @param gone places of edges before, which are yet to be taken back
 * @param tried places that were to be taken back since it went to this edge
 */
public record TrunkLine(
        SipTrunk trunk,
        Stage stage,
        @Nullable String edge,
        @Nullable String askId,
        String sipCallId,
        long cseq,
        List<Login> logins,
        int failures,
        int expiresSec,
        @Nullable Bound bound,
        List<String> gone,
        List<String> tried)
        implements Granule {

    /** More places than edges come and go within a life are not ours to take back. */
    private static final int GONE_MOST = 8;

    /** What is being done. */
    public enum Stage {
        /** Waits until it may be tried again. */
        WAITING,
        REGISTERING,
        REGISTERED,
        /** Is taken back. */
        LEAVING
    }

    /**
     * A challenge that is answered.
     *
     * @param status 401 or 407: who made it
     * @param times how often this realm was answered
     * @param uses of its nonce
     */
    public record Login(int status, DigestChallenge challenge, int times, int uses) {

        Login usedAgain() {
            return new Login(status, challenge, times, uses + 1);
        }

        /** Whether both are the same server's. */
        public boolean isOf(int otherStatus, DigestChallenge other) {
            return status == otherStatus && challenge.realm().equals(other.realm());
        }
    }

    /**
     * A contact at the trunk.
     *
     * @param place our own
     * @param until when it ends
     * @param serviceRoute proxies that calls to the trunk pass meanwhile (RFC 3608); null for none
     */
    public record Bound(
            String place, Instant until, @Nullable List<String> serviceRoute) {
        public Bound {
            serviceRoute = serviceRoute == null ? null : List.copyOf(serviceRoute);
        }

        public Bound(String place, Instant until) {
            this(place, until, null);
        }
    }

    public TrunkLine {
        logins = List.copyOf(logins);
        gone = List.copyOf(gone);
        tried = List.copyOf(tried);
    }

    public static TrunkLine begun(SipTrunk trunk, String sipCallId) {
        return new TrunkLine(
                trunk,
                Stage.WAITING,
                null,
                null,
                sipCallId,
                0,
                List.of(),
                0,
                trunk.expireSec(),
                null,
                List.of(),
                List.of());
    }

    public String trunkId() {
        return trunk.id();
    }

    /** A new question, which nobody has challenged yet. */
    public TrunkLine asking(Stage next, String by, String question) {
        return new TrunkLine(
                trunk, next, by, question, sipCallId, cseq + 1, List.of(), failures, expiresSec, bound, gone, tried);
    }

    /** The same question again, for another life, with what was answered before. */
    public TrunkLine askingAgain(String question, int life) {
        List<Login> again = logins.stream().map(Login::usedAgain).toList();
        return new TrunkLine(
                trunk, stage, edge, question, sipCallId, cseq + 1, again, failures, life, bound, gone, tried);
    }

    /** The same question again, with one more answer. */
    public TrunkLine loggingIn(String question, Login login) {
        List<Login> all = new ArrayList<>(logins.stream()
                .filter(it -> !it.isOf(login.status(), login.challenge()))
                .map(Login::usedAgain)
                .toList());
        all.add(login);
        return new TrunkLine(
                trunk, stage, edge, question, sipCallId, cseq + 1, all, failures, expiresSec, bound, gone, tried);
    }

    /** What is there beside it is taken back next time, each place once, and not ever new ones without end. */
    public TrunkLine registered(Bound now, List<String> others) {
        List<String> all = first(Stream.concat(tried.stream(), gone.stream()));
        List<String> left = others.stream()
                .filter(it -> !all.contains(it))
                .limit(GONE_MOST - all.size())
                .toList();
        return new TrunkLine(
                trunk, Stage.REGISTERED, edge, null, sipCallId, cseq, List.of(), 0, expiresSec, now, left, all);
    }

    private static List<String> first(Stream<String> places) {
        return places.distinct().limit(GONE_MOST).toList();
    }

    /** A registrar that wanted a longer life may want another one when it is asked anew. */
    public TrunkLine failed() {
        return new TrunkLine(
                trunk,
                Stage.WAITING,
                edge,
                null,
                sipCallId,
                cseq,
                List.of(),
                failures + 1,
                trunk.expireSec(),
                bound,
                gone,
                tried);
    }

    /** The trunk has no contact of ours. */
    public TrunkLine unbound() {
        return new TrunkLine(
                trunk, stage, edge, askId, sipCallId, cseq, logins, failures, expiresSec, null, gone, tried);
    }

    /** Its edge is gone: whoever takes over takes the old contact back. */
    public TrunkLine orphaned() {
        return moved(null);
    }

    /** Its edge has said nothing and another tries next, which takes the old contact back. */
    public TrunkLine passedTo(String other) {
        TrunkLine next = moved(other);
        return new TrunkLine(
                trunk,
                next.stage,
                other,
                null,
                sipCallId,
                cseq,
                List.of(),
                failures + 1,
                trunk.expireSec(),
                null,
                next.gone,
                next.tried);
    }

    /** Its edge started anew, where it may have another place. */
    public TrunkLine restarted() {
        return moved(edge);
    }

    private TrunkLine moved(@Nullable String to) {
        Bound old = bound;
        List<String> left = old == null ? gone : first(Stream.concat(Stream.of(old.place()), gone.stream()));
        return new TrunkLine(
                trunk, Stage.WAITING, to, null, sipCallId, cseq, List.of(), 0, expiresSec, null, left, List.of());
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(trunk.accountId(), "trunk_line", trunk.id());
    }
}
