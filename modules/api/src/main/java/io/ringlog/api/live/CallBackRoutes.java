package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LiveCallBack;
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
import io.ringlog.domain.journal.CallBackActed.CallBackUnwanted;
import io.ringlog.domain.journal.CallBackActed.CallBackWanted;
import io.ringlog.domain.journal.Effect.Reply;
import java.util.Comparator;

/** Who is called back as soon as somebody is free. */
public final class CallBackRoutes implements RouteGroup {

    private static final int LONGEST_TEXT = 128;
    private static final String PATH = "/v1/call-backs";

    /**
     * A call back that somebody wants.
     *
     * @param from the user who is called back: id or username
     * @param to what that user would dial for whom they want
     */
    record WantedBack(String from, String to) {}

    private final LiveViews views;
    private final Brain brain;
    private final Rows rows;

    public CallBackRoutes(LiveViews views, Brain brain, Configuration configuration) {
        this.views = views;
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("listCallBacks", PATH, "Users who wait for somebody to be free, oldest first.", this::list)
                        .needs(Scope.CALLS)
                        .answers(Schemas.rows(Schemas.named("CallBack", LiveCallBack.class))))
                .add(Route.post(
                                "askCallBack",
                                PATH,
                                "Calls a user back as soon as they and somebody else of the account are free; a user "
                                        + "waits for one, and the key is the actor in the log.",
                                this::ask)
                        .needs(Scope.CALLS)
                        .takes(Schemas.of(WantedBack.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)))
                .add(Route.of(
                                "cancelCallBack",
                                Method.DELETE,
                                PATH + "/{id}",
                                "Calls a user, named by id or username, back no more; the key is the actor in the log.",
                                this::cancel)
                        .needs(Scope.CALLS)
                        .answersNothing());
    }

    private Answer list(Request request) {
        return Answer.rows(views.callBacks(request.account()).stream()
                .sorted(Comparator.comparing(LiveCallBack::since).thenComparing(LiveCallBack::userId))
                .toList());
    }

    private Answer ask(Request request) {
        WantedBack wanted = request.body(WantedBack.class);
        String user = user(request, ActionRoutes.required("from", wanted.from()));
        String to = ActionRoutes.required("to", wanted.to());
        if (to.length() > LONGEST_TEXT) {
            throw Refused.field(Why.INVALID, "to", "request.too-long", "is longer than 128 characters");
        }
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new CallBackWanted(id, replyTo, user, to, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    private Answer cancel(Request request) {
        String user = user(request, request.path("id"));
        Reply reply =
                brain.ask(request.account(), (id, replyTo) -> new CallBackUnwanted(id, replyTo, user, request.actor()));
        ActionRoutes.decided(brain, reply);
        return Answer.nothing();
    }

    private String user(Request request, String named) {
        return rows.id("user", request.account(), named);
    }
}
