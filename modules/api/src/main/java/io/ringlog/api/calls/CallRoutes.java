package io.ringlog.api.calls;

import io.ringlog.api.csv.Csv;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.History;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LiveCall;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Rows;
import io.ringlog.api.port.Step;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.wire.story.Story;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls that are over, and everything that is known about one call. */
public final class CallRoutes implements RouteGroup {

    private static final int PAGE = 1_000;
    private static final int LARGEST_PAGE = 10_000;
    private static final int LONGEST = 100;

    /** A call, in progress ({@code live}) or over ({@code cdr}). */
    record OneCall(
            String callId,
            @Nullable LiveCall live,
            @Nullable Cdr cdr) {}

    private final LiveViews views;
    private final History history;
    private final Configuration configuration;
    private final Rows rows;

    public CallRoutes(LiveViews views, History history, Configuration configuration) {
        this.views = views;
        this.history = history;
        this.configuration = configuration;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(list())
                .add(Route.get("getCall", "/v1/calls/{id}", "One call, in progress or over.", this::call)
                        .needs(Scope.CDR)
                        .answers(Schemas.named("Call", OneCall.class)))
                .add(Route.get(
                                "listCallEvents",
                                "/v1/calls/{id}/events",
                                "Every event of a call, in order.",
                                this::events)
                        .needs(Scope.CDR)
                        .answers(Schemas.rows(Schemas.of(EventRecord.class))))
                .add(Route.get(
                                "explainCall",
                                "/v1/calls/{id}/why",
                                "Why a call went where it went, in sentences.",
                                this::why)
                        .needs(Scope.CDR)
                        .answers(Schemas.rows(Schemas.of(Step.class))));
    }

    private Route list() {
        return Csv.alsoIn(Route.get("listCalls", "/v1/calls", "Calls that are over, newest first.", this::calls)
                .needs(Scope.CDR)
                .query("since", "started at or after", Schemas.millis())
                .query("until", "started before", Schemas.millis())
                .query("number", "caller or called; with * at the end every number that begins so", Schemas.text())
                .query("user", "id or username of the agent, the caller or the called", Schemas.text())
                .query("queue", "id or name of the queue it came to last", Schemas.text())
                .query("cause", "what ended or refused it, admission.account-full; or admission", Schemas.text())
                .query("text", "part of a number, a code or an id of the call", Schemas.text())
                .query("limit", "rows of a page, 1000 unless told", Schemas.integer(1, LARGEST_PAGE))
                .query("cursor", "the next_cursor of the page before", Schemas.text())
                .answers(Schemas.rows(Schemas.of(Cdr.class))));
    }

    private Answer calls(Request request) {
        boolean csv = Csv.isAsked(request);
        History.Rows found = history.calls(new History.Query(
                request.account(),
                request.time("since").orElse(null),
                request.time("until").orElse(null),
                new History.Matching(
                        words(request, "number"),
                        request.query("user")
                                .map(it -> rows.names("user", request.account(), it))
                                .orElse(null),
                        request.query("queue")
                                .map(it -> rows.id("queue", request.account(), it))
                                .orElse(null),
                        words(request, "cause"),
                        words(request, "text")),
                request.limit(PAGE, LARGEST_PAGE),
                request.query("cursor").orElse(null)));
        String next = found.next();
        return csv ? Csv.page(Csv.of(Cdr.class, found.rows()), next) : Answer.rows(found.rows(), next);
    }

    private Answer call(Request request) {
        String id = request.path("id");
        Optional<LiveCall> live = views.call(request.account(), id);
        Optional<Cdr> over = live.isPresent() ? Optional.empty() : history.call(request.account(), id);
        if (live.isEmpty() && over.isEmpty()) {
            throw Refused.notFound("call " + id);
        }
        return Answer.ok(new OneCall(id, live.orElse(null), over.orElse(null)));
    }

    private Answer events(Request request) {
        return Answer.rows(story(request));
    }

    private Answer why(Request request) {
        Story story =
                Story.of(request.path("id"), story(request)).named(id -> configuration.nameOf(request.account(), id));
        return Answer.rows(story.lines().stream().map(Step::of).toList());
    }

    private List<EventRecord> story(Request request) {
        String id = request.path("id");
        List<EventRecord> lately = views.story(request.account(), id);
        List<EventRecord> events = lately.isEmpty() ? history.story(request.account(), id) : lately;
        if (events.isEmpty()) {
            throw Refused.notFound("call " + id);
        }
        return events;
    }

    private static @Nullable String words(Request request, String name) {
        String given = request.query(name).orElse(null);
        if (given != null && (given.isBlank() || given.length() > LONGEST)) {
            throw wrong(name, "must have 1 to " + LONGEST + " characters");
        }
        return given;
    }

    private static Refused wrong(String name, String message) {
        return Refused.field(Why.INVALID, name, "request.bad-parameter", message);
    }
}
