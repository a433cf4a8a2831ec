package io.ringlog.config.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what is wrong, each under the path where it was found. */
public final class Problems {

    private static final String NOT_A_CHOICE = "config.not-a-choice";
    private static final Set<String> OF_A_CHOICE =
            Set.of("config.required", "config.superfluous", "config.dest-superfluous");

    private final List<FieldError> found;
    private final Set<FieldError> once;
    private final String path;
    private final Set<String> silent;
    private final Set<String> undecided;

    public Problems() {
        this(new ArrayList<>(), new HashSet<>(), "", Set.of(), Set.of());
    }

    private Problems(
            List<FieldError> found, Set<FieldError> once, String path, Set<String> silent, Set<String> undecided) {
        this.found = found;
        this.once = once;
        this.path = path;
        this.silent = silent;
        this.undecided = undecided;
    }

    /** The same collection, one step deeper. */
    public Problems at(String step) {
        return new Problems(found, once, join(step), silent, undecided);
    }

    public Problems at(String step, int index) {
        return at(step + "[" + index + "]");
    }

    public void add(String field, String code, String message) {
        FieldError error = new FieldError(join(field), code, message);
        boolean said = isSilent(field) || (OF_A_CHOICE.contains(code) && undecided.contains(around(error.field())));
        if (!said && once.add(error)) {
            found.add(error);
        }
    }

    /**
     * The same collection, silent about the fields that have an error since there were {@code before}, and about what
     * is in them: nothing can be said of a value that could not be read.
     */
    public Problems beside(int before) {
        Set<String> fields = since(before).map(FieldError::field).collect(Collectors.toSet());
        return new Problems(found, once, path, fields, Set.of());
    }

    /** The same, silent also about what the choices that could not be read require or make superfluous beside them. */
    public Problems besideChoices(int before) {
        Set<String> rows = since(before)
                .filter(it -> it.code().equals(NOT_A_CHOICE))
                .map(it -> around(it.field()))
                .collect(Collectors.toSet());
        return new Problems(found, once, path, beside(before).silent, rows);
    }

    /** Whether nothing is said of the field any more. */
    public boolean isSilent(String field) {
        String at = join(field);
        return silent.stream().anyMatch(it -> at.equals(it) || at.startsWith(it + ".") || at.startsWith(it + "["));
    }

    private Stream<FieldError> since(int before) {
        return found.subList(before, found.size()).stream();
    }

    private static String around(String at) {
        return at.substring(0, Math.max(0, at.lastIndexOf('.')));
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
