package io.ringlog.config.resource;

import io.ringlog.config.form.Field;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.DestKind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which table each kind of route target lives in, and when a pair of kind and id makes sense in itself. */
final class Destinations {

    /** Kinds without a table here have no rows yet: nothing can point to them. */
    static final Map<DestKind, String> TABLES = new TreeMap<>(Map.of(
            DestKind.FLOW, "flow",
            DestKind.USER, "user",
            DestKind.EXTENSION, "extension",
            DestKind.RING_GROUP, "ring_group",
            DestKind.QUEUE, "queue",
            DestKind.VOICEMAIL, "voicemail",
            DestKind.CONFERENCE, "conference",
            DestKind.FORWARD, "forward"));

    /** How the component ends that holds the variables of a hop. */
    private static final String XFORM = "Xform";

    private Destinations() {}

    static <R extends Record> void check(Resource<R> resource, R row, Problems p) {
        for (Field field : resource.fields().all()) {
            if (field.componentName().endsWith(XFORM)) {
                Shapes.variables(variables(field.value(row)), field.name(), p);
            }
            if (field.type() == DestKind.class) {
                Field id = resource.fields().component(Resource.destId(field));
                DestKind kind = (DestKind) field.value(row);
                if (kind != null) {
                    check(kind, (String) id.value(row), id.name(), p);
                }
            }
        }
    }

    private static Map<String, String> variables(@Nullable Object held) {
        Map<String, String> variables = new TreeMap<>();
        if (held instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
        }
        return variables;
    }

    private static void check(DestKind kind, @Nullable String id, String field, Problems p) {
        if (kind == DestKind.HANGUP) {
            p.require(id == null, field, "config.dest-superfluous", "must be empty: a hang-up needs no target");
        } else if (id == null) {
            p.add(field, "config.required", "is required: it says which " + Forms.word(kind));
        } else if (!TABLES.containsKey(kind)) {
            p.add(field, "config.dest-not-found", "there is no " + Forms.word(kind) + " " + id + " in this account");
        }
    }
}
