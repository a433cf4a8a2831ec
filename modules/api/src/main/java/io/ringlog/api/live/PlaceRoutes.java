package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LivePlace;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.PlaceActed.PlaceUnwanted;
import io.ringlog.domain.journal.PlaceActed.PlaceWanted;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is called back from a queue when it is their turn. */
public final class PlaceRoutes implements RouteGroup {

    private static final int LONGEST_NUMBER = 64;
    private static final String PATH = "/v1/queues/{id}/callbacks";

    /**
     * Somebody who is to be called back.
     *
     * @param number whom the account dials: an extension, a username or a number outside
     * @param priority higher is served first; null for 0
     * @param dueAt when they are to be called; null for as soon as it is their turn
     */
    record CallbackWanted(
            String number,
            @Nullable Integer priority,
            @Nullable Instant dueAt) {}

    /**
     * A place that is kept.
     *
     * @param id by which it is listed and taken back
     * @param shownWithinMs lists show it so much later, while nothing lags
     */
    record Kept(String id, String code, String text, long shownWithinMs) {}

    private final LiveViews views;
    private final Brain brain;
    private final Rows rows;
    private final Supplier<String> ids;

    /** @param ids gives a new id for each place */
    public PlaceRoutes(LiveViews views, Brain brain, Configuration configuration, Supplier<String> ids) {
        this.views = views;
        this.brain = brain;
        this.rows = new Rows(configuration);
        this.ids = ids;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "listCallbacks",
                                PATH,
                                "Who is called back from a queue, named by id or name, as they are served: higher "
                                        + "priority, then who came first.",
                                this::list)
                        .needs(Scope.CALLS)
                        .answers(Schemas.rows(Schemas.named("Callback", LivePlace.class))))
                .add(Route.post(
                                "askCallback",
                                PATH,
                                "Keeps a place in the queue for somebody who is called back when it is their turn and "
                                        + "an agent is free; the key is the actor in the log.",
                                this::ask)
                        .needs(Scope.CALLS)
                        .takes(Schemas.of(CallbackWanted.class))
                        .answers(Schemas.named("KeptCallback", Kept.class)))
                .add(Route.of(
                                "cancelCallback",
                                Method.DELETE,
                                PATH + "/{callback}",
                                "Calls somebody back no more; who rings is let alone. The key is the actor in the log.",
                                this::cancel)
                        .needs(Scope.CALLS)
                        .answersNothing());
    }

    private Answer list(Request request) {
        String queue = queue(request);
        return Answer.rows(views.places(request.account()).stream()
                .filter(it -> it.queueId().equals(queue))
                .sorted(Comparator.comparingInt(LivePlace::priority)
                        .reversed()
                        .thenComparing(LivePlace::since)
                        .thenComparing(LivePlace::id))
                .toList());
    }

    private Answer ask(Request request) {
        CallbackWanted wanted = request.body(CallbackWanted.class);
        String queue = queue(request);
        String number = ActionRoutes.required("number", wanted.number());
        if (number.length() > LONGEST_NUMBER) {
            throw Refused.field(Why.INVALID, "number", "request.too-long", "is longer than 64 characters");
        }
        int priority = wanted.priority() == null ? 0 : wanted.priority();
        String place = ids.get();
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) ->
                        new PlaceWanted(id, replyTo, place, queue, number, priority, wanted.dueAt(), request.actor()));
        ActionRoutes.decided(brain, reply);
        return Answer.ok(
                new Kept(place, reply.code(), reply.text(), brain.shownWithin().toMillis()));
    }

    private Answer cancel(Request request) {
        String queue = queue(request);
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) -> new PlaceUnwanted(id, replyTo, request.path("callback"), queue, request.actor()));
        ActionRoutes.decided(brain, reply);
        return Answer.nothing();
    }

    private String queue(Request request) {
        String given = request.path("id");
        return rows.known("queue", request.account(), given).orElseThrow(() -> Refused.notFound("queue " + given));
    }
}
