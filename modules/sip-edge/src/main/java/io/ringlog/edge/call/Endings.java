package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.CodeEars;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.edge.recording.TalkTapes;
import io.ringlog.relay.LegKey;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.HangUp;
import io.ringlog.sip.SipRefusal;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How legs and calls come to their end here, and what is cleaned up then. A party whose peer has gone waits for the
 * log's word; when the log cannot be heard the edge ends it, for there is nobody left to talk to.
 */
final class Endings {

    private static final String ANSWERED_ELSEWHERE = Cause.ANSWERED_ELSEWHERE.code();

    private static final int PATIENCE_WITHOUT_PROOF = 6;
    private static final int NORMAL_CLEARING = 16;
    private static final int NON_SELECTED_USER_CLEARING = 26;

    private final CallBook book;
    private final FactWriter facts;
    private final MediaDesk media;
    private final GatherRunner gathers;
    private final RecordRunner recordings;
    private final TalkTapes tapes;
    private final CodeEars codes;
    private final Talks talks;
    private final CallLine line;
    private final Desk desk;
    private final EdgeCounters counters;
    private final Rule rule;

    /**
     * @param alone after how long a party left alone is looked after
     * @param logAway true while facts do not reach the journal
     */
    record Rule(Duration alone, BooleanSupplier logAway) {}

    /** What an end touches. */
    record Surroundings(
            CallBook book,
            FactWriter facts,
            MediaDesk media,
            GatherRunner gathers,
            RecordRunner recordings,
            TalkTapes tapes,
            CodeEars codes,
            Talks talks,
            CallLine line,
            Desk desk,
            EdgeCounters counters) {}

    Endings(Surroundings with, Rule rule) {
        this.book = with.book();
        this.facts = with.facts();
        this.media = with.media();
        this.gathers = with.gathers();
        this.recordings = with.recordings();
        this.tapes = with.tapes();
        this.codes = with.codes();
        this.talks = with.talks();
        this.line = with.line();
        this.desk = with.desk();
        this.counters = with.counters();
        this.rule = rule;
    }

    /** A leg came to its end; its media goes with it, the call when it was the last. */
    void legOver(LiveCall call, LiveLeg leg) {
        leg.stage = LiveLeg.Stage.OVER;
        leave(call, leg);
        media.closeLeg(call.id, leg.id);
        settle(call);
    }

    /** The whole call is over on the wire. */
    void callOver(LiveCall call) {
        call.legs().forEach(leg -> leave(call, leg));
        call.over();
        settle(call);
    }

    private void leave(LiveCall call, LiveLeg leg) {
        gathers.abandon(call.id, leg.id);
        recordings.gone(call.id, leg.id);
        tapes.gone(call.id, leg.id);
        codes.gone(call.id, leg.id);
        talks.leave(new LegKey(call.id, leg.id));
    }

    /** A call without a living leg is none. */
    void settle(LiveCall call) {
        if (call.alive().isEmpty()) {
            media.end(call.id);
            book.close(call);
            counters.add("calls.ended");
        }
    }

    /** Ends a leg on the wire; {@code why} replaces "by command" in the fact that follows. */
    void hangUp(LiveCall call, LiveLeg leg, String cause, @Nullable EndedBy why) {
        leg.endedBy = why;
        HangUp how = HangUp.because(480, reason(cause));
        boolean told = line.sip().hangUp(call.id, LegNames.inSip(leg.id), how) == CommandOutcome.DONE;
        leg.leaving = leg.leaving || told;
    }

    /** Looks after a party that the log has to say something about, and says goodbye when the log is silent. */
    void watchAlone(LiveCall call) {
        watch(call, call.commands, 1);
    }

    private void watch(LiveCall call, long commands, int round) {
        desk.after(rule.alone(), () -> {
            boolean unheard = book.find(call.id).isPresent() && call.commands == commands;
            if (!unheard) {
                return;
            }
            boolean rings = call.alive().stream().anyMatch(LiveLeg::isUnanswered);
            if (rings && !rule.logAway().getAsBoolean()) {
                // Whoever waits for somebody that rings is not alone; a ring comes to its end by itself.
                watch(call, commands, round);
            } else if (rule.logAway().getAsBoolean() || round >= PATIENCE_WITHOUT_PROOF) {
                counters.add("calls.ended-without-the-log");
                endAll(call, "log.silent", EndedBy.SIGNALLING_FAILURE);
            } else {
                watch(call, commands, round + 1);
            }
        });
    }

    /** Ends everything of a call by the edge's own hand. */
    void endAll(LiveCall call, String cause, EndedBy by) {
        for (LiveLeg leg : call.alive()) {
            if (leg.id.equals(CallFact.CALLER) && leg.isUnanswered()) {
                line.sip()
                        .reject(
                                call.id,
                                SipRefusal.of(503, "Service Unavailable").retryAfter(5));
                callerLost(call, cause, by);
            } else {
                hangUp(call, leg, cause, by);
            }
        }
    }

    /** The caller is gone without having been told so by anybody but us. */
    void callerLost(LiveCall call, String cause, EndedBy by) {
        LiveLeg caller = call.caller();
        facts.write(call.account, stamp -> new CallFact.LegEnded(stamp, call.id, caller.id, by, cause));
        legOver(call, caller);
    }

    /** Reason of a CANCEL: the words by which a phone knows that it missed nothing, else our own cause. */
    static String cancelReason(String cause) {
        return cause.equals(ANSWERED_ELSEWHERE) ? "SIP;cause=200;text=\"Call completed elsewhere\"" : reason(cause);
    }

    /** Reason of RFC 3326 with our own cause as its text. */
    static String reason(String cause) {
        int q850 = cause.equals(ANSWERED_ELSEWHERE) ? NON_SELECTED_USER_CLEARING : NORMAL_CLEARING;
        return "Q.850;cause=" + q850 + ";text=\"" + cause.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"";
    }
}
