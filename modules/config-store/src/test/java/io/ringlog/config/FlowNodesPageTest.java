package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of docs/flows.md true: names, defaults and limits come from the records of the nodes, the last cell
 * of a row is prose and stays. {@code -Dupdate=true} writes them anew.
 */
class FlowNodesPageTest {
    private static final Path PAGE = Path.of("../../docs/flows.md");
    private static final Pattern TABLE =
            Pattern.compile("<!-- (\\w+): (parameters|outcomes) -->\n(.*?)<!-- end -->\n", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|(?:.*\\|)? ([^|]*)\\|$");

    @Test
    void every_node_is_on_the_page_as_the_code_has_it() throws IOException {
        String page = Files.readString(PAGE);
        String now = TABLE.matcher(page).replaceAll(it -> Matcher.quoteReplacement(table(it)));
        if (Boolean.getBoolean("update")) {
            Files.writeString(PAGE, now);
        }

        assertThat(PAGE).hasContent(now);
        assertThat(TABLE.matcher(now).results().map(it -> it.group(1) + " " + it.group(2)))
                .containsExactlyElementsOf(NodeTables.all().stream()
                        .flatMap(it -> List.of(it.kind() + " parameters", it.kind() + " outcomes").stream())
                        .toList());
        assertThat(TABLE.matcher(now)
                        .results()
                        .flatMap(it -> ROW.matcher(it.group(3)).results()))
                .allSatisfy(row -> assertThat(row.group(2).strip())
                        .as("what the page says of " + row.group(1))
                        .isNotEmpty());
    }

    private static String table(MatchResult stands) {
        String kind = stands.group(1);
        Map<String, String> prose = new HashMap<>();
        ROW.matcher(stands.group(3))
                .results()
                .forEach(row -> prose.put(row.group(1), row.group(2).strip()));
        NodeTables node = NodeTables.all().stream()
                .filter(it -> it.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no node " + kind));
        String rows = stands.group(2).equals("parameters") ? parameters(node, prose) : outcomes(node, prose);
        return "<!-- " + kind + ": " + stands.group(2) + " -->\n" + rows + "<!-- end -->\n";
    }

    private static String parameters(NodeTables node, Map<String, String> prose) {
        StringBuilder rows = new StringBuilder("| parameter | default | takes | |\n| --- | --- | --- | --- |\n");
        node.parameters()
                .forEach((name, cells) -> rows.append("| `" + name + "` | " + String.join(" | ", cells) + " | "
                        + prose.getOrDefault(name, "") + " |\n"));
        return rows.toString();
    }

    private static String outcomes(NodeTables node, Map<String, String> prose) {
        if (node.outcomes().isEmpty()) {
            return "No edge leaves it.\n";
        }
        StringBuilder rows = new StringBuilder("| outcome | when |\n| --- | --- |\n");
        node.outcomes().forEach(name -> rows.append("| `" + name + "` | " + prose.getOrDefault(name, "") + " |\n"));
        return rows.toString();
    }
}
