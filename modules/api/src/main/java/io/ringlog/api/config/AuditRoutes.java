package io.ringlog.api.config;

import io.ringlog.api.port.Audit;
import io.ringlog.api.port.Audit.Action;
import io.ringlog.api.port.Audit.AuditEntry;
import io.ringlog.api.port.Audit.Wanted;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who changed what of an account's configuration, from what to what, and when. */
public final class AuditRoutes implements RouteGroup {

    private static final List<String> ACTIONS =
            Stream.of(Action.values()).map(Because::word).toList();

    private final Audit audit;

    public AuditRoutes(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("listAudit", "/v1/audit", "Who changed what of the account, newest first.", this::list)
                .needs(Scope.AUDIT)
                .query("resource", "of rows of this kind: user, did, key", Schemas.text())
                .query("row_id", "of this row", Schemas.text())
                .query("actor", "by this one: key:key_01J...", Schemas.text())
                .query("action", "of this kind", Schemas.choice(ACTIONS))
                .query("since", "at or after", Schemas.millis())
                .query("until", "before", Schemas.millis())
                .query("limit", "rows in a page; 100 when not said", Schemas.integer(1, Documents.LARGEST_PAGE))
                .query("cursor", "next_cursor of the page before", Schemas.text())
                .answers(Schemas.rows(Schemas.of(AuditEntry.class))));
    }

    private Answer list(Request request) {
        var page = audit.list(
                request.account(),
                new Wanted(
                        request.query("resource").orElse(null),
                        request.query("row_id").orElse(null),
                        request.query("actor").orElse(null),
                        request.query("action").map(AuditRoutes::action).orElse(null),
                        request.time("since").orElse(null),
                        request.time("until").orElse(null)),
                request.after().orElse(null),
                request.limit(Documents.USUAL_PAGE, Documents.LARGEST_PAGE));
        return Answer.rows(page.rows(), page.next());
    }

    private static @Nullable Action action(String word) {
        return Stream.of(Action.values())
                .filter(it -> Because.word(it).equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.field(
                        Why.INVALID, "action", "request.bad-filter", "must be one of " + String.join(", ", ACTIONS)));
    }
}
