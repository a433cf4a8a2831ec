package io.ringlog.topology.views;

import io.ringlog.domain.journal.TrunkEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a trunk.
 *
 * @param health null while it is not known whether it is there
 * @param line null while nothing is known of a registration at it
 * @param quality null while nobody was rung by it
 */
public record LiveTrunk(
        String accountId,
        String trunkId,
        @Nullable Health health,
        @Nullable Line line,
        @Nullable TrunkQuality quality) {

    /** Whether it answers, as {@code edge} has found; {@code status} is the answer that made it so. */
    public record Health(boolean up, Instant since, String edge, int status) {}

    /**
     * Our registration at it.
     *
     * @param contact null while we are not registered
     * @param code why the last attempt failed, or why its Service-Route is not followed; null for neither
     */
    public record Line(
            @Nullable String edge,
            @Nullable String aor,
            @Nullable String contact,
            @Nullable Instant expiresAt,
            int status,
            @Nullable String code,
            @Nullable Instant retryAt) {

        /** A renewal that fails ends nothing before the life that was granted does. */
        public boolean isRegistered(Instant now) {
            return contact != null && expiresAt != null && expiresAt.isAfter(now);
        }
    }

    public static LiveTrunk unknown(String account, String trunkId) {
        return new LiveTrunk(account, trunkId, null, null, null);
    }

    /** The trunk after an event; empty when nothing is known any more. */
    public Optional<LiveTrunk> after(TrunkEvent event, Instant at) {
        LiveTrunk next = switch (event) {
            case TrunkEvent.TrunkUp it -> with(new Health(true, at, it.edge(), it.status()));
            case TrunkEvent.TrunkDown it -> with(new Health(false, at, it.edge(), it.status()));
            case TrunkEvent.TrunkUnwatched _ -> with((Health) null);
            case TrunkEvent.TrunkRegistered it ->
                with(new Line(it.edge(), it.aor(), it.contact(), it.expiresAt(), 200, it.code(), null));
            case TrunkEvent.TrunkRegistrationFailed it ->
                with(new Line(
                        it.edge(),
                        line == null ? null : line.aor(),
                        it.contact(),
                        it.expiresAt(),
                        it.status(),
                        it.code(),
                        it.retryAt()));
            case TrunkEvent.TrunkUnregistered _ -> with((Line) null);
        };
        return next.health == null && next.line == null && next.quality == null ? Optional.empty() : Optional.of(next);
    }

    /** The trunk with one more event of a call counted. */
    public LiveTrunk counting(String eventId, Instant at, UnaryOperator<TrunkQuality.Hour> count) {
        TrunkQuality before = quality == null ? TrunkQuality.NONE : quality;
        return new LiveTrunk(accountId, trunkId, health, line, before.after(eventId, at, count));
    }

    private LiveTrunk with(@Nullable Health next) {
        return new LiveTrunk(accountId, trunkId, next, line, quality);
    }

    private LiveTrunk with(@Nullable Line next) {
        return new LiveTrunk(accountId, trunkId, health, next, quality);
    }
}
