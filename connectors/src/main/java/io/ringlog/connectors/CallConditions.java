package io.ringlog.connectors;

import static org.apache.iceberg.expressions.Expressions.equal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls must be, as conditions on the rows of the table of CDRs. */
final class CallConditions {

    private static final String TEXT = "lower(concat_ws(' ', call_id, from_num, to_num, hangup_cause, refusal_code,"
            + " queue_id, agent_id, correlation_id))";

    private CallConditions() {}

    static void add(CallQuery.Matching wanted, LakeSelect select) {
        number(wanted.number(), select);
        List<String> users = wanted.users();
        if (users != null) {
            select.where(
                    null,
                    "(list_contains(?, agent_id) OR list_contains(?, from_num) OR list_contains(?, to_num))",
                    users,
                    users,
                    users);
        }
        String queue = wanted.queue();
        if (queue != null) {
            select.where(equal("queue_id", queue), "queue_id = ?", queue);
        }
        String cause = wanted.cause();
        if (cause != null) {
            String ofTheKind = cause + ".";
            select.where(
                    null,
                    "(hangup_cause = ? OR refusal_code = ? OR starts_with(hangup_cause, ?))",
                    cause,
                    cause,
                    ofTheKind);
        }
        String text = wanted.text();
        if (text != null) {
            select.where(null, "contains(" + TEXT + ", lower(?))", text);
        }
    }

    private static void number(@Nullable String number, LakeSelect select) {
        if (number == null) {
            return;
        }
        boolean prefix = number.endsWith("*");
        String digits = number.replaceAll("^\\+|\\*$", "");
        String test = prefix ? "starts_with(ltrim(%s, '+'), ?)" : "ltrim(%s, '+') = ?";
        select.where(null, "(" + test.formatted("from_num") + " OR " + test.formatted("to_num") + ")", digits, digits);
    }
}
