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
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Passing a party of a call on, and asking another in; the answer is the brain's decision. */
public final class TransferRoutes implements RouteGroup {

    /** By whom the party is asked for: by nobody, or by who passes it on. */
    enum Mode {
        BLIND,
        ATTENDED
    }

    /**
     * @param leg who passes on whom it talks to, and leaves
     * @param to where to, when blind
     * @param with the call of the same user whose party is joined, when attended
     */
    record Transfer(
            String leg,
            Mode mode,
            @Nullable To to,
            @Nullable String with) {}

    /**
     * @param leg who parks whom it talks to, and leaves
     * @param lot id of a park lot; the account's first when it is left out
     * @param slot the first free one when it is left out
     */
    record Park(String leg, @Nullable String lot, @Nullable String slot) {}

    /**
     * @param leg on whose behalf
     * @param to who comes in: a user, or a number outside
     */
    record PartyWanted(String leg, To to) {}

    /** Either a {@code number}, whatever it is that the account's phones dial, or a target by kind and id. */
    record To(
            @Nullable String number,
            @Nullable DestKind kind,
            @Nullable String id) {}

    private final Brain brain;
    private final Rows rows;

    public TransferRoutes(Brain brain, Configuration configuration) {
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                                "transferCall",
                                "/v1/calls/{id}/transfer",
                                "Passes whom a leg talks to on: to a target (blind), or to whom the same user talks to "
                                        + "in another call (attended); the key is the actor in the log.",
                                this::transfer)
                        .needs(Scope.CALLS)
                        .takes(Schemas.of(Transfer.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)))
                .add(Route.post(
                                "parkCall",
                                "/v1/calls/{id}/park",
                                "Parks whom a leg talks to; the answer says in which slot. The key is the actor in the "
                                        + "log.",
                                this::park)
                        .needs(Scope.CALLS)
                        .takes(Schemas.of(Park.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)))
                .add(Route.post(
                                "addParty",
                                "/v1/calls/{id}/add",
                                "Asks a user of the account or a number outside into the talk of a leg, or into the "
                                        + "conference it moderates; answers when they are rung; the key is the actor "
                                        + "in the log.",
                                this::addParty)
                        .needs(Scope.CALLS)
                        .takes(Schemas.of(PartyWanted.class))
                        .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer park(Request request) {
        Park asked = request.body(Park.class);
        String call = request.path("id");
        String leg = ActionRoutes.required("leg", asked.leg());
        TransferTo to = new TransferTo.Parked(asked.lot(), asked.slot());
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new TransferRequested(id, replyTo, call, leg, to, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    private Answer addParty(Request request) {
        PartyWanted asked = request.body(PartyWanted.class);
        String call = request.path("id");
        String leg = ActionRoutes.required("leg", asked.leg());
        TransferTo to = target(request.account(), asked.to());
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new AddRequested(id, replyTo, call, leg, to, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    private Answer transfer(Request request) {
        Transfer asked = request.body(Transfer.class);
        String call = request.path("id");
        String leg = ActionRoutes.required("leg", asked.leg());
        TransferTo to = switch (ActionRoutes.required("mode", asked.mode())) {
            case BLIND -> target(request.account(), asked.to());
            case ATTENDED -> new TransferTo.Consulted(ActionRoutes.required("with", asked.with()), null);
        };
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new TransferRequested(id, replyTo, call, leg, to, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }

    private TransferTo target(String account, @Nullable To to) {
        if (to == null) {
            throw Refused.field(Why.INVALID, "to", "request.required", "is required");
        }
        if (to.number() != null) {
            return new TransferTo.Dialled(ActionRoutes.required("to.number", to.number()));
        }
        DestKind kind = kind(ActionRoutes.required("to.kind", to.kind()));
        String id = ActionRoutes.required("to.id", to.id());
        boolean named = kind == DestKind.USER
                || kind == DestKind.QUEUE
                || kind == DestKind.VOICEMAIL
                || kind == DestKind.CONFERENCE;
        return new TransferTo.Target(kind, named ? rows.id(kind.name().toLowerCase(Locale.ROOT), account, id) : id);
    }

    private static DestKind kind(DestKind kind) {
        if (kind == DestKind.HANGUP) {
            throw Refused.field(Why.INVALID, "to.kind", "request.not-a-choice", "is no kind of target");
        }
        return kind;
    }
}
