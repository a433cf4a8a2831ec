package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Business hours with their rules, which are saved and replaced together with the schedule. */
final class Schedules extends Resource<TimeSchedule> {

    private static final Fields<Rule> RULES = Fields.snake(Rule.class);

    Schedules() {
        super("schedule", "time_schedule", "sch", TimeSchedule.class, Set.of("rules"));
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    /** A rule is named by its schedule and place, so that the same document always gives the same rules. */
    @Override
    public void absorb(
            ObjectNode document,
            @Nullable TimeSchedule old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        if (values.get("rules") instanceof List<?> rules) {
            List<Rule> named = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                named.add(named((Rule) rules.get(i), values.get("id") + "." + (i + 1)));
            }
            values.put("rules", named);
        }
    }

    @Override
    public void check(TimeSchedule row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.zone(row.timezone(), "timezone", p);
        for (int i = 0; i < row.rules().size(); i++) {
            RuleChecks.check(row.rules().get(i), p.at("rules", i));
        }
    }

    @Override
    protected void saveParts(TimeSchedule row, Sql sql) {
        sql.run("DELETE FROM time_schedule_rule WHERE schedule_id = ?", row.id());
        for (int i = 0; i < row.rules().size(); i++) {
            Rule rule = row.rules().get(i);
            sql.run(
                    "INSERT INTO time_schedule_rule (id, account_id, schedule_id, position, kind, dow, start_time,"
                            + " end_time, start_date, end_date, is_closed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rule.id(),
                    row.accountId(),
                    row.id(),
                    i,
                    Forms.word(rule.kind()),
                    rule.dow(),
                    rule.startTime(),
                    rule.endTime(),
                    rule.startDate(),
                    rule.endDate(),
                    rule.isClosed() ? 1 : 0);
        }
    }

    @Override
    protected Map<String, @Nullable Object> loadParts(String id, Sql sql) {
        List<Rule> rules =
                sql.rows("SELECT * FROM time_schedule_rule WHERE schedule_id = ? ORDER BY position", id).stream()
                        .map(Schedules::rule)
                        .toList();
        return Map.of("rules", rules);
    }

    private static Rule rule(Row row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (Field field : RULES.all()) {
            values.put(field.componentName(), Table.fromColumn(field, row.value(field.name())));
        }
        return RULES.build(values, new Problems()).orElseThrow();
    }

    private static Rule named(Rule rule, String id) {
        Kind kind = Objects.requireNonNull(rule.kind());
        return new Rule(
                id,
                kind,
                rule.dow(),
                rule.startTime(),
                rule.endTime(),
                rule.startDate(),
                rule.endDate(),
                rule.isClosed());
    }
}
