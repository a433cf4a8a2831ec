package io.ringlog.domain.cdr;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Way;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the summary row of a call from its last state. Rates nothing: {@code costMicros} is 0 without a tariff. */
public final class CdrProjection {

    private CdrProjection() {}

    /** How a call ended. */
    private record End(
            Disposition disposition, String cause, @Nullable String refusalCode, Instant at) {}

    public static Cdr of(
            CallState call, Disposition disposition, String cause, @Nullable String refusalCode, Instant endedAt) {
        return of(call, new End(disposition, cause, refusalCode, endedAt));
    }

    private static Cdr of(CallState call, End end) {
        CallHead head = call.head();
        Way way = call.outline().way();
        Instant answered = answeredAt(call, end.disposition());
        return new Cdr(
                head.callId(),
                head.account(),
                head.direction(),
                head.from(),
                head.to(),
                head.startedAt(),
                answered,
                end.at(),
                Duration.between(head.startedAt(), end.at()).toSeconds(),
                answered == null ? 0 : Duration.between(answered, end.at()).toSeconds(),
                answered != null,
                end.disposition(),
                end.cause(),
                end.refusalCode(),
                call.outline().queueId(),
                call.outline().agentId(),
                head.correlationId(),
                head.edge(),
                call.outline().flowId(),
                call.outline().flowVersion(),
                0,
                head.parentCallId(),
                call.outline().childCallIds(),
                call.tally().transfers(),
                way == null ? cameBy(call) : way.trunkId(),
                way == null ? null : way.routeId(),
                way == null ? null : way.numberClass(),
                way == null ? null : way.dialled(),
                way == null ? null : way.number(),
                call.outline().ringGroupId(),
                call.outline().answeredBy(),
                call.outline().mailboxId(),
                call.outline().conferenceId(),
                call.outline().recordings());
    }

    /** The music of a queue was heard where nobody answered. */
    private static @Nullable Instant answeredAt(CallState call, Disposition disposition) {
        return disposition == Disposition.NO_ANSWER ? null : call.outline().answeredAt();
    }

    private static @Nullable String cameBy(CallState call) {
        return call.leg(CallFact.CALLER).map(Leg::party).orElse(null) instanceof Party.Trunk trunk
                ? trunk.trunkId()
                : null;
    }
}
