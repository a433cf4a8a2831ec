package io.ringlog.edge.call;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.kernel.Code;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A command at work on a live call, and how it reports. */
record Job(LiveCall call, String commandId, FactWriter facts) {

    void tell(Function<EdgeStamp, ? extends EdgeFact> fact) {
        facts.write(call.account, fact);
    }

    void failed(@Nullable String legId, Code why) {
        failed(legId, why.code());
    }

    /** @param legId the leg that the command failed for, null when it failed for the whole call */
    void failed(@Nullable String legId, String reason) {
        tell(stamp -> new CallFact.CommandFailed(stamp, call.id, commandId, legId, reason));
    }
}
