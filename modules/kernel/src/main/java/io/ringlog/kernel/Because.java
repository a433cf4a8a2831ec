package io.ringlog.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Why something was decided: the rule that spoke, what it read, and what it turned down. Holds text, never live state.
 *
 * @param rule code of the rule, {@code noun.reason}, for example {@code admission.account-full}
 * @param inputs the values the rule read, by name, in name order
 * @param alternatives what else was possible and why each lost, in the order it was considered
 */
public record Because(String rule, SortedMap<String, String> inputs, List<Alternative> alternatives) {

    /** One losing candidate and the reason it lost. */
    public record Alternative(String what, String why) {}

    public Because {
        inputs = new TreeMap<>(inputs);
        alternatives = List.copyOf(alternatives);
    }

    public static Because of(String rule) {
        return new Because(rule, new TreeMap<>(), List.of());
    }

    public static Because of(String rule, Map<String, String> inputs) {
        return new Because(rule, new TreeMap<>(inputs), List.of());
    }

    public Because with(String input, Object value) {
        SortedMap<String, String> more = new TreeMap<>(inputs);
        more.put(input, value instanceof Enum<?> constant ? word(constant) : String.valueOf(value));
        return new Because(rule, more, alternatives);
    }

    /** A constant as everybody outside reads it: {@code NO_ANSWER} is {@code no_answer}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public Because over(String what, String why) {
        return new Because(
                rule,
                inputs,
                Stream.concat(alternatives.stream(), Stream.of(new Alternative(what, why)))
                        .toList());
    }
}
