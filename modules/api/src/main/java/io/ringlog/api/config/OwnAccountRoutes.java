package io.ringlog.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Refused;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The account a key speaks for, for everybody who has a key; changing it is a matter of the accounts resource. */
final class OwnAccountRoutes implements RouteGroup {

    /**
     * An account as every key of it may see it.
     *
     * @param inherited for each value of these that comes from above, the account that says it
     */
    record OwnAccount(
            String id,
            @Nullable String parentId,
            String name,
            String status,
            boolean isReseller,
            String timezone,
            String language,
            @Nullable Integer maxIn,
            @Nullable Integer maxOut,
            @Nullable Integer maxDialer,
            @Nullable Integer maxChannels,
            SortedMap<String, String> inherited) {}

    private static final List<String> SHOWN_FROM_ABOVE = List.of("language", "timezone");

    private final Configuration configuration;

    OwnAccountRoutes(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("getOwnAccount", "/v1/account", "The caller's own account and its ceilings.", this::show)
                .answers(Schemas.of(OwnAccount.class)));
    }

    private Answer show(Request request) {
        String id = request.account();
        var row = configuration
                .find("account", id, id)
                .orElseThrow(() -> Refused.notFound("account " + id))
                .body();
        return Answer.ok(new OwnAccount(
                id,
                row.path("parent_id").textValue(),
                row.path("name").asText(),
                row.path("status").asText(),
                row.path("is_reseller").asBoolean(),
                row.path("timezone").asText(),
                row.path("language").asText(),
                ceiling(row.get("max_in")),
                ceiling(row.get("max_out")),
                ceiling(row.get("max_dialer")),
                ceiling(row.get("max_channels")),
                inherited(row.path("inherited"))));
    }

    private static SortedMap<String, String> inherited(JsonNode all) {
        SortedMap<String, String> shown = new TreeMap<>();
        for (String field : SHOWN_FROM_ABOVE) {
            if (all.has(field)) {
                shown.put(field, all.path(field).asText());
            }
        }
        return shown;
    }

    private static @Nullable Integer ceiling(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : Integer.valueOf(value.asInt());
    }
}
