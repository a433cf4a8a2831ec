package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
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
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.FraudLiftAsked;
import java.util.Map;

/** Which fraud rules stop calls now, and what can be done about it. */
public final class FraudRoutes implements RouteGroup {

    private static final int LONGEST_REASON = 255;

    /** Why calls are to go again. */
    record BlockLiftWanted(String reason) {}

    private static final String RULE = "fraud_rule";

    private final LiveViews views;
    private final Brain brain;
    private final Rows rows;

    public FraudRoutes(LiveViews views, Brain brain, Configuration configuration) {
        this.views = views;
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                        "listLiveFraudRules",
                        "/v1/fraud-rules/live",
                        "What each fraud rule has told of, and which of them stop calls now, since when and why.",
                        this::now)
                .needs(Scope.CALLS)
                .answers(Schemas.rows(Schemas.named("LiveFraudRule", FraudNow.class))));
        table.add(Route.post(
                        "liftFraudBlock",
                        "/v1/fraud-rules/{id}/lift",
                        "Lets the calls go again that a fraud rule stops; the key is the actor in the log.",
                        this::lift)
                .needs(Scope.CONFIG)
                .takes(Schemas.of(BlockLiftWanted.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer now(Request request) {
        String account = request.account();
        return Answer.rows(FraudNow.of(rows.all(RULE, account, Map.of()), views.frauds(account)));
    }

    private Answer lift(Request request) {
        String reason = ActionRoutes.required(
                "reason", request.body(BlockLiftWanted.class).reason());
        if (reason.length() > LONGEST_REASON) {
            throw Refused.field(Why.INVALID, "reason", "request.too-long", "is longer than 255 characters");
        }
        String named = request.path("id");
        String rule =
                rows.known(RULE, request.account(), named).orElseThrow(() -> Refused.notFound("fraud rule " + named));
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new FraudLiftAsked(id, replyTo, rule, reason, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }
}
