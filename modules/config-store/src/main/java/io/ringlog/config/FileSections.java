package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists inside an account of a configuration document, and the lists inside those. */
final class FileSections {

    private static final Map<String, Resource<?>> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("domains", Resources.DOMAINS);
        SECTIONS.put("playlists", Resources.PLAYLISTS);
        SECTIONS.put("secrets", Resources.SECRETS);
        SECTIONS.put("voicemails", Resources.VOICEMAILS);
        SECTIONS.put("users", Resources.USERS);
        SECTIONS.put("trunks", Resources.TRUNKS);
        SECTIONS.put("schedules", Resources.SCHEDULES);
        SECTIONS.put("outbound_routes", Resources.OUTBOUND_ROUTES);
        SECTIONS.put("forwards", Resources.FORWARDS);
        SECTIONS.put("flows", Resources.FLOWS);
        SECTIONS.put("queues", Resources.QUEUES);
        SECTIONS.put("ring_groups", Resources.RING_GROUPS);
        SECTIONS.put("conferences", Resources.CONFERENCES);
        SECTIONS.put("dids", Resources.DIDS);
        SECTIONS.put("extensions", Resources.EXTENSIONS);
        SECTIONS.put("limits", Resources.LIMITS);
        SECTIONS.put("park_lots", Resources.PARK_LOTS);
        SECTIONS.put("feature_codes", Resources.FEATURE_CODES);
        SECTIONS.put("webhooks", Resources.WEBHOOKS);
        SECTIONS.put("fraud_rules", Resources.FRAUD_RULES);
        SECTIONS.put("allowed_networks", Resources.ALLOWED_NETWORKS);
        SECTIONS.put("people", Resources.PEOPLE);
    }

    private FileSections() {}

    /** Each list of an account and the rows in it, in the order of a document. */
    static Map<String, Resource<?>> all() {
        return Collections.unmodifiableMap(SECTIONS);
    }

    /** Takes the lists out of an account's document, so that only the account's own fields stay. */
    static List<FileItem<?>> take(ObjectNode account, Problems p) {
        List<FileItem<?>> items = new ArrayList<>();
        SECTIONS.forEach((section, resource) -> {
            JsonNode list = account.remove(section);
            each(list, section, p, (document, here) -> {
                items.add(item(resource, document, here));
                nested(resource, document, items, here);
            });
        });
        return items;
    }

    static void refuseUnknown(ObjectNode document, Set<String> known, Problems p) {
        document.fieldNames()
                .forEachRemaining(name -> p.require(
                        known.contains(name), name, "config.unknown-field", "is not a field of this document"));
    }

    /** Devices stand under their user, members and options under their queue; all name it by themselves then. */
    private static void nested(Resource<?> resource, ObjectNode document, List<FileItem<?>> items, Problems p) {
        if (resource.equals(Resources.USERS)) {
            JsonNode username = document.path("username");
            each(document.remove("devices"), "devices", p, (device, here) -> {
                device.set("user", username);
                items.add(item(Resources.DEVICES, device, here));
            });
        } else if (resource.equals(Resources.QUEUES)) {
            JsonNode name = document.path("name");
            each(document.remove("members"), "members", p, (member, here) -> {
                member.set("queue", name);
                items.add(item(Resources.MEMBERSHIPS, member, here));
            });
            each(document.remove("options"), "options", p, (option, here) -> {
                option.set("queue", name);
                items.add(item(Resources.IN_QUEUE_OPTIONS, option, here));
            });
        }
    }

    private static FileItem<?> item(Resource<?> resource, ObjectNode document, Problems p) {
        boolean publishes = false;
        if (resource.equals(Resources.FLOWS) && document.has("graph")) {
            document.set("draft", document.remove("graph"));
            JsonNode publish = document.remove("publish");
            publishes = publish == null || publish.asBoolean(true);
        }
        return new FileItem<>(resource, document, p, publishes);
    }

    private static void each(JsonNode list, String section, Problems p, Entry entry) {
        if (list == null || list.isMissingNode()) {
            return;
        }
        p.require(list.isArray(), section, "config.not-a-list", "must be a list");
        for (int i = 0; i < (list.isArray() ? list.size() : 0); i++) {
            Problems here = p.at(section, i);
            if (list.get(i) instanceof ObjectNode document) {
                entry.take(document, here);
            } else {
                here.add("", "config.not-an-object", "must be an object");
            }
        }
    }

    private interface Entry {
        void take(ObjectNode document, Problems p);
    }
}
