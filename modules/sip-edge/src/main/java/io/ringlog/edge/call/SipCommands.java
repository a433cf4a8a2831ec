package io.ringlog.edge.call;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Manner;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.edge.EdgeConfig;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.edge.media.Rung;
import io.ringlog.sip.Challenge;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.Destination;
import io.ringlog.sip.ForkTarget;
import io.ringlog.sip.OutgoingLeg;
import io.ringlog.sip.ProxyOptions;
import io.ringlog.sip.SipRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Commands that signalling carries out: refuse, fork, dial, cancel, ring, hang up. Desk thread only. */
final class SipCommands {

    /** A session description that names its host, or none at all: the relay looks no name up. */
    private static final String NO_ADDRESS = Obstacle.NO_ADDRESS.code();

    private final CallLine line;
    private final MediaDesk media;
    private final Endings endings;
    private final EdgeCounters counters;
    private final EdgeConfig config;
    private final Places places;

    SipCommands(Endings.Surroundings with, Endings endings, Places places, EdgeConfig config) {
        this.line = with.line();
        this.media = with.media();
        this.counters = with.counters();
        this.endings = endings;
        this.config = config;
        this.places = places;
    }

    void refuse(Job job, Command.RefuseCall command) {
        LiveCall call = job.call();
        counters.add("calls.refused", command.warning() == null ? "unsaid" : command.warning());
        boolean challenge = command.status() == 401 || command.status() == 407;
        String warning = command.warning() == null ? null : warning(command.warning());
        SipRefusal refusal = new SipRefusal(
                command.status(),
                command.phrase(),
                command.reason(),
                warning,
                command.retryAfterSec(),
                challenge ? new Challenge(call.domain, WrongAnswers.isStale(command.warning())) : null);
        if (late(line.sip().reject(call.id, refusal))) {
            return;
        }
        endings.legOver(call, call.caller());
    }

    void invite(Job job, Command.InviteParty command) {
        if (command.proxied()) {
            fork(job, command);
        } else {
            dial(job, command);
        }
    }

    /** The code of a rule as a header's value (RFC 3261 section 20.43). */
    static String warning(String code) {
        return "399 ringlog \"" + code + "\"";
    }

    /** Everything rings at once; what cannot be rung fails at once, each leg for itself. */
    private void fork(Job job, Command.InviteParty command) {
        LiveCall call = job.call();
        if (!media.callerCanBeHeard(call.id)) {
            line.sip().reject(call.id, SipRefusal.of(488, "Not Acceptable Here").withWarning(warning(NO_ADDRESS)));
            job.failed(null, Obstacle.NO_ADDRESS);
            endings.legOver(call, call.caller());
            return;
        }
        ProxyOptions inside = ChangedHeaders.inside(
                call.headers, Identities.inside(command.callerId(), call.shownInFrom, call.domain));
        List<ForkTarget> targets = new ArrayList<>();
        for (Target target : command.targets()) {
            Optional<Destination> place = place(job, target, targets.size());
            if (place.isPresent() && hasMedia(job, target, place.get())) {
                ForkTarget fork = new ForkTarget(
                        target.legId(), place.get(), config.waits().ringing());
                targets.add(special(call, target, Identities.by(command), inside)
                        .map(fork::with)
                        .orElse(fork));
            }
        }
        if (targets.isEmpty()) {
            return;
        }
        targets.forEach(target -> call.add(target.legId()));
        CommandOutcome outcome = line.sip().proxy(call.id, targets, inside);
        if (late(outcome)) {
            targets.forEach(target -> call.leg(target.legId()).ifPresent(leg -> endings.legOver(call, leg)));
        }
        if (outcome == CommandOutcome.TOO_BROAD) {
            job.failed(null, Obstacle.TOO_BROAD);
            endings.legOver(call, call.caller());
        }
    }

    /** What one target is told that others are not. */
    private static Optional<ProxyOptions> special(
            LiveCall call, Target target, List<String> sentOnBy, ProxyOptions inside) {
        Shown shown = target.shown();
        String uri = target.contact().uri();
        if (shown != null) {
            return Optional.of(ChangedHeaders.outside(call.headers, Identities.outside(shown, uri)));
        }
        return sentOnBy.isEmpty()
                ? Optional.empty()
                : Optional.of(Identities.sentOn(inside, sentOnBy, call.domain, uri));
    }

    private void dial(Job job, Command.InviteParty command) {
        LiveCall call = job.call();
        String waiting = command.onBehalfOf();
        if (waiting != null && !call.leg(waiting).map(LiveLeg::isHosted).orElse(false)) {
            job.failed(null, Obstacle.CALL_NOT_ANSWERED);
            return;
        }
        for (Target target : command.targets()) {
            place(job, target, 0).ifPresent(place -> dial(job, target, command, place));
        }
        endings.settle(call);
    }

    /** A leg that waits for credentials is rung again with these. */
    void authorize(Job job, Command.AuthorizeLeg command) {
        late(line.sip().authorize(job.call().id, command.legId(), command.header(), command.value()));
    }

