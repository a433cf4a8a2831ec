package io.ringlog.api.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.csv.Csv;
import io.ringlog.api.figures.Interval.Span;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.FigureSlices;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.Cut;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.domain.figures.Waits;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Key figures of queues and agents, over closed intervals or the last minutes. */
public final class FigureRoutes implements RouteGroup {

    private static final String SL_SEC = "sl_sec";
    private static final int USUAL_SL_SEC = 20;

    /**
     * Figures of a queue.
     *
     * @param timeZone whose clock parts the intervals
     * @param slSec within which an answer keeps the service level
     * @param formulas what each figure is made of, by the names of the fields beside it
     */
    record OfQueue(
            String queueId,
            String timeZone,
            String interval,
            int slSec,
            SortedMap<String, String> formulas,
            List<QueueFigures> intervals) {}

    /** Figures of an agent, likewise. */
    record OfAgent(
            String userId,
            String timeZone,
            String interval,
            SortedMap<String, String> formulas,
            List<AgentFigures> intervals) {}

    private final FigureSlices slices;
    private final Configuration configuration;
    private final Rows rows;
    private final InstantSource clock;

    public FigureRoutes(FigureSlices slices, Configuration configuration, InstantSource clock) {
        this.slices = slices;
        this.configuration = configuration;
        this.rows = new Rows(configuration);
        this.clock = clock;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Csv.alsoIn(Asked.parameters(Route.get(
                                "listQueueFigures",
                                "/v1/queues/{id}/figures",
                                "What became of the callers of a queue, named by id or name, with its key figures and"
                                        + " their formulas, by intervals of the queue's time zone.",
                                this::queue)
                        .needs(Scope.QUEUES)
                        .query(
                                SL_SEC,
                                "an answer within so many seconds keeps the service level, 20 unless told",
                                Schemas.integer(0, Waits.MOST_SEC))
                        .answers(Schemas.named("FiguresOfQueue", OfQueue.class)))))
                .add(Csv.alsoIn(Asked.parameters(Route.get(
                                "listAgentFigures",
                                "/v1/agents/{id}/figures",
                                "What an agent, named by id or username, did, with key figures and their formulas, by"
                                        + " intervals of the account's time zone.",
                                this::agent)
                        .needs(Scope.AGENTS)
                        .answers(Schemas.named("FiguresOfAgent", OfAgent.class)))));
    }

    private Answer queue(Request request) {
        String account = request.account();
        String id = known(request, "queue");
        boolean csv = Csv.isAsked(request);
        int slSec = slSec(request);
        ZoneId zone = zone(account, row(account, "queue", id));
        Instant now = clock.instant();
        Asked asked = Asked.of(request, Cut.QUEUE_QUARTERS.kept(), zone, now);
        List<QueueSlice> all = slices.queue(account, id, asked.byMinute());
        Optional<Instant> begun = slices.begun(account);
        List<QueueFigures> figures = asked.spans().stream()
                .map(span -> QueueFigures.of(id, span, all, slSec, isComplete(span, begun, now)))
                .toList();
        return csv
                ? Csv.page(Csv.of(QueueFigures.class, figures), null)
                : Answer.ok(new OfQueue(id, zone.getId(), asked.interval(), slSec, QueueFigures.FORMULAS, figures));
    }

    private Answer agent(Request request) {
        String account = request.account();
        String id = known(request, "user");
        boolean csv = Csv.isAsked(request);
        ZoneId zone = zone(account, Optional.empty());
        Instant now = clock.instant();
        Asked asked = Asked.of(request, Cut.AGENT_QUARTERS.kept(), zone, now);
        List<AgentSlice> all = slices.agent(account, id, asked.byMinute());
        Optional<Instant> begun = slices.begun(account);
        List<AgentFigures> figures = asked.spans().stream()
                .map(span -> AgentFigures.of(id, span, all, earlier(span.until(), now), isComplete(span, begun, now)))
                .toList();
        return csv
                ? Csv.page(Csv.of(AgentFigures.class, figures), null)
                : Answer.ok(new OfAgent(id, zone.getId(), asked.interval(), AgentFigures.FORMULAS, figures));
    }

    private static boolean isComplete(Span span, Optional<Instant> begun, Instant now) {
        boolean counted = begun.filter(it -> !it.isAfter(span.from())).isPresent();
        return counted && !span.until().isAfter(now);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static int slSec(Request request) {
        String given = request.query(SL_SEC).orElse(String.valueOf(USUAL_SL_SEC));
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > Waits.MOST_SEC) {
            throw Refused.field(Why.INVALID, SL_SEC, "request.out-of-range", "must be 0 to " + Waits.MOST_SEC);
        }
        return Integer.parseInt(given);
    }

    private String known(Request request, String resource) {
        String given = request.path("id");
        return rows.known(resource, request.account(), given)
                .orElseThrow(() -> Refused.notFound(resource + ' ' + given));
    }

    /** That of the hours which a queue keeps, or else the account's. */
    private ZoneId zone(String account, Optional<ObjectNode> queue) {
        String zone = queue.map(it -> it.path("schedule_id").textValue())
                .flatMap(id -> row(account, "schedule", id))
                .map(it -> it.path("timezone").textValue())
                .or(() -> row(account, "account", account)
                        .map(it -> it.path("timezone").textValue()))
                .orElse("UTC");
        return ZoneId.of(zone);
    }

    private Optional<ObjectNode> row(String account, String resource, String id) {
        return configuration.find(resource, account, id).map(Document::body);
    }
}
