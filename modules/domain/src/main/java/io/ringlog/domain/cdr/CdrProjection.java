package io.ringlog.domain.cdr;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.OutsideLeg;
import io.ringlog.domain.state.Way;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the summary row of a call from its last state. Rates nothing: {@code costMicros} is 0 without a tariff. */
public final class CdrProjection {

    /** One value for each column. */
    private static final Row ROW = (call, head, way, zones, end) -> new Cdr(
            head.callId(),
            head.account(),
            head.direction(),
            head.from(),
            head.to(),
            head.startedAt(),
            end.answered(),
            end.at(),
            seconds(head.startedAt(), end.at()),
            seconds(end.answered(), end.at()),
            end.answered() != null,
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
            call.outline().recordings(),
            outside(call, end.at()),
            zones.account(),
            zones.number(),
            call.outline().media(),
            call.outline().dispositions());

    private CdrProjection() {}

    /** Where the parties live: IANA names; null where it is not known or UTC. */
    public record Zones(@Nullable String account, @Nullable String number) {}

    /** How a call ended. */
    private record End(
            Disposition disposition,
            String cause,
            @Nullable String refusalCode,
            @Nullable Instant answered,
            Instant at) {}

    private interface Row {
        Cdr of(CallState call, CallHead head, @Nullable Way way, Zones zones, End end);
    }

    public static Cdr of(
            CallState call,
            Zones zones,
            Disposition disposition,
            Because because,
            @Nullable String refusalCode,
            Instant endedAt) {
        var end = new End(disposition, because.rule(), refusalCode, answeredAt(call, disposition), endedAt);
        return ROW.of(call, call.head(), call.outline().way(), zones, end);
    }

    private static long seconds(@Nullable Instant from, Instant until) {
        return from == null ? 0 : Duration.between(from, until).toSeconds();
    }

    private static @Nullable List<Cdr.OutsideLeg> outside(CallState call, Instant callEnd) {
        List<Cdr.OutsideLeg> answered = Stream.ofNullable(call.outline().outside())
                .flatMap(List::stream)
                .flatMap(it -> outside(call, it, callEnd).stream())
                .toList();
        return answered.isEmpty() ? null : answered;
    }

    private static Optional<Cdr.OutsideLeg> outside(CallState call, OutsideLeg leg, Instant callEnd) {
        Way way = leg.way();
        Instant end = call.leg(leg.legId()).orElse(null) instanceof Leg.Over over ? over.since() : callEnd;
        return Optional.ofNullable(leg.answeredAt())
                .map(answered -> new Cdr.OutsideLeg(
                        leg.legId(),
                        way.trunkId(),
                        way.routeId(),
                        way.numberClass(),
                        way.number(),
                        answered,
                        end,
                        Duration.between(answered, end).toSeconds()));
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
