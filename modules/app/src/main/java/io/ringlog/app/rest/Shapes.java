package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.Access;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.api.port.ResourceShape.Kind;
import io.ringlog.config.flow.NodeKind;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.config.form.Forms;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a resource of the store looks like from outside. */
final class Shapes {

    private static final List<String> BOOKKEEPING = List.of("version", "created_at", "updated_at");

    private Shapes() {}

    static <R extends Record> ResourceShape of(Resource<R> resource) {
        List<FieldShape> fields = new ArrayList<>();
        for (Field field : resource.fields().all()) {
            if (!resource.hidden().contains(field.componentName())) {
                boolean derived = resource.derived().contains(field.componentName());
                boolean hasDefault = resource.defaults().containsKey(field.componentName());
                fields.add(shape(
                        field,
                        derived ? Access.READ_ONLY : Access.READ_WRITE,
                        derived || hasDefault,
                        unsaid(resource, field)));
            }
        }
        resource.inputs().stream().sorted().forEach(it -> fields.add(secret(it)));
        BOOKKEEPING.forEach(it -> fields.add(number(it)));
        return new ResourceShape(
                resource.name(),
                fields,
                resource.fromAbove().stream()
                        .map(it -> resource.fields().component(it).name())
                        .collect(Collectors.toSet()));
    }

    /** An account below another begins with what that one has. */
    private static JsonNode unsaid(Resource<?> resource, Field field) {
        return resource.equals(Resources.ACCOUNTS)
                ? NullNode.getInstance()
                : Forms.write(resource.defaults().get(field.componentName()));
    }

    private static FieldShape shape(Field field, Access access, boolean said, JsonNode unsaid) {
        Kind kind = kind(field);
        boolean container = kind == Kind.TEXTS || kind == Kind.OBJECTS || kind == Kind.VARIABLES;
        boolean required = !said && !container && !field.nullable();
        List<String> choices = field.element().isEnum()
                ? Arrays.stream(field.element().getEnumConstants())
                        .map(it -> Forms.word((Enum<?>) it))
                        .toList()
                : List.of();
        return new FieldShape(
                field.name(), kind, field.nullable(), required, access, choices, parts(field, kind), unsaid);
    }

    /** The parts of a row need no id. */
    private static List<FieldShape> parts(Field field, Kind kind) {
        if (kind == Kind.GRAPH) {
            return NodeKind.all().stream().map(Shapes::node).toList();
        }
        if (kind != Kind.OBJECTS) {
            return List.of();
        }
        Fields<?> fields = Fields.snake(field.element().asSubclass(Record.class));
        return fields.all().stream()
                .map(it -> {
                    Object unsaid = fields.unsaid().get(it.componentName());
                    return shape(it, Access.READ_WRITE, unsaid != null, Forms.write(unsaid));
                })
                .toList();
    }

    private static FieldShape node(NodeKind<?> kind) {
        List<FieldShape> parameters = kind.fields().all().stream()
                .map(it -> {
                    Object unsaid = kind.fields().unsaid().get(it.componentName());
                    return shape(it, Access.READ_WRITE, unsaid != null, Forms.write(unsaid));
                })
                .toList();
        return new FieldShape(
                kind.name(),
                Kind.OBJECTS,
                false,
                false,
                Access.READ_WRITE,
                List.of(),
                parameters,
                NullNode.getInstance());
    }

    private static Kind kind(Field field) {
        if (field.type() == List.class) {
            return field.element().isRecord() ? Kind.OBJECTS : Kind.TEXTS;
        } else if (field.type() == Map.class) {
            return Kind.VARIABLES;
        } else if (field.type() == JsonNode.class) {
            return Kind.GRAPH;
        } else if (field.type() == boolean.class) {
            return Kind.BOOLEAN;
        } else if (field.type() == int.class || field.type() == Integer.class) {
            return Kind.INTEGER;
        }
        return field.type().isEnum() ? Kind.CHOICE : Kind.TEXT;
    }

    private static FieldShape secret(String name) {
        return new FieldShape(
                name, Kind.TEXT, true, false, Access.WRITE_ONLY, List.of(), List.of(), NullNode.getInstance());
    }

    private static FieldShape number(String name) {
        return new FieldShape(
                name, Kind.INTEGER, false, false, Access.READ_ONLY, List.of(), List.of(), NullNode.getInstance());
    }
}
