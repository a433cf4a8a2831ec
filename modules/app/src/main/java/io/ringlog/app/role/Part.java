package io.ringlog.app.role;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One role at work in this process: where it can be reached, how it ends, and whether it does its work now. */
public record Part(String name, Optional<String> address, AutoCloseable running, BooleanSupplier works) {

    public static Part silent(String name, AutoCloseable running) {
        return new Part(name, Optional.empty(), running, () -> true);
    }

    public static Part at(String name, String address, AutoCloseable running) {
        return new Part(name, Optional.of(address), running, () -> true);
    }

    /** The same part with a look that says whether it works; one without is thought to work once it has started. */
    public Part worksWhile(BooleanSupplier look) {
        return new Part(name, address, running, look);
    }
}