    private void dial(Job job, Target target, Command.InviteParty command, Destination place) {
        LiveCall call = job.call();
        String waiting = command.onBehalfOf();
        String peer = waiting == null ? target.legId() : waiting;
        Rung rung = rung(job, target, place);
        if (!rung.isSpoken()) {
            job.failed(target.legId(), Obstacle.NO_COMMON_CODEC);
            return;
        }
        Optional<String> offer = media.offer(call.id, target.legId(), peer, rung);
        if (offer.isEmpty()) {
            job.failed(target.legId(), Obstacle.NO_PORTS);
            return;
        }
        LiveLeg live = call.add(target.legId());
        live.dialled = true;
        CommandOutcome outcome = line.sip()
                .dial(call.id, target.legId(), outgoing(call, target, command, new Offer(place, offer.get())));
        if (outcome != CommandOutcome.DONE) {
            job.failed(target.legId(), "leg." + outcome.name().toLowerCase(Locale.ROOT));
            endings.legOver(call, live);
        }
    }

    private record Offer(Destination to, String sdp) {}

    private OutgoingLeg outgoing(LiveCall call, Target target, Command.InviteParty command, Offer offer) {
        CallerId inside = command.callerId();
        List<String> by = Identities.by(command);
        String uri = target.contact().uri();
        Shown outside = target.shown();
        String from = outside == null ? Identities.uri(inside.number(), call.domain) : Identities.from(outside);
        OutgoingLeg leg =
                OutgoingLeg.to(offer.to(), from, offer.sdp(), config.waits().ringing());
        String name = outside == null ? inside.name() : Identities.name(outside);
        OutgoingLeg named = name == null ? leg : leg.named(name);
        if (outside != null) {
            return named.with(Identities.headers(outside, uri));
        }
        return named.with(
                ChangedHeaders.beside(call.headers, by.isEmpty() ? Map.of() : Identities.sentOn(by, call.domain, uri)));
    }

    void cancel(Job job, Command.CancelLegs command) {
        LiveCall call = job.call();
        line.sip().cancelTargets(call.id, command.legIds(), Endings.cancelReason(command.reason()));
        command.legIds().forEach(legId -> call.leg(legId).ifPresent(LiveLeg::stops));
    }

    void ring(Job job) {
        late(line.sip().progress(job.call().id, 180, null));
    }

    void answerRefer(Job job, Command.AnswerRefer command) {
        String code = command.warning();
        counters.add("refers.answered", code == null ? "accepted" : code);
        late(line.sip()
                .answerRefer(job.call().id, command.referId(), command.status(), code == null ? null : warning(code)));
    }

    void notifyRefer(Job job, Command.NotifyRefer command) {
        late(line.sip().notifyRefer(job.call().id, command.referId(), command.status(), command.last()));
    }

    void hangUp(Job job, Command.HangUpLegs command) {
        LiveCall call = job.call();
        for (String legId : command.legIds()) {
            call.leg(legId).filter(leg -> !leg.isOver()).ifPresent(leg -> {
                endings.hangUp(call, leg, command.cause(), null);
                if (legId.equals(CallFact.CALLER) && !leg.isTalking()) {
                    // An unanswered caller was refused by this; signalling reports no end of what never began.
                    endings.legOver(call, leg);
                }
            });
        }
    }

    /**
     * Where a target is rung; told and empty when it cannot be.
     *
     * @param more legs that the same command adds before this one
     */
    private Optional<Destination> place(Job job, Target target, int more) {
        LiveCall call = job.call();
        if (isFull(call, more)) {
            job.failed(target.legId(), Obstacle.TOO_MANY_LEGS);
            return Optional.empty();
        }
        if (call.leg(target.legId()).isPresent()) {
            job.failed(target.legId(), Obstacle.LEG_EXISTS);
            return Optional.empty();
        }
        return switch (places.of(target)) {
            case Places.Place.There(Destination to)
            when target.encryption() == MediaEncryption.REQUIRED && !Places.isSafe(target, to) -> {
                String why = Refusal.ENCRYPTION_NOT_OVER_TLS.code();
                job.tell(stamp -> new CallFact.LegFailed(stamp, call.id, target.legId(), 488, why));
                yield Optional.empty();
            }
            case Places.Place.There(Destination to) -> Optional.of(to);
            case Places.Place.Nowhere(int status, String why) -> {
                job.tell(stamp -> new CallFact.LegFailed(stamp, call.id, target.legId(), status, why));
                yield Optional.empty();
            }
        };
    }

    /** Who was told to stop makes room for others at once, unless too many never say that they have stopped. */
    private boolean isFull(LiveCall call, int more) {
        EdgeConfig.Limits most = config.limits();
        return call.present() + more >= most.legsPerCall() || call.alive().size() + more >= most.keptLegsPerCall();
    }

    /** Where the party's messages come from another edge, its media comes from where it registered from. */
    private static Rung rung(Job job, Target target, Destination place) {
        Shown shown = target.shown();
        Manner manner = shown == null ? null : shown.manner();
        List<String> codecs = manner == null ? List.of() : manner.codecs();
        MediaEncryption encryption = Places.isSafe(target, place) ? target.encryption() : null;
        return new Rung(
                target.contact().receivedIp(),
                job.commandId(),
                codecs,
                encryption,
                Boolean.TRUE.equals(target.webRtc()),
                place.isThroughAnother());
    }

    private boolean hasMedia(Job job, Target target, Destination place) {
        boolean opened = media.prepare(job.call().id, target.legId(), rung(job, target, place));
        if (!opened) {
            job.failed(target.legId(), Obstacle.NO_PORTS);
        }
        return opened;
    }

    private boolean late(CommandOutcome outcome) {
        if (outcome == CommandOutcome.DONE) {
            return false;
        }
        counters.add("commands.late");
        return true;
    }
}
