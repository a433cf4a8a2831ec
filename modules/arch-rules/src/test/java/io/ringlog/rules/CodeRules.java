package io.ringlog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A code that others read ({@code noun.reason}) is written in one place, read from the sources of brain and edge. */
class CodeRules {
    private static final List<Path> MODULES = Stream.of("domain", "sip", "sip-edge")
            .map(module -> Path.of("..", module, "src", "main", "java"))
            .toList();
    private static final Pattern COUNTER = Pattern.compile("counters\\.add\\(\\s*\"[^\"]+\"");
    private static final Pattern INPUT = Pattern.compile("\\.with\\(\\s*\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\"[a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*\"");

    @Test
    void no_code_is_written_twice() throws IOException {
        Map<String, Integer> seen = new TreeMap<>();
        for (Path module : MODULES) {
            for (String source : sources(module)) {
                CODE.matcher(COUNTER.matcher(source).replaceAll(""))
                        .results()
                        .map(MatchResult::group)
                        .forEach(code -> seen.merge(code, 1, Integer::sum));
            }
        }

        assertThat(seen).hasSizeGreaterThan(100);
        seen.values().removeIf(times -> times == 1);
        assertThat(seen).isEmpty();
    }

    @Test
    void the_inputs_of_reasons_are_spelt_in_snake_case() throws IOException {
        List<String> names = new ArrayList<>();
        for (String source : sources(MODULES.getFirst())) {
            INPUT.matcher(source).results().map(it -> it.group(1)).forEach(names::add);
        }

        assertThat(names).hasSizeGreaterThan(100).allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    }

    private static List<String> sources(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> texts = new ArrayList<>();
            for (Path file : found) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
