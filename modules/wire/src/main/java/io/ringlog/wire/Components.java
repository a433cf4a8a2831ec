package io.ringlog.wire;

import io.ringlog.domain.config.Unsaid;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the declaration of a record component says about its presence in JSON. */
public final class Components {

    private Components() {}

    /**
     * Must be there: it is neither optional, nor nullable, nor a container that may be left out when empty, nor does
     * its declaration say what it is without.
     */
    public static boolean isRequired(RecordComponent component) {
        return !Optional.class.equals(component.getType())
                && !isContainer(component)
                && !isNullable(component)
                && !component.isAnnotationPresent(Unsaid.class);
    }

    /** A list, a set or a map for which being left out means being empty. */
    public static boolean isEmptyWhenAbsent(RecordComponent component) {
        return isContainer(component) && !isNullable(component);
    }

    private static boolean isContainer(RecordComponent component) {
        return Collection.class.isAssignableFrom(component.getType())
                || Map.class.isAssignableFrom(component.getType());
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
