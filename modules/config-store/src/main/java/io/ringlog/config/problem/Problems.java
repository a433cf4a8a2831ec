package io.ringlog.config.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, each under the path where it was found. */
public final class Problems {

    private final List<FieldError> found;
    private final String path;

    public Problems() {
        this(new ArrayList<>(), "");
    }

    private Problems(List<FieldError> found, String path) {
        this.found = found;
        this.path = path;
    }

    /** The same collection, one step deeper. */
    public Problems at(String step) {
        return new Problems(found, join(step));
    }

    public Problems at(String step, int index) {
        return at(step + "[" + index + "]");
    }

    public void add(String field, String code, String message) {
        found.add(new FieldError(join(field), code, message));
    }

    /** Adds the error unless {@code holds}. */
    public void require(boolean holds, String field, String code, String message) {
        if (!holds) {
            add(field, code, message);
        }
    }

    public int count() {
        return found.size();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<FieldError> all() {
        return List.copyOf(found);
    }

    /** Ends the request when anything was found. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw ConfigRefused.invalid(all());
        }
    }

    private String join(String step) {
        return path.isEmpty() || step.isEmpty() ? path + step : path + "." + step;
    }
}
