package io.ringlog.api.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * What a resource looks like from outside.
 *
 * @param name one word, {@code user}
 * @param fromAbove fields the platform gives, and whose rows move from account to account; most resources have none
 */
public record ResourceShape(String name, List<FieldShape> fields, Set<String> fromAbove) {

    /** What a field holds. */
    public enum Kind {
        TEXT,
        INTEGER,
        BOOLEAN,
        CHOICE,
        VARIABLES,
        TEXTS,
        OBJECTS,
        GRAPH
    }

    /** Who may write a field. */
    public enum Access {
        READ_WRITE,
        READ_ONLY,
        WRITE_ONLY
    }

    /**
     * One field.
     *
     * @param choices words of a choice
     * @param parts fields of the objects in a list; of a graph the kinds of its nodes with their parameters
     * @param unsaid what it is when nobody says anything; null where that depends
     */
    public record FieldShape(
            String name,
            Kind kind,
            boolean nullable,
            boolean required,
            Access access,
            List<String> choices,
            List<FieldShape> parts,
            JsonNode unsaid) {
        public FieldShape {
            choices = List.copyOf(choices);
            parts = List.copyOf(parts);
        }
    }

    public ResourceShape {
        fields = List.copyOf(fields);
        fromAbove = Set.copyOf(fromAbove);
    }
}
