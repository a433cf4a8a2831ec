package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowReferences;
import io.ringlog.config.form.Field;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.Link;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Unwritten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the names a configuration document uses into ids: of rows of the document first, of the store next. */
final class FileNames {

    private static final String NONE = "none:";

    private record Key(String target, String accountId, String name) {}

    private final Map<Key, String> ids = new HashMap<>();
    private final Map<List<@Nullable Object>, String> identified = new HashMap<>();
    private final Sql sql;
    private final Unwritten unwritten;

    FileNames(Sql sql, Unwritten unwritten) {
        this.sql = sql;
        this.unwritten = unwritten;
    }

    /** Whether its natural key holds references, so that a row is found only when names are resolved. */
    static boolean isNamedByOthers(Resource<?> resource) {
        return resource.links().stream()
                .anyMatch(link -> link.list() == null && resource.naturalKey().contains(link.component()));
    }

    static @Nullable String text(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : json.asText();
    }

    void add(String target, String accountId, String name, String id) {
        ids.put(new Key(target, accountId, name), id);
    }

    /** The account somebody names as a parent: one of the document above, or one of the store. */
    @Nullable
    String account(String name, Problems p) {
        String known = ids.get(new Key("account", "", name));
        if (known != null) {
            return known;
        }
        var found = sql.rows("SELECT id FROM account WHERE name = ?", name);
        p.require(
                found.size() == 1,
                "parent",
                "config.dest-not-found",
                found.isEmpty() ? "there is no account " + name : "there are several accounts " + name);
        return found.size() == 1 ? found.getFirst().text("id") : null;
    }

    Optional<String> existingAccount(@Nullable String parentId, String name) {
        return sql.first(
                        "SELECT id FROM account WHERE name = ? AND coalesce(parent_id, '') = ?",
                        name,
                        parentId == null ? "" : parentId)
                .map(row -> row.text("id"));
    }

    /** The id of the row with the natural key of the item's document: of the document, of the store, or a fresh one. */
    String id(FileItem<?> item, Supplier<String> fresh) {
        List<@Nullable Object> values = naturalKey(item);
        if (!item.document().has(item.nameField())) {
            return fresh.get();
        }
        List<@Nullable Object> key = new ArrayList<>(values);
        key.add(item.resource().name());
        return identified.computeIfAbsent(key, _ -> existing(item, values).orElseGet(fresh));
    }

    /** The account first. */
    private static List<@Nullable Object> naturalKey(FileItem<?> item) {
        Resource<?> resource = item.resource();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(item.accountId());
        for (String component : resource.naturalKey()) {
            JsonNode given =
                    item.document().get(resource.fields().component(component).name());
            values.add(given == null ? keyDefault(resource, component) : key(given));
        }
        return values;
    }

    private Optional<String> existing(FileItem<?> item, List<@Nullable Object> values) {
        Resource<?> resource = item.resource();
        StringBuilder text =
                new StringBuilder("SELECT id FROM " + resource.table().name() + " WHERE account_id = ?");
        resource.naturalKey()
                .forEach(it -> text.append(" AND ")
                        .append(resource.fields().component(it).name())
                        .append(" IS ?"));
        return sql.first(text.toString(), values.toArray()).map(row -> row.text("id"));
    }

    /** Writes {@code x_id} for every {@code x} of the document that names another row. */
    void resolve(FileItem<?> item) {
        for (Link link : item.resource().links()) {
            String section = link.section(item.resource().fields());
            if (section == null) {
                resolve(link, item.document(), item, item.problems());
            } else {
                JsonNode parts = item.document().path(section);
                for (int i = 0; i < parts.size(); i++) {
                    if (parts.get(i) instanceof ObjectNode part) {
                        resolve(link, part, item, item.problems().at(section, i));
                    }
                }
            }
        }
        item.resource().lists().forEach((component, target) -> resolve(item, component, target));
        item.resource().links().stream().filter(link -> link.list() == null).forEach(link -> leave(item, link));
        if (item.document().get("draft") instanceof ObjectNode graph) {
            graph.path("nodes").forEach(node -> resolveNode(node, item));
        }
    }

