package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.Played;
import io.ringlog.edge.media.Sounds;
import io.ringlog.relay.LegKey;

/** Tells the log of sounds that are missing, and whoever asked for it that it is not heard. */
record Telling(LiveCall call, LegKey leg, FactWriter facts, Runnable whenRefused) implements Played {

    @Override
    public void missing(Sounds.Missing what) {
        facts.write(
                call.account,
                stamp -> new CallFact.MediaMissing(stamp, leg.callId(), leg.legId(), what.mediaId(), what.why()));
    }

    @Override
    public void refused() {
        whenRefused.run();
    }
}
