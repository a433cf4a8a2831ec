package io.ringlog.domain.config.node;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the parameters of a node. */
final class Faults {
    private final List<String> all = new ArrayList<>();

    Faults named(String field, String value) {
        return unless(!value.isBlank(), field + " is missing");
    }

    Faults atLeastOne(String field, int value) {
        return unless(value >= 1, field + " is less than 1");
    }

    Faults digits(int min, int max) {
        return atLeastOne("maxDigits", max).unless(min <= max, "minDigits is more than maxDigits");
    }

    Faults unless(boolean fits, String fault) {
        if (!fits) {
            all.add(fault);
        }
        return this;
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
