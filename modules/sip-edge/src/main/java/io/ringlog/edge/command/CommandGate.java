package io.ringlog.edge.command;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets every command through once. Ids of one journal partition only grow, so the highest one seen per partition tells
 * a repeat for ever; ids of another form are remembered one by one, the newest of them. For one thread.
 */
public final class CommandGate {

    private static final Pattern DECIDED = Pattern.compile("(\\d{1,9})-(\\d{1,18})-(\\d{1,9})");
    private static final int REMEMBERED = 20_000;

    private record Place(long offset, int n) {
        boolean isBehind(Place other) {
            return offset > other.offset || (offset == other.offset && n > other.n);
        }
    }

    private final Map<Integer, Place> highest = new HashMap<>();
    private final Map<String, Boolean> others = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** True once per id. */
    public boolean letsThrough(String id) {
        Matcher decided = DECIDED.matcher(id);
        if (!decided.matches()) {
            return others.put(id, Boolean.TRUE) == null;
        }
        int partition = Integer.parseInt(decided.group(1));
        Place place = new Place(Long.parseLong(decided.group(2)), Integer.parseInt(decided.group(3)));
        Place before = highest.get(partition);
        if (before != null && !place.isBehind(before)) {
            return false;
        }
        highest.put(partition, place);
        return true;
    }
}
