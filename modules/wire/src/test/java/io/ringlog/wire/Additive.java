package io.ringlog.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Finds what a new schema breaks of an old one: what is written stays readable, who reads stays right. */
final class Additive {
    private final List<String> breaks = new ArrayList<>();

    private Additive() {}

    /** One line for each break; empty when the change only adds. */
    static List<String> breaks(String name, JsonNode before, JsonNode after) {
        var check = new Additive();
        check.object(name, before, after);
        return check.breaks;
    }

    private void object(String where, JsonNode before, JsonNode after) {
        for (String keyword : List.of("type", "const", "$ref", "format")) {
            if (!before.path(keyword).equals(after.path(keyword))) {
                breaks.add(where + ": " + keyword + " changed from " + before.path(keyword) + " to "
                        + after.path(keyword));
            }
        }
        removed(where, "enum", before, after);
        removed(where, "oneOf", before, after);
        newlyRequired(where, before, after);
        children(where, before.path("properties"), after.path("properties"));
        children(where + " $defs", before.path("$defs"), after.path("$defs"));
        single(where + "[]", before.path("items"), after.path("items"));
        single(where + "{}", before.path("additionalProperties"), after.path("additionalProperties"));
    }

    private void children(String where, JsonNode before, JsonNode after) {
        before.properties().forEach(property -> {
            String name = where + "." + property.getKey();
            if (after.has(property.getKey())) {
                object(name, property.getValue(), after.get(property.getKey()));
            } else {
                breaks.add(name + " is gone");
            }
        });
    }

    private void single(String where, JsonNode before, JsonNode after) {
        if (before.isObject()) {
            object(where, before, after);
        }
    }

    private void removed(String where, String keyword, JsonNode before, JsonNode after) {
        before.path(keyword).forEach(value -> {
            if (!contains(after.path(keyword), value)) {
                breaks.add(where + ": " + keyword + " lost " + value);
            }
        });
    }

    private void newlyRequired(String where, JsonNode before, JsonNode after) {
        after.path("required").forEach(name -> {
            if (!contains(before.path("required"), name)) {
                breaks.add(where + ": " + name + " became required");
            }
        });
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode one : array) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
