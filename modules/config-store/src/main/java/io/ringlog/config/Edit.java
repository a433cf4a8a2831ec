package io.ringlog.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a row that exists.
 *
 * @param replace true: what the document leaves out goes back to its default; false: it stays as it is
 * @param ifVersion refuse unless the row still has this version; null asks for nothing
 */
public record Edit(
        ObjectNode document, boolean replace, @Nullable Long ifVersion) {

    public static Edit merge(ObjectNode document) {
        return new Edit(document, false, null);
    }

    public static Edit replace(ObjectNode document) {
        return new Edit(document, true, null);
    }

    /** The same with what the document says in another form. */
    Edit of(ObjectNode other) {
        return new Edit(other, replace, ifVersion);
    }

    public Edit ifVersion(@Nullable Long version) {
        return new Edit(document, replace, version);
    }
}
