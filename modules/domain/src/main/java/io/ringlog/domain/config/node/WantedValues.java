package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Variables;
import io.ringlog.domain.http.HttpAsk.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is taken out of an answer: {@code tier: /customer/tier, name: /customer/name}. Pure. */
final class WantedValues {

    private static final int MOST = 20;
    private static final int LONGEST_POINTER = 200;
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)*");

    private WantedValues() {}

    static Optional<String> fault(@Nullable String text) {
        List<Wanted> all = read(text);
        if (all.size() > MOST) {
            return Optional.of("values are more than " + MOST);
        }
        for (Wanted it : all) {
            if (!it.variable().matches("[A-Za-z_][A-Za-z0-9_.]{0,63}")
                    || it.pointer().length() > LONGEST_POINTER
                    || !POINTER.matcher(it.pointer()).matches()) {
                return Optional.of("values is not 'variable: /pointer' (RFC 6901), separated by commas");
            } else if (!Variables.maySet(it.variable()) || it.variable().equals(HttpRequest.STATUS)) {
                return Optional.of("values: variable " + it.variable() + " cannot be set by a flow");
            }
        }
        return all.stream().map(Wanted::variable).distinct().count() < all.size()
                ? Optional.of("values names a variable twice")
                : Optional.empty();
    }

    /** Without a colon the whole is a variable, with a pointer that is none. */
    static List<Wanted> read(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", MOST + 2))
                        .map(WantedValues::one)
                        .toList();
    }

    private static Wanted one(String part) {
        int colon = part.indexOf(':');
        return colon < 0
                ? new Wanted(part.strip(), "-")
                : new Wanted(
                        part.substring(0, colon).strip(),
                        part.substring(colon + 1).strip());
    }
}
