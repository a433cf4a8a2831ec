package io.ringlog.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.LiveViews.FraudBlock;
import io.ringlog.api.port.LiveViews.FraudWarning;
import io.ringlog.api.port.LiveViews.LiveFraud;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fraud rule as it stands.
 *
 * @param watch what it looks at, as the rule says
 * @param warned what it told last; null for nothing since it began
 * @param blocked why it stops calls now; null where it stops none
 */
record FraudNow(
        String ruleId,
        String name,
        String watch,
        @Nullable FraudWarning warned,
        @Nullable FraudBlock blocked) {

    /** @param rows of configuration, one for each rule */
    static List<FraudNow> of(List<? extends JsonNode> rows, List<LiveFraud> frauds) {
        Map<String, LiveFraud> known =
                frauds.stream().collect(Collectors.toMap(LiveFraud::ruleId, Function.identity()));
        return rows.stream().map(row -> of(row, known)).toList();
    }

    private static FraudNow of(JsonNode row, Map<String, LiveFraud> known) {
        String id = row.path("id").asText();
        LiveFraud fraud = known.getOrDefault(id, new LiveFraud(id, null, null));
        return new FraudNow(id, row.path("name").asText(), row.path("watch").asText(), fraud.warned(), fraud.blocked());
    }
}
