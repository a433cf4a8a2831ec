package io.ringlog.app.role;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One role at work in this process: where it can be reached, how it ends, and what keeps it from its work now.
 *
 * @param trouble in words that follow the part's name; empty while it does its work
 */
public record Part(String name, Optional<String> address, AutoCloseable running, Supplier<Optional<String>> trouble) {

    public static Part silent(String name, AutoCloseable running) {
        return new Part(name, Optional.empty(), running, Optional::empty);
    }

    public static Part at(String name, String address, AutoCloseable running) {
        return new Part(name, Optional.of(address), running, Optional::empty);
    }

    /** The same part with a look at what is wrong; one without is thought to work once it has started. */
    public Part troubledBy(Supplier<Optional<String>> look) {
        return new Part(name, address, running, look);
    }

    /** The same part with a look that says whether it works, and one way in which it may not. */
    public Part worksWhile(BooleanSupplier look, String otherwise) {
        return troubledBy(() -> look.getAsBoolean() ? Optional.empty() : Optional.of(otherwise));
    }
}
