package io.ringlog.domain.call;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a trunk of the account may speak in a call that comes in by it. */
final class TrunkCodecs {

    private TrunkCodecs() {}

    /**
     * Why a call does not come in: nothing is left of what its caller offers. Without an offer everything is.
     *
     * @param trunkId null for whoever calls by no trunk of the account
     * @param offered the voice codecs of the offer, in lower case
     */
    static Optional<Rejection> refusal(Turn turn, @Nullable String trunkId, List<String> offered) {
        List<String> kept = of(turn, trunkId);
        return kept.isEmpty() || offered.isEmpty() || offered.stream().anyMatch(kept::contains)
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Refusal.TRUNK_SPEECHLESS
                                .because()
                                .with("trunk", String.valueOf(trunkId))
                                .with("codecs", String.join(" ", kept))
                                .with("offered", String.join(" ", offered)),
                        "the trunk may speak none of what the caller offers"));
    }

    /** Has the edge keep to them before anything else is done with the caller. */
    static void keep(LiveCall call, @Nullable String trunkId) {
        List<String> kept = of(call.turn(), trunkId);
        if (!kept.isEmpty()) {
            call.command(new Command.KeepCodecs(call.id(), CallFact.CALLER, kept));
        }
    }

    private static List<String> of(Turn turn, @Nullable String trunkId) {
        return Optional.ofNullable(trunkId)
                .flatMap(id -> turn.state().config().as(id, SipTrunk.class))
                .map(SipTrunk::codecs)
                .orElse(List.of());
    }
}
