package io.ringlog.domain.config.node;

import io.ringlog.kernel.Because;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends calls different ways by shares of a hundred; which way is drawn, and a replay draws the same. */
public record Split(String shares) implements NodeData {

    private static final int MOST = 10;
    private static final int WHOLE = 100;
    private static final Pattern SHARE = Pattern.compile("([A-Za-z0-9_-]{1,32}) *: *([0-9]{1,3})");

    @Override
    public List<String> faults() {
        Map<String, Integer> read = read();
        return new Faults()
                .unless(
                        !read.isEmpty() && read.size() <= MOST,
                        "shares is not 1 to " + MOST + " different names with percentages, as 'new: 20, old: 80'")
                .unless(read.isEmpty() || sum(read) == WHOLE, "shares add up to " + sum(read) + ", not to " + WHOLE)
                .all();
    }

    @Override
    public List<String> outcomes() {
        return List.copyOf(read().keySet());
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        int drawn = at.drawn(WHOLE);
        Because because = Because.of("flow.drawn").with("shares", shares).with("drawn", drawn);
        int upTo = 0;
        for (Map.Entry<String, Integer> share : read().entrySet()) {
            upTo += share.getValue();
            if (drawn < upTo) {
                return Optional.of(new Outcome(share.getKey(), because));
            }
        }
        return Optional.of(new Outcome(DEFAULT, because.with("broken", "the shares do not reach so far")));
    }

    private static int sum(Map<String, Integer> shares) {
        return shares.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** In their order; empty when the text is none. */
    private Map<String, Integer> read() {
        Map<String, Integer> read = new LinkedHashMap<>();
        for (String part : shares.split(",", MOST + 1)) {
            Matcher share = SHARE.matcher(part.strip());
            if (!share.matches() || read.put(share.group(1), Integer.valueOf(share.group(2))) != null) {
                return Map.of();
            }
        }
        return read;
    }
}
