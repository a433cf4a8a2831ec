package io.ringlog.config;

import java.util.List;
import java.util.stream.Collectors;

/** What applying a file does, or did: one line per row, with the fields that change, and what
 * nobody can have meant. Secrets are named, never shown. */
public record Plan(List<Line> lines, List<Generated> generated, List<String> warnings) {

    /** What becomes of a row. */
    public enum Action {
        CREATE,
        UPDATE,
        PUBLISH,
        REMOVE,
        NOTHING
    }

    /** One field before and after, as JSON text. */
    public record Difference(String field, String before, String after) {}

    /**
     * One row.
     *
     * @param name its natural key
     * @param reachedBy the ways by which calls come to a row that is changed, and came to one that is removed
     */
    public record Line(
            Action action,
            String kind,
            String account,
            String name,
            List<Difference> differences,
            List<String> reachedBy) {
        public Line {
            differences = List.copyOf(differences);
            reachedBy = List.copyOf(reachedBy);
        }
    }

    /** A password made up for a new device; this is the only time it can be seen. */
    public record Generated(String device, String password) {}

    public Plan {
        lines = List.copyOf(lines);
        generated = List.copyOf(generated);
        warnings = List.copyOf(warnings);
    }

    public boolean changesAnything() {
        return lines.stream().anyMatch(line -> line.action() != Action.NOTHING);
    }

    public long count(Action action) {
        return lines.stream().filter(line -> line.action() == action).count();
    }

    /** The plan for a person, one row a line; rows that stay are only counted. */
    public String text() {
        String rows = lines.stream()
                .filter(line -> line.action() != Action.NOTHING)
                .map(Plan::text)
                .collect(Collectors.joining());
        String without = warnings.stream().map(it -> "! " + it + "\n").collect(Collectors.joining());
        return rows + without + count(Action.CREATE) + " to create, " + count(Action.UPDATE) + " to update, "
                + count(Action.PUBLISH) + " to publish, " + count(Action.REMOVE) + " to remove, "
                + count(Action.NOTHING) + " unchanged\n";
    }

    private static String text(Line line) {
        String sign = switch (line.action()) {
            case CREATE -> "+ ";
            case UPDATE -> "~ ";
            case PUBLISH -> "^ ";
            case REMOVE -> "- ";
            case NOTHING -> "  ";
        };
        String head = sign + line.kind() + " " + line.name() + " (" + line.account() + ")\n";
        return head
                + line.differences().stream()
                        .map(it -> "    " + it.field() + ": " + it.before() + " -> " + it.after() + "\n")
                        .collect(Collectors.joining())
                + line.reachedBy().stream().map(it -> reached(line, it)).collect(Collectors.joining());
    }

    private static String reached(Line line, String way) {
        return (line.action() == Action.REMOVE ? "    was reached by " : "    reached by ") + way + "\n";
    }
}
