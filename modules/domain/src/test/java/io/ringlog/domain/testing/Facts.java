package io.ringlog.domain.testing;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The facts of one edge for one account, each stamped with the next sequence number. */
public final class Facts {

    /** Where every phone and trunk of the specs sends from. */
    public static final Source SOURCE = new Source("192.0.2.10", 5060, "udp", null, false);

    private final String edge;
    private final long epoch;
    private long seq;

    public Facts(String edge, long epoch) {
        this.edge = edge;
        this.epoch = epoch;
    }

    public EdgeStamp stamp() {
        seq++;
        return new EdgeStamp(edge, epoch, seq, Instant.EPOCH);
    }

    /** A call from a trunk to a number. */
    public CallFact.InviteReceived inviteFromTrunk(String callId, String trunkId, String from, String to) {
        return invite(callId, from, to, null, trunkId);
    }

    /** A call that shows neither credentials nor a trunk. */
    public CallFact.InviteReceived inviteFromNowhere(String callId, String from, String to) {
        return invite(callId, from, to, null, null);
    }

    /** A call of a device that answered the edge's challenge. */
    public CallFact.InviteReceived inviteFromDevice(String callId, DigestAnswer auth, String to) {
        return invite(callId, auth.username(), to, auth, null);
    }

    /** A call of a device that shows this user in its From. */
    public CallFact.InviteReceived inviteShowing(String callId, DigestAnswer auth, String from, String to) {
        return invite(callId, from, to, auth, null);
    }

    public CallFact.LegProgressed rang(String callId, String legId) {
        return new CallFact.LegProgressed(stamp(), callId, legId, 180, false);
    }

    public CallFact.LegAnswered answered(String callId, String legId) {
        return new CallFact.LegAnswered(stamp(), callId, legId);
    }

    /** The same where the answer has gone through to the caller. */
    public CallFact.LegAnswered passedOn(String callId, String legId) {
        return new CallFact.LegAnswered(stamp(), callId, legId, true);
    }

    public CallFact.LegFailed failed(String callId, String legId, int status) {
        return new CallFact.LegFailed(stamp(), callId, legId, status, null);
    }

    public CallFact.CallerCancelled cancelled(String callId) {
        return new CallFact.CallerCancelled(stamp(), callId);
    }

    public CallFact.LegEnded hungUp(String callId, String legId) {
        return ended(callId, legId, EndedBy.PARTY);
    }

    public CallFact.LegEnded ended(String callId, String legId, EndedBy by) {
        return new CallFact.LegEnded(stamp(), callId, legId, by, null);
    }

    public CallFact.LegHeld held(String callId, String legId, boolean held) {
        return new CallFact.LegHeld(stamp(), callId, legId, held);
    }

    public CallFact.PlaybackFinished played(String callId, String playbackId) {
        return played(callId, playbackId, PlaybackEnd.FINISHED);
    }

    public CallFact.PlaybackFinished played(String callId, String playbackId, PlaybackEnd end) {
        return new CallFact.PlaybackFinished(stamp(), callId, CallFact.CALLER, playbackId, end);
    }

    public CallFact.DigitsGathered gathered(String callId, String gatherId, String digits, GatherEnd end) {
        return gathered(callId, CallFact.CALLER, gatherId, digits, end);
    }

    public CallFact.DigitsGathered gathered(
            String callId, String legId, String gatherId, String digits, GatherEnd end) {
        return new CallFact.DigitsGathered(stamp(), callId, legId, gatherId, digits, end);
    }

    /** A party passes on whom it talks to, to what is dialled here. */
    public CallFact.ReferReceived refers(String callId, String legId, String to) {
        return refers(callId, legId, to, Rows.DOMAIN);
    }

    public CallFact.ReferReceived refers(String callId, String legId, String to, String domain) {
        return new CallFact.ReferReceived(stamp(), callId, legId, "rf-" + callId, to, domain, null, null, null, null);
    }

    /** A party has whom it talks to take the place of its own leg in another call. */
    public CallFact.ReferReceived refers(String callId, String legId, @Nullable LegRef replaced) {
        return new CallFact.ReferReceived(
                stamp(),
                callId,
                legId,
                "rf-" + callId,
                "any",
                Rows.DOMAIN,
                "x;to-tag=1;from-tag=2",
                replaced,
                null,
                null);
    }

    /** A recording of the caller; without a length nobody spoke. */
    public CallFact.RecordingFinished recorded(String callId, String recordingId, long durationMs, RecordingEnd end) {
        return new CallFact.RecordingFinished(
                stamp(),
                callId,
                CallFact.CALLER,
                recordingId,
                durationMs,
                durationMs == 0 ? 0 : 44 + 16 * durationMs,
                end,
                durationMs == 0 ? null : Rows.ACCOUNT + "/" + callId + "." + recordingId + ".wav",
                0);
    }

    public CallFact.CodePressed pressed(String callId, String legId, String code) {
        return new CallFact.CodePressed(stamp(), callId, legId, code);
    }

    public CallFact.LegsJoined joined(String callId, String legA, String legB) {
        return new CallFact.LegsJoined(
                stamp(), callId, "tk-" + callId, List.of(new LegRef(callId, legA), new LegRef(callId, legB)));
    }

    public CallFact.LegsJoined joined(String callId, String talkId, List<LegRef> legs) {
        return new CallFact.LegsJoined(stamp(), callId, talkId, legs);
    }

    public CallFact.TalkSplit split(String callId, String talkId) {
        return new CallFact.TalkSplit(stamp(), callId, talkId);
    }

    public CallFact.CallTakenOver takenOver(String callId, String... legs) {
        return new CallFact.CallTakenOver(stamp(), callId, List.of(legs));
    }

    public CallFact.CommandFailed commandFailed(
            String callId, String commandId, @Nullable String legId, String reason) {
        return new CallFact.CommandFailed(stamp(), callId, commandId, legId, reason);
    }

    private CallFact.InviteReceived invite(
            String callId, String from, String to, @Nullable DigestAnswer auth, @Nullable String trunkId) {
        return new CallFact.InviteReceived(
                stamp(),
                callId,
                to,
                Rows.DOMAIN,
                from,
                auth == null ? "carrier.example" : Rows.DOMAIN,
                null,
                auth,
                trunkId,
                trunkId == null ? null : Rows.ACCOUNT,
                SOURCE,
                "sip-" + callId,
                null,
                List.of("pcmu", "pcma"),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
