package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.CodeEars;
import io.ringlog.edge.media.GatherRunner;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.recording.RecordRunner;
import io.ringlog.edge.trunk.TrunkDesk;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.InviteRequest;
import io.ringlog.sip.RequestHead;
import io.ringlog.sip.SipFact;
import io.ringlog.sip.SipFacts;
import io.ringlog.sip.SipRefusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What signalling reports becomes facts in the log, and the book of calls follows. Decides nothing. */
final class SipNews implements SipFacts {

    /** A person who holds once a minute gets through a working day. */
    private static final int TELLINGS_MAX = 500;

    private static final int TEXT_MAX = 200;

    private final Desk desk;
    private final CallBook book;
    private final FactWriter facts;
    private final Callees callees;
    private final MediaDesk media;
    private final GatherRunner gathers;
    private final RecordRunner recordings;
    private final CodeEars codes;
    private final Registers registers;
    private final Watches watches;
    private final WrongAnswers wrong;
    private final Endings endings;
    private final TakeOvers takeOvers;
    private final Measures measures;
    private final TrunkDesk trunks;
    private final CallLine line;
    private final EdgeCounters counters;

    /** Whoever deals with what is not told of a leg alone. */
    record Hands(
            Registers registers,
            Watches watches,
            WrongAnswers wrong,
            Endings endings,
            TakeOvers takeOvers,
            Measures measures,
            TrunkDesk trunks) {}

    SipNews(Endings.Surroundings with, Callees callees, Hands hands) {
        this.desk = with.desk();
        this.book = with.book();
        this.facts = with.facts();
        this.media = with.media();
        this.gathers = with.gathers();
        this.recordings = with.recordings();
        this.codes = with.codes();
        this.line = with.line();
        this.counters = with.counters();
        this.callees = callees;
        this.registers = hands.registers();
        this.watches = hands.watches();
        this.wrong = hands.wrong();
        this.endings = hands.endings();
        this.takeOvers = hands.takeOvers();
        this.measures = hands.measures();
        this.trunks = hands.trunks();
    }

    /** Signalling holds its call's lock here, so everything else happens on the desk. */
    @Override
    public void tell(SipFact fact) {
        desk.execute(() -> heard(fact));
    }

    private void heard(SipFact fact) {
        switch (fact) {
            case SipFact.RegisterReceived it -> registers.received(it.requestId(), it.request());
            case SipFact.RegisterExpired it -> registers.expired(it.requestId());
            case SipFact.WatchReceived it -> watches.received(it.requestId(), it.request());
            case SipFact.WatchMissed it -> watches.missed(it.requestId());
            case SipFact.WatchOver it -> watches.over(it.watchId());
            case SipFact.InviteReceived it -> invited(it.callId(), it.request());
            case SipFact.DecisionMissed it -> withCall(it.callId(), this::missed);
            case SipFact.LegRinging it -> withLeg(it.callId(), it.legId(), (call, leg) -> ringing(call, leg, it));
            case SipFact.LegSent it -> withLeg(it.callId(), it.legId(), (call, leg) -> sent(call, leg, it));
            case SipFact.LegAnswered it -> withLeg(it.callId(), it.legId(), (call, leg) -> answered(call, leg, it));
            case SipFact.LegFailed it -> withLeg(it.callId(), it.legId(), (call, leg) -> failed(call, leg, it));
            case SipFact.LegChallenged it -> withLeg(it.callId(), it.legId(), (call, leg) -> challenged(call, leg, it));
            case SipFact.CallerCancelled it -> withCall(it.callId(), this::cancelled);
            case SipFact.LegConfirmed it -> counters.add("legs.confirmed");
            case SipFact.LegEnded it -> withLeg(it.callId(), it.legId(), (call, leg) -> ended(call, leg, it));
            case SipFact.SessionChanged it -> withLeg(it.callId(), it.legId(), (call, leg) -> changed(call, leg, it));
            case SipFact.SessionRefused it -> withLeg(it.callId(), it.legId(), this::unchanged);
            case SipFact.CallTakenOver it -> withCall(it.callId(), call -> takeOvers.taken(call, it));
            case SipFact.TakeOverRefused it -> withCall(it.callId(), call -> takeOvers.refused(call, it.reason()));
            case SipFact.ReferReceived it -> withLeg(it.callId(), it.legId(), (call, leg) -> referred(call, leg, it));
            case SipFact.DigitReceived it -> key(it, LegNames.inLog(it.legId()));
            case SipFact.CarriedForAnother it -> counters.add("requests.carried-for-another");
            case SipFact.OptionsAnswered it -> trunks.answered(it);
            case SipFact.RegistrarAnswered it -> trunks.answered(it);
            case SipFact.FlowLost it -> counters.add("flows.lost");
        }
    }

