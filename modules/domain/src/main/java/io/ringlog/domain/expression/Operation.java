package io.ringlog.domain.expression;

import io.ringlog.domain.expression.Value.Type;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An operator or a function for values of certain types; one name may stand for several. */
record Operation(String name, List<Type> takes, Type gives, Function<Arguments, Value> rule) {

    /** As a fault says it: {@code round(a number, a number)}. */
    String words() {
        return name + takes.stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
