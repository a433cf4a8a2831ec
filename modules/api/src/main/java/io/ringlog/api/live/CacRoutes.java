package io.ringlog.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Concurrency control as it stands: what calls in progress hold, beside the ceiling each scope has. */
public final class CacRoutes implements RouteGroup {

    /** A scope: calls that hold it, and its ceiling; without a limit it is not bounded. */
    record ScopeUse(
            String scope,
            int used,
            @Nullable Integer limit,
            @Nullable Source source) {}

    /** The field of configuration the limit is written in. */
    record Source(String resource, String id, String field) {}

    private static final String ACCOUNT = "account";
    private static final Map<String, String> OF_THE_ACCOUNT =
            Map.of("account.in", "max_in", "account.out", "max_out", "account.dialer", "max_dialer");
    private static final Map<String, String> OF_A_ROW =
            Map.of("user", "max_simultaneous", "did", "max_channels", "trunk", "max_channels");

    private final LiveViews views;
    private final Configuration configuration;

    public CacRoutes(LiveViews views, Configuration configuration) {
        this.views = views;
        this.configuration = configuration;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                        "listScopes",
                        "/v1/cac",
                        "What calls in progress hold of the limits, folded from them, and where each limit is set.",
                        this::usage)
                .needs(Scope.CALLS)
                .answers(Schemas.rows(Schemas.of(ScopeUse.class))));
    }

    private Answer usage(Request request) {
        String account = request.account();
        var used = new TreeMap<String, Integer>();
        OF_THE_ACCOUNT.keySet().forEach(scope -> used.put(scope, 0));
        used.putAll(views.openByScope(account));
        return Answer.rows(used.entrySet().stream()
                .map(it -> use(account, it.getKey(), it.getValue()))
                .toList());
    }

    private ScopeUse use(String account, String scope, int used) {
        Source source = source(account, scope);
        if (source == null) {
            return new ScopeUse(scope, used, null, null);
        }
        return configuration
                .find(source.resource(), account, source.id())
                .map(row -> row.body().path(source.field()))
                .filter(JsonNode::isInt)
                .map(limit -> new ScopeUse(scope, used, limit.asInt(), source))
                .orElseGet(() -> new ScopeUse(scope, used, null, null));
    }

    private static @Nullable Source source(String account, String scope) {
        String ofTheAccount = OF_THE_ACCOUNT.get(scope);
        if (ofTheAccount != null) {
            return new Source(ACCOUNT, account, ofTheAccount);
        }
        int colon = scope.indexOf(':');
        String resource = scope.substring(0, Math.max(colon, 0));
        String field = OF_A_ROW.get(resource);
        return field == null ? null : new Source(resource, scope.substring(colon + 1), field);
    }
}
