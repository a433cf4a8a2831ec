package io.ringlog.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Keys;
import io.ringlog.api.port.Keys.Key;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.wire.Json;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keys over REST: listed without their secret, which is shown once; nobody hands out more than they have. */
final class KeyRoutes implements RouteGroup {

    private static final String PATH = "/v1/keys";
    private static final Set<String> FIELDS = Set.of("name", "scopes");

    private final Keys keys;

    KeyRoutes(Keys keys) {
        this.keys = keys;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("listKeys", PATH, "The keys of the account, without their secrets.", this::list)
                        .needs(Scope.CONFIG)
                        .answers(Schemas.rows(ConfigSchemas.key())))
                .add(Route.post("createKey", PATH, "Creates a key; its secret is shown this once.", this::create)
                        .needs(Scope.CONFIG)
                        .takes(ConfigSchemas.keyAsked())
                        .answers(201, Answer.JSON, ConfigSchemas.newKey(), "Location"))
                .add(Route.of("revokeKey", Method.DELETE, PATH + "/{id}", "Revokes a key.", this::revoke)
                        .needs(Scope.CONFIG)
                        .answersNothing());
    }

    private Answer list(Request request) {
        return Answer.rows(
                keys.list(request.account()).stream().map(KeyRoutes::document).toList());
    }

    private Answer create(Request request) {
        ObjectNode body = request.document();
        body.fieldNames().forEachRemaining(KeyRoutes::refuseUnknown);
        SortedSet<String> scopes = scopes(body.path("scopes"), request.key().scopes());
        String name = body.path("name").isTextual() ? body.path("name").asText().strip() : "";
        if (name.isEmpty() || name.length() > 255) {
            throw Refused.field(Why.INVALID, "name", "config.bad-name", "must be a text of 1 to 255 characters");
        }
        Keys.NewKey created = keys.create(request.account(), name, scopes, request.actor());
        ObjectNode answer = document(created.key()).put("key", created.secret());
        return Answer.of(
                201, answer, Map.of("Location", PATH + "/" + created.key().id()));
    }

    private Answer revoke(Request request) {
        String id = request.path("id");
        if (!keys.revoke(request.account(), id, request.actor())) {
            throw Refused.notFound("key " + id);
        }
        return Answer.nothing();
    }

    private static SortedSet<String> scopes(JsonNode given, Set<String> own) {
        if (!given.isArray() || given.isEmpty()) {
            throw Refused.field(Why.INVALID, "scopes", "config.required", "must be a list of scopes");
        }
        SortedSet<String> scopes = new TreeSet<>();
        given.forEach(scope -> scopes.add(granted(scope.asText(), own)));
        return scopes;
    }

    private static String granted(String word, Set<String> own) {
        boolean exists = word.equals(Scope.EVERYTHING) || Scope.named(word).isPresent();
        if (!exists) {
            throw Refused.field(Why.INVALID, "scopes", "config.not-a-choice", "there is no scope " + word);
        }
        if (!own.contains(Scope.EVERYTHING) && !own.contains(word)) {
            throw Refused.field(Why.FORBIDDEN, "scopes", "auth.scope-missing", "this key has no scope " + word);
        }
        return word;
    }

    private static void refuseUnknown(String name) {
        if (!FIELDS.contains(name)) {
            throw Refused.field(Why.INVALID, name, "config.unknown-field", "is not a field of a key");
        }
    }

    private static ObjectNode document(Key key) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("id", key.id());
        body.put("account_id", key.accountId());
        body.put("name", key.name());
        key.scopes().forEach(body.putArray("scopes")::add);
        body.put("created_at", key.createdAt());
        body.put("revoked_at", key.revokedAt());
        return body;
    }
}
