package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** docs/coverage.txt, every fact with its specs and the ways a user reaches it: as a page, with all that is wrong. */
final class CoveragePage {

    private static final Path PAGE = Path.of("../../docs/coverage.md");

    private static final Path ROOT = Path.of("../..");
    private static final Path SOURCE = ROOT.resolve("docs/coverage.txt");
    private static final Path NOT_YET = ROOT.resolve("docs/not-in-this-version.md");
    private static final Pattern SECTION = Pattern.compile("seed|[1-9][0-9]?(\\.[0-9]{1,2})?");
    private static final String HEAD = """
            # Coverage

            What Ringlog is meant to be, fact by fact, with the specs that prove it and the ways a user reaches it.
            Sections are those of the description of the reference product; `seed` is what was asked for beside it.
            Written from `coverage.txt` by `EveryRouteTest`, which checks that all that is named here is there.
            """;

    private final Set<String> operations;
    private final NamedSpecs specs;
    private final List<String> problems = new ArrayList<>();
    private final StringBuilder page = new StringBuilder(HEAD);
    private final StringBuilder missing = new StringBuilder();
    private String section = "";

    /** @param operations every route, {@code GET /v1/users} */
    CoveragePage(Set<String> operations) throws IOException {
        this.operations = operations;
        this.specs = NamedSpecs.below(ROOT);
        for (String line : Files.readAllLines(SOURCE)) {
            read(line.strip());
        }
        page.append("\n## Not yet\n\n| | in [what is not in this version](not-in-this-version.md) as |\n")
                .append("| --- | --- |\n")
                .append(missing);
    }

    /** Fails when what is named is not there, or the page is another; {@code -Dupdate=true} writes it anew. */
    void verify() throws IOException {
        if (Boolean.getBoolean("update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(problems).isEmpty();
        assertThat(PAGE).hasContent(page.toString());
    }

    private void read(String line) throws IOException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("= ")) {
            heading(line);
            return;
        }
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        boolean isMissing = line.startsWith("! ");
        boolean isWhole = isMissing ? cells.size() == 2 : cells.size() == 3 || cells.size() == 4;
        if (!isWhole || cells.stream().anyMatch(String::isEmpty)) {
            problems.add("not a whole row: " + line);
        } else if (isMissing) {
            require(isInFirstColumn(Files.readAllLines(NOT_YET), cells.get(1)), line);
            row(missing, cells.getFirst().substring(2), cells.get(1));
        } else {
            parts(cells.get(1), ",").forEach(it -> require(specs.has(it), it + " of: " + line));
            for (String way : parts(cells.get(2), ";")) {
                require(isThere(way), way + " of: " + line);
            }
            String where = cells.size() == 4 ? cells.get(3) : section;
            require(SECTION.matcher(where).matches(), "section " + where + " of: " + line);
            row(page, cells.getFirst(), where, quoted(cells.get(1), ","), quoted(cells.get(2), ";"));
        }
    }

    /** What stands below it is of its section, where it does not say another. */
    private void heading(String line) {
        List<String> cells =
                Arrays.stream(line.substring(2).split("\\|")).map(String::strip).toList();
        section = cells.getLast();
        page.append("\n## ")
                .append(cells.getFirst())
                .append("\n\n| | section | specs | reached by |\n| --- | --- | --- | --- |\n");
    }

    private boolean isThere(String way) throws IOException {
        String[] words = way.split(" ", 2);
        String name = words.length < 2 ? "" : words[1];
        return switch (words[0]) {
            case "GET", "POST", "PUT", "PATCH", "DELETE" -> operations.contains(way);
            case "key" -> has("configuration.md", "`" + name + "`");
            case "code" -> has("codes.md", "`" + name + "`");
            case "field" -> has("objects.md", "`" + name + "`");
            case "node" -> has("flows.md", "## " + name + "\n");
            case "page" -> Files.exists(ROOT.resolve("docs").resolve(name));
            case "command" -> Files.exists(ROOT.resolve("ringlog")) && isCommand(name);
            default -> false;
        };
    }

    private static boolean isCommand(String name) throws IOException {
        String verb = name.split(" ")[1];
        try (Stream<Path> all = Files.walk(ROOT.resolve("modules/app/src/main/java/io/ringlog/app/cli"))) {
            return all.filter(Files::isRegularFile).anyMatch(it -> contains(it, "name = \"" + verb + "\""));
        }
    }

    /** Whether a table of the page has these words in what it is of, and not in what is said about it. */
    static boolean isInFirstColumn(List<String> page, String words) {
        return page.stream()
                .filter(it -> it.startsWith("| "))
                .map(it -> it.split("\\|")[1])
                .anyMatch(it -> it.contains(words));
    }

    private static boolean has(String file, String words) {
        return contains(ROOT.resolve("docs").resolve(file), words);
    }

    private static boolean contains(Path file, String words) {
        try {
            return Files.readString(file).contains(words);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            problems.add("is not there, or there is more than one: " + what);
        }
    }

    private static List<String> parts(String cell, String separator) {
        return Arrays.stream(cell.split(separator)).map(String::strip).toList();
    }

    private static String quoted(String cell, String separator) {
        return String.join(
                ", ", parts(cell, separator).stream().map(it -> "`" + it + "`").toList());
    }

    private static void row(StringBuilder to, String... cells) {
        to.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
