package io.ringlog.api.http;

import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import java.util.List;

/** What a key can ask about itself. */
final class KeyOwnRoutes implements RouteGroup {

    /** Who a key is. */
    record WhoAmI(String accountId, List<String> scopes, String via) {}

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("whoAmI", "/v1/whoami", "Whose key this is and what it opens.", KeyOwnRoutes::whoAmI)
                .ofTheKey()
                .answers(Schemas.of(WhoAmI.class)));
    }

    private static Answer whoAmI(Request request) {
        Key key = request.key();
        String via = request.session().isEmpty() ? "key" : "session";
        return Answer.ok(new WhoAmI(key.accountId(), List.copyOf(key.scopes()), via));
    }
}
