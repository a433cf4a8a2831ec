package io.ringlog.api.config;

import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Keys;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Scope;
import io.ringlog.api.session.PeopleRoutes;
import java.util.Set;

/** Every route about configuration. */
public final class ConfigRoutes implements RouteGroup {

    /** What a company has many of, and keeps in tables. */
    private static final Set<String> TABLES = Set.of("user", "device", "did");

    private final Configuration configuration;
    private final Keys keys;
    private final ReachRoutes reach;

    public ConfigRoutes(Configuration configuration, Keys keys) {
        this.configuration = configuration;
        this.keys = keys;
        this.reach = new ReachRoutes(configuration);
    }

    /** The rows of people, before which {@link PeopleRoutes} puts its own. */
    public RouteGroup people() {
        return new ResourceRoutes(configuration, shape(PeopleRoutes.RESOURCE), PeopleRoutes.PATH, Scope.PEOPLE, false);
    }

    @Override
    public void add(RouteTable table) {
        new AccountRoutes(configuration, shape("account")).add(table);
        new OwnAccountRoutes(configuration).add(table);
        rows(table, "/v1/domains", "domain", Scope.CONFIG);
        rows(table, "/v1/users", "user", Scope.CONFIG);
        rows(table, "/v1/devices", "device", Scope.CONFIG);
        rows(table, "/v1/trunks", "trunk", Scope.CONFIG);
        rows(table, "/v1/outbound-routes", "outbound_route", Scope.CONFIG);
        rows(table, "/v1/forwards", "forward", Scope.CONFIG);
        rows(table, "/v1/dids", "did", Scope.CONFIG);
        // The reference's own name for them, with its own scope.
        rows(table, "/v1/numbers", "did", Scope.NUMBERS);
        rows(table, "/v1/extensions", "extension", Scope.CONFIG);
        rows(table, "/v1/flows", "flow", Scope.CONFIG);
        new FlowRoutes(configuration, shape("flow")).add(table);
        rows(table, "/v1/queues", "queue", Scope.QUEUES);
        rows(table, "/v1/memberships", "membership", Scope.QUEUES);
        rows(table, "/v1/in-queue-options", "in_queue_option", Scope.QUEUES);
        rows(table, "/v1/ring-groups", "ring_group", Scope.CONFIG);
        rows(table, "/v1/playlists", "playlist", Scope.CONFIG);
        rows(table, "/v1/secrets", "secret", Scope.CONFIG);
        rows(table, "/v1/voicemails", "voicemail", Scope.CONFIG);
        rows(table, "/v1/conferences", "conference", Scope.CONFIG);
        rows(table, "/v1/schedules", "schedule", Scope.CONFIG);
        rows(table, "/v1/limits", "limit", Scope.CONFIG);
        rows(table, "/v1/park-lots", "park_lot", Scope.CONFIG);
        rows(table, "/v1/feature-codes", "feature_code", Scope.CONFIG);
        unreached(table, "/v1/webhooks", "webhook", Scope.WEBHOOKS);
        unreached(table, "/v1/fraud-rules", "fraud_rule", Scope.CONFIG);
        unreached(table, "/v1/security/allow", "allowed_network", Scope.CONFIG);
        reach.add(table);
        new KeyRoutes(keys).add(table);
    }

    private void rows(RouteTable table, String path, String resource, Scope scope) {
        unreached(table, path, resource, scope);
        reach.of(table, path, resource, scope);
    }

    /** Rows that are on no way of a call. */
    private void unreached(RouteTable table, String path, String resource, Scope scope) {
        boolean tables = TABLES.contains(resource);
        new ResourceRoutes(configuration, shape(resource), path, scope, tables).add(table);
        new BulkRoutes(configuration, shape(resource), path, scope, tables).add(table);
    }

    private ResourceShape shape(String resource) {
        return configuration.resources().stream()
                .filter(it -> it.name().equals(resource))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no resource " + resource));
    }
}
