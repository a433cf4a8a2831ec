package io.ringlog.api.config;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.api.route.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The values that rows of a list must have; one that no row can have is a mistake of whoever asks, and no list. */
final class Filters {

    private static final String TRUTH = "true|false|0|1";

    private Filters() {}

    static Map<String, String> of(Request request, List<FieldShape> fields) {
        Map<String, String> where = new TreeMap<>();
        for (FieldShape field : fields) {
            request.query(field.name()).ifPresent(value -> where.put(field.name(), possible(field, value)));
        }
        return where;
    }

    private static String possible(FieldShape field, String value) {
        switch (field.kind()) {
            case CHOICE ->
                refuse(field.choices().contains(value), field, "must be one of " + String.join(", ", field.choices()));
            case BOOLEAN -> refuse(value.matches(TRUTH), field, "must be true or false");
            case INTEGER -> refuse(value.matches("-?[0-9]{1,10}"), field, "must be a whole number");
            case TEXT ->
                refuse(!namesRow(field.name()) || value.matches(Request.ID), field, "must be an id, as a row shows it");
            case VARIABLES, TEXTS, OBJECTS, GRAPH -> throw new IllegalStateException(field.name() + " filters nothing");
        }
        return value;
    }

    /** A sound is a file with a name of its own. */
    private static boolean namesRow(String field) {
        return field.endsWith("_id") && !field.endsWith("media_id");
    }

    private static void refuse(boolean possible, FieldShape field, String message) {
        if (!possible) {
            throw Refused.field(Why.INVALID, field.name(), "request.bad-filter", message);
        }
    }
}
