package io.ringlog.domain.act;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Outward;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The trunks that legs leave by: each leg holds a channel of its trunk from the first ring to its end. */
public final class RungTrunks {

    private RungTrunks() {}

    /** Why a candidate's trunk can take no further call; an emergency call is tried on a full one too. */
    public static Optional<Because> full(LiveCall call, Candidate candidate) {
        Outward out = candidate.outward();
        String trunkId = out == null ? null : out.way().trunkId();
        if (out == null || trunkId == null || out.way().numberClass() == NumberClass.EMERGENCY) {
            return Optional.empty();
        }
        Integer most = call.turn()
                .state()
                .config()
                .as(trunkId, SipTrunk.class)
                .map(SipTrunk::maxChannels)
                .orElse(null);
        int held = call.turn().state().holders(Scopes.trunk(trunkId)).size();
        return most == null || held < most
                ? Optional.empty()
                : Optional.of(Refusal.TRUNK_FULL
                        .because()
                        .with("trunk", trunkId)
                        .with("held", held)
                        .with("max_channels", String.valueOf(most)));
    }

    /**
     * By one trunk a number that rings beside others was not reached: the next that stands by for it is due now, until
     * the number would have rung long enough.
     *
     * @return whether there is one
     */
    static boolean standsIn(LiveCall call, Party failed) {
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        Optional<Candidate> next = attempt.waiting().stream()
                .filter(it -> it.standsBy() && isSame(failed, it.party()))
                .findFirst();
        next.ifPresent(it -> {
            int elapsed = (int) Duration.between(attempt.since(), call.now()).toSeconds();
            call.change(state -> state.withRing(attempt.with(it, it.dueNow(elapsed))));
        });
        return next.isPresent();
    }

    static void hold(LiveCall call, String legId, Party party) {
        if (party instanceof Party.Trunk trunk) {
            AdmissionDesk.hold(call.turn(), call.id(), Scopes.trunk(trunk.trunkId(), legId));
        }
    }

    /** The leg is over; a leg that came in by a trunk is counted with its call. */
    static void release(LiveCall call, Leg leg) {
        if (leg.party() instanceof Party.Trunk trunk) {
            AdmissionDesk.release(call.turn(), call.id(), Scopes.trunk(trunk.trunkId(), leg.id()));
        }
    }

    /** Whether both ring the same number outside, by whatever trunk. */
    static boolean isSame(Party one, Party other) {
        return one instanceof Party.Trunk here
                && other instanceof Party.Trunk there
                && Objects.equals(here.number(), there.number());
    }
}
