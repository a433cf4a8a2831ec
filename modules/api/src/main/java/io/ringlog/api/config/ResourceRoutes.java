package io.ringlog.api.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.csv.Csv;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Configuration.Change;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.Configuration.Listing;
import io.ringlog.api.port.Configuration.Move;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.Access;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.api.port.ResourceShape.Kind;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The six routes of one resource: list, create, read, replace, merge, remove. */
final class ResourceRoutes implements RouteGroup {

    /** To whom a row goes. */
    record NewOwner(@Nullable String accountId) {}

    private static final Set<Kind> FILTERS = Set.of(Kind.TEXT, Kind.CHOICE, Kind.INTEGER, Kind.BOOLEAN);
    private static final Set<String> NO_FILTERS = Set.of("id", "account_id", "version", "created_at", "updated_at");

    private final Configuration configuration;
    private final ResourceShape shape;
    private final String path;
    private final Scope scope;
    private final List<FieldShape> filters;
    private final boolean inCsv;

    /** @param path of the collection, {@code /v1/users} @param inCsv whether a list may be asked for in CSV */
    ResourceRoutes(Configuration configuration, ResourceShape shape, String path, Scope scope, boolean inCsv) {
        this.inCsv = inCsv;
        this.configuration = configuration;
        this.shape = shape;
        this.path = path;
        this.scope = scope;
        this.filters = shape.fields().stream()
                .filter(it -> FILTERS.contains(it.kind()) && it.access() != Access.WRITE_ONLY)
                .filter(it -> !NO_FILTERS.contains(it.name()))
                .toList();
    }

    @Override
    public void add(RouteTable table) {
        String name = shape.name();
        ObjectNode row = ConfigSchemas.of(shape);
        String one = path + "/{id}";
        table.add(listing())
                .add(Route.post(id("create"), path, "Creates a " + name + ".", this::create)
                        .needs(scope)
                        .takes(ConfigSchemas.input(shape))
                        .creates(row))
                .add(Route.get(id("get"), one, "One " + name + ", with its version as ETag.", this::read)
                        .needs(scope)
                        .answersRow(row))
                .add(Route.of(id("replace"), Method.PUT, one, "Replaces a " + name + ".", it -> change(it, true))
                        .ifMatch()
                        .needs(scope)
                        .takes(ConfigSchemas.input(shape))
                        .answersRow(row))
                .add(Route.of(
                                id("update"),
                                Method.PATCH,
                                one,
                                "Changes fields of a " + name + ".",
                                it -> change(it, false))
                        .ifMatch()
                        .needs(scope)
                        .takes(ConfigSchemas.patch(shape))
                        .answersRow(row))
                .add(Route.of(
                                id("delete"),
                                Method.DELETE,
                                one,
                                "Removes a " + name + " nobody refers to.",
                                this::remove)
                        .ifMatch()
                        .needs(scope)
                        .answersNothing());
        if (!shape.fromAbove().isEmpty()) {
            table.add(moving(row));
        }
    }

    /** {@code createUser}: the verb, and one row of the collection. */
    private String id(String verb) {
        String rows = path.substring(path.lastIndexOf('/') + 1);
        return verb + ConfigSchemas.title(rows).replaceAll("s$", "").replaceAll("^People$", "Person");
    }

    private Route moving(ObjectNode schema) {
        return Route.post(
                        id("move"),
                        path + "/{id}/move",
                        "Gives a " + shape.name() + " to another account, where it leads nowhere yet.",
                        this::move)
                .ifMatch()
                .needs(scope)
                .takes(Schemas.of(NewOwner.class))
                .answersRow(schema);
    }

    private Route listing() {
        Route route = Route.get(
                        id("list") + "s", path, "The " + shape.name() + "s of the account, in id order.", this::list)
                .needs(scope)
                .query("limit", "rows in a page; 100 when not said", Schemas.integer(1, Documents.LARGEST_PAGE))
                .query("cursor", "next_cursor of the page before", Schemas.text())
                .answers(Schemas.rows(ConfigSchemas.of(shape)));
        if (inCsv) {
            route = Csv.alsoIn(route);
        }
        for (FieldShape field : filters) {
            route = route.query(field.name(), "only rows with this value", ConfigSchemas.filter(field));
        }
        return route;
    }

    private Answer list(Request request) {
        String after = request.after().orElse(null);
        boolean csv = inCsv && Csv.isAsked(request);
        Listing listing = new Listing(
                after, request.limit(Documents.USUAL_PAGE, Documents.LARGEST_PAGE), Filters.of(request, filters));
        Configuration.Documents page = configuration.list(shape.name(), request.account(), listing);
        return csv ? Csv.page(Csv.of(columns(), bodies(page)), page.next()) : Documents.page(page);
    }

    private List<String> columns() {
        return shape.fields().stream()
                .filter(it -> it.access() != Access.WRITE_ONLY)
                .map(FieldShape::name)
                .toList();
    }

    private static List<ObjectNode> bodies(Configuration.Documents page) {
        return page.rows().stream().map(Document::body).toList();
    }

    /** Who moves a row must have both accounts below itself. */
    private Answer move(Request request) {
        String to = request.body(NewOwner.class).accountId();
        if (to == null || !request.opens(to, configuration::isWithin)) {
            throw Refused.field(Why.INVALID, "account_id", "config.dest-not-found", "there is no account " + to);
        }
        Move move = new Move(to, Documents.ifVersion(request));
        return Documents.one(
                configuration.move(shape.name(), request.account(), request.path("id"), move, request.actor()));
    }

    private Answer create(Request request) {
        FromAbove.refuse(request.key(), request.document(), shape.fromAbove());
        return Documents.created(
                configuration.create(shape.name(), request.account(), request.document(), request.actor()), path);
    }

    private Answer read(Request request) {
        String id = request.path("id");
        return configuration
                .find(shape.name(), request.account(), id)
                .map(Documents::one)
                .orElseThrow(() -> Refused.notFound(shape.name() + " " + id));
    }

    private Answer change(Request request, boolean replace) {
        ObjectNode body = request.document();
        if (!shape.fromAbove().isEmpty() && !request.key().platform()) {
            Document before = configuration
                    .find(shape.name(), request.account(), request.path("id"))
                    .orElseThrow(() -> Refused.notFound(shape.name() + " " + request.path("id")));
            FromAbove.keep(before.body(), body, replace, shape.fromAbove());
        }
        Change change = new Change(body, replace, Documents.ifVersion(request));
        return Documents.one(
                configuration.change(shape.name(), request.account(), request.path("id"), change, request.actor()));
    }

    private Answer remove(Request request) {
        Long version = Documents.ifVersion(request);
        configuration.remove(shape.name(), request.account(), request.path("id"), version, request.actor());
        return Answer.nothing();
    }
}
