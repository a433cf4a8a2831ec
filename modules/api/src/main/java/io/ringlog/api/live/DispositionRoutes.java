package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.DispositionActed;
import org.jspecify.annotations.Nullable;

/** What agents say came of their calls; the answer is the brain's decision. */
public final class DispositionRoutes implements RouteGroup {

    private static final int LONGEST_ID = 128;

    private static final int LONGEST_WORD = 64;

    /** In UTF-16 units; what it may have in characters is the brain's to say. */
    private static final int LONGEST_NOTE = 4_000;

    /**
     * What came of a call; what is left out is said no more.
     *
     * @param userId the agent, by id or username
     * @param callId the call; left out for the one the agent talks on or wraps up
     * @param disposition one of those of the queue
     * @param note up to 2,000 characters
     */
    record CallSaid(
            String userId,
            @Nullable String callId,
            @Nullable String disposition,
            @Nullable String note) {}

    private final Brain brain;
    private final Rows rows;

    public DispositionRoutes(Brain brain, Configuration configuration) {
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                        "setDisposition",
                        "/v1/agents/disposition",
                        "Says what came of the call that an agent talks on or wraps up: a disposition of the queue and"
                                + " a note; what is said anew takes the place of what was said before.",
                        this::say)
                .needs(Scope.AGENTS)
                .takes(Schemas.of(CallSaid.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer say(Request request) {
        CallSaid said = request.body(CallSaid.class);
        String userId = rows.id("user", request.account(), ActionRoutes.required("user_id", said.userId()));
        ActionRoutes.shortEnough("call_id", said.callId(), LONGEST_ID);
        ActionRoutes.shortEnough("disposition", said.disposition(), LONGEST_WORD);
        ActionRoutes.shortEnough("note", said.note(), LONGEST_NOTE);
        return ActionRoutes.decided(
                brain,
                brain.ask(
                        request.account(),
                        (id, replyTo) -> new DispositionActed(
                                id, replyTo, userId, said.callId(), said.disposition(), said.note(), request.actor())));
    }
}
