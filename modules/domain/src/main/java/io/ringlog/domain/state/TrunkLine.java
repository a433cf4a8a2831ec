package io.ringlog.domain.state;

import io.ringlog.domain.config.SipTrunk;
import org.jspecify.annotations.Nullable;

/**
 * Our registration at a trunk, held by one edge.
 *
 * @param trunk as it was when this registration began; what has changed since needs another one
 * @param edge who holds it or tries to; null while no edge lives that could
 * @param askId the question that is open; null for none
 * @param cseq of the last REGISTER
 * @param logins how often the challenges of this question were answered
 * @param failures in a row
 * @param expiresSec the life that is asked for
 * @param place of the contact that is bound at the trunk as far as we know; null for none
 * @param gone the place of an edge before, which is yet to be taken back; null for none
 */
public record TrunkLine(
        SipTrunk trunk,
        Stage stage,
        @Nullable String edge,
        @Nullable String askId,
        String sipCallId,
        long cseq,
        int logins,
        int failures,
        int expiresSec,
        @Nullable String contact,
        @Nullable String gone)
        implements Granule {

    /** What is being done. */
    public enum Stage {
        /** Waits until it may be tried again. */
        WAITING,
        REGISTERING,
        REGISTERED,
        /** Is taken back. */
        LEAVING
    }

    public static TrunkLine begun(SipTrunk trunk, String sipCallId) {
        return new TrunkLine(trunk, Stage.WAITING, null, null, sipCallId, 0, 0, 0, trunk.expireSec(), null, null);
    }

    public String trunkId() {
        return trunk.id();
    }

    /** A new question, which nobody has challenged yet. */
    public TrunkLine asking(Stage next, String by, String question) {
        return new TrunkLine(trunk, next, by, question, sipCallId, cseq + 1, 0, failures, expiresSec, contact, gone);
    }

    /** The same question again, with what was missing. */
    public TrunkLine askingAgain(String question, boolean login, int life) {
        return new TrunkLine(
                trunk,
                stage,
                edge,
                question,
                sipCallId,
                cseq + 1,
                login ? logins + 1 : logins,
                failures,
                life,
                contact,
                gone);
    }

    public TrunkLine registered(String at) {
        return new TrunkLine(trunk, Stage.REGISTERED, edge, null, sipCallId, cseq, 0, 0, expiresSec, at, null);
    }

    /** A registrar that wanted a longer life may want another one when it is asked anew. */
    public TrunkLine failed() {
        return new TrunkLine(
                trunk, Stage.WAITING, edge, null, sipCallId, cseq, 0, failures + 1, trunk.expireSec(), contact, gone);
    }

    /** Its edge is gone: whoever takes over takes the old contact back, and does not wait. */
    public TrunkLine orphaned() {
        String left = contact == null ? gone : contact;
        return new TrunkLine(trunk, Stage.WAITING, null, null, sipCallId, cseq, 0, 0, expiresSec, null, left);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(trunk.accountId(), "trunk_line", trunk.id());
    }
}
