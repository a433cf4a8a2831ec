package io.ringlog.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Configuration.Change;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts as their tree shows them: a key sees its own account and everything below it. */
final class AccountRoutes implements RouteGroup {

    private static final String NAME = "account";
    private static final String PATH = "/v1/accounts";

    /** What somebody else decides about an account: its ceilings are sold, its status is not its own. */
    private static final Set<String> SET_FROM_ABOVE = Set.of(
            "status",
            "is_reseller",
            "max_in",
            "max_out",
            "max_dialer",
            "max_channels",
            "max_watched_trunks",
            "http_allowed");

    private final Configuration configuration;
    private final ResourceShape shape;

    AccountRoutes(Configuration configuration, ResourceShape shape) {
        this.configuration = configuration;
        this.shape = shape;
    }

    @Override
    public void add(RouteTable table) {
        ObjectNode schema = ConfigSchemas.of(shape);
        String one = PATH + "/{id}";
        table.add(ofTree(Route.get(
                                "listAccounts", PATH, "The key's account and all below it, in id order.", this::list))
                        .query("limit", "rows in a page", Schemas.integer(1, Documents.LARGEST_PAGE))
                        .query("cursor", "next_cursor of the page before", Schemas.text())
                        .answers(Schemas.rows(schema)))
                .add(ofTree(Route.post("createAccount", PATH, "Creates an account below a reseller.", this::create))
                        .takes(ConfigSchemas.withParent(shape))
                        .creates(schema))
                .add(ofTree(Route.get(
                                "getAccount",
                                one,
                                "One account of the tree.",
                                request -> Documents.one(visible(request))))
                        .answersRow(schema));
        changes(table, one, schema);
    }

    private void changes(RouteTable table, String one, ObjectNode schema) {
        table.add(ofTree(Route.of(
                                "replaceAccount",
                                Method.PUT,
                                one,
                                "Replaces an account.",
                                request -> change(request, true)))
                        .ifMatch()
                        .takes(ConfigSchemas.input(shape))
                        .answersRow(schema))
                .add(ofTree(Route.of(
                                "updateAccount",
                                Method.PATCH,
                                one,
                                "Changes fields of an account.",
                                it -> change(it, false)))
                        .ifMatch()
                        .takes(ConfigSchemas.patch(shape))
                        .answersRow(schema))
                .add(ofTree(Route.of(
                                "deleteAccount",
                                Method.DELETE,
                                one,
                                "Removes an account that owns nothing.",
                                this::remove))
                        .ifMatch()
                        .answersNothing());
    }

    private static Route ofTree(Route route) {
        return route.needs(Scope.CONFIG).ofTheKey();
    }

    private Answer list(Request request) {
        Key key = request.key();
        if (!request.opensBelow()) {
            return Documents.page(new Configuration.Documents(
                    configuration.find(NAME, key.accountId(), key.accountId()).stream()
                            .toList(),
                    null));
        }
        String after = request.after().orElse(null);
        String root = key.platform() ? null : key.accountId();
        return Documents.page(
                configuration.accounts(root, after, request.limit(Documents.USUAL_PAGE, Documents.LARGEST_PAGE)));
    }

    private Answer create(Request request) {
        ObjectNode body = request.document();
        String parent = parent(body.remove("parent_id"), request);
        return Documents.created(configuration.createAccount(parent, body, request.actor()), PATH);
    }

    private Answer change(Request request, boolean replace) {
        Document before = visible(request);
        ObjectNode body = request.document();
        String id = request.path("id");
        if (isOwn(request)) {
            FromAbove.keep(before.body(), body, replace, SET_FROM_ABOVE);
        }
        Change change = new Change(body, replace, Documents.ifVersion(request));
        return Documents.one(configuration.change(NAME, id, id, change, request.actor()));
    }

    private Answer remove(Request request) {
        String id = visible(request).body().path("id").asText();
        if (isOwn(request)) {
            throw Refused.of(Why.FORBIDDEN, "an account is removed from above, not by itself");
        }
        configuration.remove(NAME, id, id, Documents.ifVersion(request), request.actor());
        return Answer.nothing();
    }

    private Document visible(Request request) {
        String id = request.path("id");
        boolean inTree = request.opens(id, configuration::isWithin);
        Optional<Document> found = inTree ? configuration.find(NAME, id, id) : Optional.empty();
        return found.orElseThrow(() -> Refused.notFound("account " + id));
    }

    /** Under the key's own account when nothing is said; the platform alone creates accounts without a parent. */
    private @Nullable String parent(@Nullable JsonNode given, Request request) {
        Key key = request.key();
        if (!request.opensBelow()) {
            throw Refused.of(Why.FORBIDDEN, "the role does not open accounts below its own");
        }
        if (given == null || given.isNull()) {
            return key.platform() ? null : key.accountId();
        }
        String parent = given.asText();
        if (!request.opens(parent, configuration::isWithin)) {
            throw Refused.field(Why.INVALID, "parent_id", "config.dest-not-found", "there is no account " + parent);
        }
        return parent;
    }

    private static boolean isOwn(Request request) {
        return !request.key().platform() && request.key().accountId().equals(request.path("id"));
    }
}
