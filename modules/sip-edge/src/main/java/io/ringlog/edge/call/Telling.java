package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.edge.media.MediaDesk;
import io.ringlog.relay.LegKey;

/** Tells the log of a sound that is missing, and whoever asked for it that it is not heard. */
record Telling(LiveCall call, LegKey leg, String mediaId, FactWriter facts, Runnable whenRefused)
        implements MediaDesk.Played {

    @Override
    public void missing(String why) {
        facts.write(call.account, stamp -> new CallFact.MediaMissing(stamp, leg.callId(), leg.legId(), mediaId, why));
    }

    @Override
    public void refused() {
        whenRefused.run();
    }
}