    /** Keys by INFO are heard by the platform, and told to whom their party talks to. */
    private void key(SipFact.DigitReceived fact, String legId) {
        gathers.key(fact.callId(), legId, fact.digit());
        recordings.key(fact.callId(), legId, fact.digit());
        codes.key(fact.callId(), legId, fact.digit());
        media.pressed(fact.callId(), legId, fact.digit(), fact.durationMs());
    }

    private void invited(String callId, InviteRequest invite) {
        RequestHead head = invite.head();
        DigestAnswer digest = invite.digest();
        Callees.Found found = callees.of(invite).orElse(null);
        if (found == null) {
            line.sip().reject(callId, SipRefusal.of(404));
            return;
        }
        if (digest != null && !wrong.mayAsk(callId, digest, head.source())) {
            counters.add("calls.shed");
            SipRefusal later = SipRefusal.of(503);
            line.sip().reject(callId, later.retryAfter((int) WrongAnswers.LATELY.toSeconds()));
            return;
        }
        String domain = digest == null ? head.requestHost() : digest.realm();
        book.cameIn(callId, found.account(), domain);
        measures.begin(callId);
        media.begin(callId, CallFact.CALLER, invite.sdp(), head.source().address());
        counters.add("calls.started");
        InviteRequest.Replacing replacing = digest == null ? null : invite.replacing();
        CallFact.Replacing named = replacing == null
                ? null
                : new CallFact.Replacing(within(found.account(), replacing.party()), replacing.earlyOnly());
        facts.write(
                found.account(),
                stamp -> FactForms.invite(stamp, callId, invite, found).inPlaceOf(named));
    }

    /** The caller got 503. The brain may still decide some day and must then find the call ended. */
    private void missed(LiveCall call) {
        wrong.forgotten(call.id);
        counters.add("calls.decided-too-late");
        write(
                call,
                stamp -> new CallFact.LegEnded(
                        stamp, call.id, CallFact.CALLER, EndedBy.SIGNALLING_FAILURE, "decision.late"));
        endings.callOver(call);
    }

    private void ringing(LiveCall call, LiveLeg leg, SipFact.LegRinging fact) {
        var progress = new LiveLeg.Progress(fact.status(), fact.sdp() != null);
        if (progress.equals(leg.progress) || ++leg.tellings > TELLINGS_MAX) {
            return;
        }
        leg.progress = progress;
        write(
                call,
                stamp -> new CallFact.LegProgressed(stamp, call.id, leg.id, progress.status(), progress.earlyMedia()));
    }

    private void sent(LiveCall call, LiveLeg leg, SipFact.LegSent fact) {
        String before = fact.passedOver();
        counters.add(before == null ? "legs.located" : "legs.passed-over");
        write(
                call,
                stamp -> new CallFact.LegSent(
                        stamp,
                        call.id,
                        leg.id,
                        fact.host(),
                        fact.at(),
                        fact.transport(),
                        before == null ? null : bounded(before)));
    }

    private void answered(LiveCall call, LiveLeg leg, SipFact.LegAnswered fact) {
        boolean proxied = call.isCallerWaiting() && !leg.dialled;
        leg.answered(proxied ? LiveLeg.Stage.PROXIED : LiveLeg.Stage.HOSTED);
        if (proxied) {
            call.callerAnswered(LiveLeg.Stage.PROXIED);
        } else if (media.isTaken(call.id, leg.id)) {
            dismissed(call, leg, 487, Cause.ANSWERED_ELSEWHERE.code());
            return;
        } else if (!media.accepted(call.id, leg.id, fact.sdp())) {
            dismissed(call, leg, 488, Obstacle.NO_COMMON_CODEC.code());
            return;
        }
        write(call, stamp -> new CallFact.LegAnswered(stamp, call.id, leg.id, proxied ? true : null));
        if (proxied && !media.established(call.id, CallFact.CALLER, leg.id)) {
            endings.hangUp(call, leg, "media.no-usable-answer", EndedBy.SIGNALLING_FAILURE);
        }
    }

    /** A dialled party has answered in vain: acknowledged already, it is hung up. */
    private void dismissed(LiveCall call, LiveLeg leg, int status, String why) {
        write(call, stamp -> new CallFact.LegFailed(stamp, call.id, leg.id, status, why));
        endings.hangUp(call, leg, why, null);
        endings.legOver(call, leg);
    }

    private void failed(LiveCall call, LiveLeg leg, SipFact.LegFailed fact) {
        int status = fact.cause() == SipFact.FailCause.CANCELLED ? 487 : fact.status();
        write(call, stamp -> new CallFact.LegFailed(stamp, call.id, leg.id, status, blankToNull(told(fact))));
        endings.legOver(call, leg);
        boolean callerWaits = call.isCallerWaiting() && call.alive().size() == 1;
        if (callerWaits && book.find(call.id).isPresent()) {
            endings.watchAlone(call);
        }
    }

