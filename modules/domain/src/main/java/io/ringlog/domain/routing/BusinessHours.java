package io.ringlog.domain.routing;

import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.Scheduled;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Dialled.Answer;
import io.ringlog.domain.routing.Dialled.Warning;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.state.AccountState;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Attached business hours: being closed or on holiday overrides where a number, extension or queue leads. Pure. */
public final class BusinessHours {

    private BusinessHours() {}

    /** The target that holds at {@code now}: {@code open}, or the row's closed or holiday target. */
    public static Answer target(AccountState state, Scheduled row, RouteTarget open, Because because, Instant now) {
        String schedule = row.scheduleId();
        if (schedule == null) {
            return new Answer.Found(open, because);
        }
        Hours hours = ScheduleEvaluator.of(state.config(), row.accountId(), schedule, now);
        Because read = hours.noted(because, schedule);
        return switch (hours.state()) {
            case IN_HOURS -> new Answer.Found(open, read, warning(row, hours));
            case OUT_OF_HOURS -> instead(row.closedTarget(), open, read, hours);
            case HOLIDAY -> instead(row.holidayTarget(), open, read, hours);
        };
    }

    private static @Nullable Warning warning(Scheduled row, Hours hours) {
        return switch (hours) {
            case Hours.Evaluation it -> null;
            case Hours.Broken it -> new Warning(it, row.id());
        };
    }

    private static Answer instead(@Nullable RouteTarget other, RouteTarget open, Because read, Hours hours) {
        if (other == null) {
            return new Answer.Nowhere(new Rejection(
                    new Because(Refusal.CLOSED.code(), read.inputs(), read.alternatives())
                            .over(open.kind() + " " + open.id(), hours.state().outcome()),
                    "closed now, and no destination is set for closed hours"));
        }
        return new Answer.Found(
                other, read.over(open.kind() + " " + open.id(), hours.state().outcome()));
    }
}
