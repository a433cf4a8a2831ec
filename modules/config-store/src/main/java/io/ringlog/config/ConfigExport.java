package io.ringlog.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowReferences;
import io.ringlog.config.form.Forms;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Link;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.resource.WebhookRow;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.Secret;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the tenants of a store as the document that {@link ConfigFile} would make them of: names in place of ids. */
public final class ConfigExport {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    /** A parent is named by those below it, so that it comes first. */
    private static final String PARENTS_FIRST = """
            SELECT id FROM account
            ORDER BY (SELECT count(*) FROM account_ancestor WHERE account_id = account.id), name, id""";

    private final Sql sql;
    private final Optional<SecretBox> box;

    private ConfigExport(Sql sql, Optional<SecretBox> box) {
        this.sql = sql;
        this.box = box;
    }

    /** All accounts in YAML. {@code secrets} writes each device's HA1; without it a new store asks for passwords. */
    public static String yaml(ConfigStore store, boolean secrets) {
        Optional<SecretBox> box = secrets ? Optional.of(store.secrets()) : Optional.empty();
        ObjectNode document = store.database().read(sql -> new ConfigExport(sql, box).document());
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree cannot be written", e);
        }
    }

    private ObjectNode document() {
        ObjectNode document = Json.mapper().createObjectNode();
        var accounts = document.putArray("accounts");
        sql.rows(PARENTS_FIRST).stream()
                .map(row -> row.text("id"))
                .map(id -> Resources.ACCOUNTS.find(id, id, sql).orElseThrow().row())
                .map(this::account)
                .forEach(accounts::add);
        return document;
    }

    private ObjectNode account(Account account) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("name", account.name());
        String parent = account.parentId();
        if (parent != null) {
            document.put("parent", name(Resources.ACCOUNTS, parent));
        }
        // What a child leaves out it takes from its parent, so that it says all that is its own.
        ObjectNode said = row(Resources.ACCOUNTS, account, parent != null);
        Inheritance.origins(account, sql).keySet().forEach(said::remove);
        document.setAll(said);
        FileSections.all().forEach((section, resource) -> section(document, section, resource, account.id(), Map.of()));
        return document;
    }

    private void section(
            ObjectNode into, String section, Resource<?> resource, String account, Map<String, String> where) {
        List<ObjectNode> rows = rows(resource, account, where);
        if (!rows.isEmpty()) {
            into.putArray(section).addAll(rows);
        }
    }

    private <R extends Record> List<ObjectNode> rows(Resource<R> resource, String account, Map<String, String> where) {
        return resource.list(account, "", Integer.MAX_VALUE, where, sql).stream()
                .map(Stored::row)
                .map(row -> owned(resource, row, account))
                .sorted(Comparator.comparing(ObjectNode::toString))
                .toList();
    }

    private <R extends Record> ObjectNode owned(Resource<R> resource, R row, String account) {
        ObjectNode document = row(resource, row, false);
        String id = Changes.idOf(resource, row);
        switch (row) {
            case SipDevice it -> {
                document.remove("user");
                box.ifPresent(secrets -> open(secrets, it, document));
            }
            case SipTrunk it -> box.ifPresent(secrets -> open(secrets, it, document));
            case Conference it -> box.ifPresent(secrets -> open(secrets, it, document));
            case VoiceMailbox it -> box.ifPresent(secrets -> open(secrets, it, document));
            case Secret it -> box.ifPresent(secrets -> document.put("secret", secrets.open(it.secret(), it.id())));
            case WebhookRow it -> box.ifPresent(secrets -> document.put("secret", secrets.open(it.secret(), it.id())));
            case FlowRow it -> graph(it, document);
            default -> {}
        }
        if (resource.equals(Resources.USERS)) {
            section(document, "devices", Resources.DEVICES, account, Map.of("user_id", id));
        } else if (resource.equals(Resources.QUEUES)) {
            section(document, "members", Resources.MEMBERSHIPS, account, Map.of("queue_id", id));
            section(document, "options", Resources.IN_QUEUE_OPTIONS, account, Map.of("queue_id", id));
        } else if (resource.equals(Resources.MEMBERSHIPS) || resource.equals(Resources.IN_QUEUE_OPTIONS)) {
            document.remove("queue");
        }
        document.path("rules").forEach(rule -> ((ObjectNode) rule).remove("id"));
        return document;
    }

    private <R extends Record> ObjectNode row(Resource<R> resource, R row, boolean whole) {
        ObjectNode document = resource.fields().write(row, resource.hidden());
        resource.derived()
                .forEach(it -> document.remove(resource.fields().component(it).name()));
        name(resource, row, document);
        names(resource, document);
        if (!whole) {
            resource.fields().all().stream()
                    .filter(field -> Objects.equals(
                            document.get(field.name()),
                            Forms.write(resource.defaults().get(field.componentName()))))
                    .forEach(field -> document.remove(field.name()));
        }
        Set<String> said = resource.defaults().keySet().stream()
                .map(it -> resource.fields().component(it).name())
                .collect(Collectors.toSet());
        trim(document, said, whole);
        return document;
    }

    /** An empty list says nothing, except where something else is meant when nothing is said. */
    private static void trim(ObjectNode document, Set<String> said, boolean whole) {
        document.properties()
                .removeIf(it ->
                        it.getValue().isContainerNode() && it.getValue().isEmpty() && !said.contains(it.getKey()));
        document.forEach(ConfigExport::trimmed);
        if (!whole) {
            document.properties().removeIf(it -> it.getValue().isNull());
        }
    }

    private static void trimmed(JsonNode list) {
        if (list.isArray()) {
            list.forEach(part -> part.properties().removeIf(it -> it.getValue().isNull()));
        }
    }

    /** {@code queue_id} becomes {@code queue} with the name of that row. */
    private <R extends Record> void name(Resource<R> resource, R row, ObjectNode document) {
        for (Link link : resource.links()) {
            String section = link.section(resource.fields());
            boolean applies =
                    link.kind() == null || Objects.equals(resource.fields().value(row, link.kind()), link.word());
            if (section != null) {
                document.path(section).forEach(part -> name(link, resource, (ObjectNode) part));
            } else if (applies) {
                name(link, resource, document);
            }
        }
    }

    /** {@code trunk_ids} becomes {@code trunks} with the names of those rows. */
    private void names(Resource<?> resource, ObjectNode document) {
        resource.lists().forEach((component, target) -> {
            String field = resource.fields().component(component).name();
            JsonNode ids = document.remove(field);
            var names = document.putArray(field.replaceAll("_ids$", "s"));
            ids.forEach(id -> names.add(name(Resources.named(target).orElseThrow(), id.asText())));
        });
    }

    private void name(Link link, Resource<?> resource, ObjectNode document) {
        String field = link.field(resource.fields());
        if (document.hasNonNull(field)) {
            Resource<?> target = Resources.named(link.target()).orElseThrow();
            String id = document.remove(field).asText();
            document.put(field.replaceAll("_id$", ""), name(target, id));
        }
    }

    private String name(Resource<?> target, String id) {
        String column =
                target.fields().component(target.naturalKey().getFirst()).name();
        return sql.first("SELECT " + column + " AS n FROM " + target.table().name() + " WHERE id = ?", id)
                .map(row -> row.text("n"))
                .orElseThrow(() -> new IllegalStateException("a row refers to " + id + ", which is not there"));
    }

    private void graph(FlowRow flow, ObjectNode document) {
        JsonNode graph = document.remove("draft").deepCopy();
        graph.path("nodes").forEach(node -> {
            if (node.get("data") instanceof ObjectNode data) {
                FlowReferences.named(data).forEach(it -> rename(data, it));
            }
        });
        document.set("graph", graph);
        if (!FlowVersions.isPublished(flow, sql)) {
            document.put("publish", false);
        }
    }

    private void rename(ObjectNode data, FlowReferences.Named named) {
        if (data.hasNonNull(named.field())) {
            Resources.named(named.target()).ifPresent(target -> {
                String id = data.remove(named.field()).asText();
                data.put(named.stem(), name(target, id));
            });
        }
    }

    private static void open(SecretBox box, SipTrunk trunk, ObjectNode document) {
        String sealed = trunk.authSecret();
        if (sealed != null) {
            document.put("password", box.open(sealed, trunk.id()));
        }
        String ha1 = trunk.inboundHa1();
        if (ha1 != null) {
            document.put("inbound_ha1", box.open(ha1, trunk.id()));
        }
        String sha256 = trunk.inboundHa1Sha256();
        if (sha256 != null) {
            document.put("inbound_ha1_sha256", box.open(sha256, trunk.id()));
        }
    }

    private static void open(SecretBox box, Conference conference, ObjectNode document) {
        open(box, conference, "pin", conference.pin(), document);
        open(box, conference, "moderator_pin", conference.moderatorPin(), document);
    }

    private static void open(
            SecretBox box, Conference conference, String field, @Nullable String sealed, ObjectNode document) {
        if (sealed != null) {
            document.put(field, box.open(sealed, conference.id()));
        }
    }

    private static void open(SecretBox box, VoiceMailbox mailbox, ObjectNode document) {
        String sealed = mailbox.pinHash();
        if (sealed != null) {
            document.put("pin_hash", box.open(sealed, mailbox.id()));
        }
    }

    private static void open(SecretBox box, SipDevice device, ObjectNode document) {
        document.put("ha1", box.open(device.ha1(), device.id()));
        String sha256 = device.ha1Sha256();
        if (sha256 != null) {
            document.put("ha1_sha256", box.open(sha256, device.id()));
        }
    }
}
