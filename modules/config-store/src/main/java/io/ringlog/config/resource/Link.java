package io.ringlog.config.resource;

import org.jspecify.annotations.Nullable;

/**
 * A column that holds the id of another row of the same account.
 *
 * @param kind component that says which table, with {@code word} as its value; null when the table is always the same
 * @param target name of the resource the id belongs to
 */
public record Link(
        String component, @Nullable String kind, @Nullable Enum<?> word, String target) {

    static Link to(String component, String target) {
        return new Link(component, null, null, target);
    }
}
