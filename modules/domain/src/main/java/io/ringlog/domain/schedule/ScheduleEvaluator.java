package io.ringlog.domain.schedule;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.state.ConfigIndex;
import io.ringlog.kernel.Because;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a schedule is open at an instant, which rule says so, and when that changes. Decides nothing about
 * calls.
 */
public final class ScheduleEvaluator {

    private ScheduleEvaluator() {}

    /** The hours of a schedule by id, in its own zone or the account's; broken when there is no such schedule. */
    public static Hours of(ConfigIndex config, String accountId, String scheduleId, Instant at) {
        return config.schedule(scheduleId)
                .map(schedule -> evaluate(schedule, zoneOf(config, accountId), at))
                .orElseGet(() -> new Hours.Broken(scheduleId, "there is no schedule " + scheduleId));
    }

    /** @param accountZone counts when the schedule names no zone */
    public static Hours evaluate(TimeSchedule schedule, ZoneId accountZone, Instant at) {
        String own = schedule.timezone();
        Optional<ZoneId> zone = own == null ? Optional.of(accountZone) : zone(own);
        if (zone.isEmpty()) {
            return new Hours.Broken(schedule.id(), "the time zone " + own + " is unknown");
        }
        if (schedule.rules().isEmpty()) {
            return new Hours.Broken(schedule.id(), "the schedule has no rules");
        }
        try {
            List<DayRule> rules = schedule.rules().stream().map(DayRule::read).toList();
            return evaluation(schedule, rules, zone.get(), at);
        } catch (DateTimeException unreadable) {
            return new Hours.Broken(schedule.id(), String.valueOf(unreadable.getMessage()));
        }
    }

    private static Hours evaluation(TimeSchedule schedule, List<DayRule> rules, ZoneId zone, Instant at) {
        Calendar calendar = new Calendar(rules, zone);
        Calendar.Answer answer = calendar.at(at);
        Instant next = calendar.nextChange(at, answer.state());
        DayRule rule = answer.rule();
        Because because = Because.of("schedule." + answer.state().outcome().replace('_', '-'))
                .with("schedule", schedule.id())
                .with("zone", zone.getId())
                .with("local_time", LocalDateTime.ofInstant(at, zone))
                .with("rule", rule == null ? "none" : rule.id())
                .with("next_change_at", next == null ? "never" : next);
        return new Hours.Evaluation(answer.state(), rule == null ? null : rule.id(), next, because);
    }

    /** The time zone of an account. */
    public static ZoneId zoneOf(ConfigIndex config, String accountId) {
        return config.account(accountId)
                .map(Account::timezone)
                .flatMap(ScheduleEvaluator::zone)
                .orElse(ZoneOffset.UTC);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
