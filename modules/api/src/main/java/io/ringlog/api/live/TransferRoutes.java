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
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Passing a party of a call on; the answer is the brain's decision. */
public final class TransferRoutes implements RouteGroup {

    /**
     * @param leg who passes on whom it talks to, and leaves
     * @param mode {@code blind} or {@code attended}
     * @param to where to, when blind
     * @param with the call of the same user whose party is joined, when attended
     */
    record Transfer(
            String leg,
            String mode,
            @Nullable To to,
            @Nullable String with) {}

    /** Either a {@code number}, whatever it is that the account's phones dial, or a target by kind and id. */
    record To(
            @Nullable String number,
            @Nullable String kind,
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
                        "/v1/calls/{id}/transfer",
                        "Passes whom a leg talks to on: to a target (blind), or to whom the same user talks to in "
                                + "another call (attended); the key is the actor in the log.",
                        this::transfer)
                .needs(Scope.CALLS)
                .takes(Schemas.of(Transfer.class))
                .answers(Schemas.of(ActionRoutes.Decided.class)));
    }

    private Answer transfer(Request request) {
        Transfer asked = request.body(Transfer.class);
        String call = request.path("id");
        String leg = ActionRoutes.required("leg", asked.leg());
        TransferTo to = switch (ActionRoutes.required("mode", asked.mode())) {
            case "blind" -> target(request.account(), asked.to());
            case "attended" -> new TransferTo.Consulted(ActionRoutes.required("with", asked.with()), null);
            default -> throw notAChoice("mode", "must be blind or attended");
        };
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new TransferRequested(id, replyTo, call, leg, to, request.actor()));
        return ActionRoutes.decided(reply);
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
        boolean named = kind == DestKind.USER || kind == DestKind.QUEUE;
        return new TransferTo.Target(kind, named ? rows.id(kind.name().toLowerCase(Locale.ROOT), account, id) : id);
    }

    private static DestKind kind(String word) {
        return Arrays.stream(DestKind.values())
                .filter(it -> it != DestKind.HANGUP
                        && it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> notAChoice("to.kind", "is no kind of target"));
    }

    private static Refused notAChoice(String field, String text) {
        return Refused.field(Why.INVALID, field, "request.not-a-choice", text);
    }
}
