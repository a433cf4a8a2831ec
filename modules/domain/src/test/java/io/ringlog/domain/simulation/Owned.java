package io.ringlog.domain.simulation;

import io.ringlog.domain.config.ConfigRow;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;

/** Gives a row of the fixtures to another account. */
final class Owned {

    private Owned() {}

    static ConfigRow by(String account, ConfigRow row) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals("accountId")
                        ? account
                        : components[i].getAccessor().invoke(row);
            }
            Constructor<? extends ConfigRow> canonical = row.getClass().getDeclaredConstructor(types);
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a row is a public record", impossible);
        }
    }
}
