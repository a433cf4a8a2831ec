package io.ringlog.api.events;

import io.ringlog.api.events.EventStream.Wanted;
import io.ringlog.api.port.EventLog;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.Event;
import io.ringlog.wire.SealedFamilies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The event stream of an account. */
public final class EventRoutes implements RouteGroup {
    private static final Set<String> TYPES = SealedFamilies.members(Event.class).stream()
            .map(SealedFamilies::nameOf)
            .collect(Collectors.toUnmodifiableSet());

    private final EventLog log;
    private final EventHub hub;
    private final Duration heartbeat;

    public EventRoutes(EventLog log, EventHub hub, Duration heartbeat) {
        this.log = log;
        this.hub = hub;
        this.heartbeat = heartbeat;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                        "followEvents",
                        "/v1/events",
                        "Server-sent events from now on, or from Last-Event-ID or the cursor on.",
                        this::follow)
                .needs(Scope.CALLS)
                .query("type", "only these types of events, separated by commas", Schemas.text())
                .query("cursor", "an id of an event, when the header cannot be set", Schemas.text())
                .header("Last-Event-ID", "the id of the last event that came; what was missed comes first")
                .answers(
                        200,
                        Answer.EVENT_STREAM,
                        Schemas.text().put("description", "server-sent events; data is an EventRecord")));
    }

    private Answer follow(Request request) {
        Cursor from = request.header("Last-Event-ID")
                .or(() -> request.query("cursor"))
                .map(Cursor::parse)
                .orElse(Cursor.none());
        String account = request.account();
        Wanted wanted = new Wanted(account, log.partitionOf(account), from, types(request), request::isStillOpen);
        return new Answer.Stream(new EventStream(log, hub, wanted, heartbeat), Map.of("Cache-Control", "no-store"));
    }

    private static Set<String> types(Request request) {
        Set<String> types = request.query("type").map(it -> List.of(it.split(","))).orElse(List.of()).stream()
                .collect(Collectors.toUnmodifiableSet());
        types.stream().filter(type -> !TYPES.contains(type)).findFirst().ifPresent(unknown -> {
            throw Refused.field(Why.INVALID, "type", "request.not-a-choice", "there is no event " + unknown);
        });
        return types;
    }
}