    /** {@code trunks} with names becomes {@code trunk_ids}. */
    private void resolve(FileItem<?> item, String component, String target) {
        String field = item.resource().fields().component(component).name();
        String stem = field.replaceAll("_ids$", "s");
        if (item.document().get(stem) instanceof ArrayNode names) {
            item.document().remove(stem);
            ArrayNode ids = item.document().putArray(field);
            for (JsonNode name : names) {
                find(target, item.accountId(), name.asText())
                        .ifPresentOrElse(
                                ids::add, () -> ids.add(missing(item.problems(), stem, target, name.asText())));
            }
        }
    }

    private void resolve(Link link, ObjectNode document, FileItem<?> item, Problems p) {
        String field = link.field(item.resource().fields());
        String stem = field.replaceAll("_id$", "");
        if (document.has(stem) && applies(item, link)) {
            String name = document.remove(stem).asText();
            find(link.target(), item.accountId(), name)
                    .ifPresentOrElse(
                            id -> document.put(field, id),
                            () -> document.put(field, missing(p, stem, link.target(), name)));
        }
    }

    /** A name whose kind names no table stays what it is: the kind is what is wrong with it, or that it is there. */
    private static void leave(FileItem<?> item, Link link) {
        String field = link.field(item.resource().fields());
        JsonNode name = item.document().remove(field.replaceAll("_id$", ""));
        if (name != null) {
            item.document().set(field, name);
        }
    }

    private void resolveNode(JsonNode node, FileItem<?> item) {
        if (node.get("data") instanceof ObjectNode data) {
            String path = "graph.nodes[" + node.path("id").asText() + "].data";
            FlowReferences.named(data).forEach(it -> rename(data, it, item, path));
        }
    }

    private void rename(ObjectNode data, FlowReferences.Named named, FileItem<?> item, String path) {
        JsonNode given = data.remove(named.stem());
        if (given != null) {
            find(named.target(), item.accountId(), given.asText())
                    .ifPresentOrElse(
                            id -> data.put(named.field(), id),
                            () -> data.put(
                                    named.field(),
                                    missing(item.problems().at(path), named.stem(), named.target(), given.asText())));
        }
    }

    private Optional<String> find(String target, String accountId, String name) {
        String known = ids.get(new Key(target, accountId, name));
        if (known != null) {
            return Optional.of(known);
        }
        return Resources.named(target).flatMap(resource -> {
            Field key = resource.fields().component(resource.naturalKey().getFirst());
            return sql.first(
                            "SELECT id FROM " + resource.table().name() + " WHERE account_id = ? AND " + key.name()
                                    + " = ?",
                            accountId,
                            name)
                    .map(row -> row.text("id"));
        });
    }

    /** What a row is called for a person: a membership by whom it joins, a key by its queue too. */
    <R extends Record> String title(Resource<R> resource, R row) {
        if (resource.equals(Resources.MEMBERSHIPS)) {
            return nameOf(Resources.USERS, String.valueOf(resource.fields().value(row, "userId")))
                    + inQueue(resource, row);
        }
        return resource.equals(Resources.IN_QUEUE_OPTIONS)
                ? resource.label(row) + inQueue(resource, row)
                : resource.label(row);
    }

    private <R extends Record> String inQueue(Resource<R> resource, R row) {
        return " in "
                + nameOf(Resources.QUEUES, String.valueOf(resource.fields().value(row, "queueId")));
    }

    /** The natural name of a row; its id when it is there no more. */
    private String nameOf(Resource<?> resource, String id) {
        String column =
                resource.fields().component(resource.naturalKey().getFirst()).name();
        return sql.first("SELECT " + column + " AS n FROM " + resource.table().name() + " WHERE id = ?", id)
                .map(row -> row.text("n"))
                .orElse(id);
    }

    private static boolean applies(FileItem<?> item, Link link) {
        if (link.kind() == null || link.word() == null) {
            return true;
        }
        String kind = item.resource().fields().component(link.kind()).name();
        return item.document().path(kind).asText().equalsIgnoreCase(link.word().name());
    }

    private static @Nullable Object keyDefault(Resource<?> resource, String component) {
        Object value = resource.defaults().get(component);
        return value instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : value;
    }

    private static @Nullable Object key(JsonNode given) {
        if (given.isNull()) {
            return null;
        }
        return given.isIntegralNumber() ? (Object) given.longValue() : given.asText();
    }

    /** Returns what stands in the place of the id, so that nothing more is said of it. */
    private String missing(Problems p, String field, String target, String name) {
        p.add(field, "config.dest-not-found", "there is no " + target + " " + name + " in this account");
        unwritten.add(NONE + name);
        return NONE + name;
    }
}