    /** The reason phrase, and where a 3xx would send the call, which nobody follows. */
    private static String told(SipFact.LegFailed fact) {
        String where = String.join(", ", fact.contacts());
        return where.isEmpty() ? fact.reason() : fact.reason() + ", to " + bounded(where);
    }

    private static String bounded(String text) {
        return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "..." : text;
    }

    private void challenged(LiveCall call, LiveLeg leg, SipFact.LegChallenged fact) {
        counters.add("legs.challenged");
        write(call, stamp -> FactForms.challenged(stamp, call.id, leg.id, fact));
    }

    private void cancelled(LiveCall call) {
        wrong.forgotten(call.id);
        write(call, stamp -> new CallFact.CallerCancelled(stamp, call.id));
        // Targets that still ring are being cancelled by signalling; each of them is told on its own.
        endings.legOver(call, call.caller());
    }

    private void ended(LiveCall call, LiveLeg leg, SipFact.LegEnded fact) {
        takeOvers.answered(call, leg.id);
        EndedBy by = leg.endedBy == null ? by(fact.by()) : leg.endedBy;
        if (by == EndedBy.SESSION_EXPIRED || by == EndedBy.PARTY_GONE) {
            counters.add(by == EndedBy.PARTY_GONE ? "legs.gone" : "legs.session-expired");
        }
        List<MediaFigures> figures = measures.last(call, leg);
        String reason = blankToNull(fact.reason());
        recordings.hungUp(
                call.id,
                leg.id,
                () -> write(call, stamp -> new CallFact.LegEnded(stamp, call.id, leg.id, by, reason, figures)));
        if (leg.stage == LiveLeg.Stage.PROXIED) {
            endings.callOver(call);
            return;
        }
        endings.legOver(call, leg);
        if (by != EndedBy.COMMAND && book.find(call.id).isPresent()) {
            endings.watchAlone(call);
        }
    }

    private static EndedBy by(SipFact.EndedBy by) {
        return switch (by) {
            case PEER -> EndedBy.PARTY;
            case PLATFORM -> EndedBy.COMMAND;
            case LOST -> EndedBy.SIGNALLING_FAILURE;
            case EXPIRED -> EndedBy.SESSION_EXPIRED;
            case GONE -> EndedBy.PARTY_GONE;
        };
    }

    private void unchanged(LiveCall call, LiveLeg leg) {
        counters.add("sessions.refused");
        takeOvers.answered(call, leg.id);
    }

    private void changed(LiveCall call, LiveLeg leg, SipFact.SessionChanged fact) {
        boolean usable = media.changed(call.id, leg.id, fact.sdp());
        takeOvers.answered(call, leg.id);
        if (!usable) {
            endings.hangUp(call, leg, Obstacle.NO_COMMON_CODEC.code(), EndedBy.SIGNALLING_FAILURE);
            return;
        }
        boolean held = fact.direction().holds();
        if (held != leg.held) {
            leg.held = held;
            if (++leg.tellings > TELLINGS_MAX) {
                endings.hangUp(call, leg, "session.too-many-changes", EndedBy.SIGNALLING_FAILURE);
                return;
            }
            write(call, stamp -> new CallFact.LegHeld(stamp, call.id, leg.id, held));
        }
    }

    private void referred(LiveCall call, LiveLeg leg, SipFact.ReferReceived fact) {
        counters.add("refers.received");
        LegRef replaced = within(call.account, fact.replaced());
        FactForms.Referred means =
                new FactForms.Referred(replaced, callees.like(fact.to().user(), call.account));
        write(call, stamp -> FactForms.refer(stamp, call, leg.id, fact, means));
    }

    /** Whoever knows the dialogs of another account's calls has no part in them. */
    private @Nullable LegRef within(String account, SipFact.@Nullable Replaced named) {
        return Optional.ofNullable(named)
                .filter(it -> book.find(it.callId())
                        .filter(call -> call.account.equals(account))
                        .isPresent())
                .map(it -> new LegRef(it.callId(), LegNames.inLog(it.legId())))
                .orElse(null);
    }

    private void write(LiveCall call, Function<EdgeStamp, ? extends EdgeFact> fact) {
        facts.write(call.account, fact);
    }

    private void withCall(String callId, Consumer<LiveCall> action) {
        book.find(callId).ifPresentOrElse(action, () -> counters.add("facts.of-unknown-calls"));
    }

    private interface LegAction {
        void on(LiveCall call, LiveLeg leg);
    }

    private void withLeg(String callId, String sipLeg, LegAction action) {
        withCall(
                callId,
                call -> call.leg(LegNames.inLog(sipLeg))
                        .filter(leg -> !leg.isOver())
                        .ifPresent(leg -> action.on(call, leg)));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
