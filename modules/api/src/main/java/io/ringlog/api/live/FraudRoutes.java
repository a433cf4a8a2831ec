package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
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

/** What can be done about calls that a fraud rule stops. */
public final class FraudRoutes implements RouteGroup {

    private static final int LONGEST_REASON = 255;

    /** Why calls are to go again. */
    record BlockLiftWanted(String reason) {}

    private final Brain brain;
    private final Rows rows;

    public FraudRoutes(Brain brain, Configuration configuration) {
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                        "liftFraudBlock",
                        "/v1/fraud-rules/{id}/lift",
                        "Lets the calls go again that a fraud rule stops; the key is the actor in the log.",
                        this::lift)
                .needs(Scope.CONFIG)
                .takes(Schemas.of(BlockLiftWanted.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer lift(Request request) {
        String reason = ActionRoutes.required(
                "reason", request.body(BlockLiftWanted.class).reason());
        if (reason.length() > LONGEST_REASON) {
            throw Refused.field(Why.INVALID, "reason", "request.too-long", "is longer than 255 characters");
        }
        String rule = rows.id("fraud_rule", request.account(), request.path("id"));
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new FraudLiftAsked(id, replyTo, rule, reason, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }
}
