package io.ringlog.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param line where it begins, from 1
 * @param language empty for what a program prints
 */
record Block(String page, int line, String language, String text) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String FENCE = "```";

    /** Every block of README and docs/, page by page. */
    static List<Block> all() {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
                    .filter(it -> it.toString().endsWith(".md"))
                    .flatMap(it -> of(it).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> of(String page, String... languages) {
        return of(ROOT.resolve(page)).stream()
                .filter(it -> List.of(languages).contains(it.language))
                .toList();
    }

    private static List<Block> of(Path page) {
        try {
            List<String> lines = Files.readAllLines(page);
            List<Block> blocks = new ArrayList<>();
            for (int at = 0; at < lines.size(); at++) {
                int from = at;
                if (lines.get(at).startsWith(FENCE)) {
                    do {
                        at++;
                    } while (!lines.get(at).equals(FENCE));
                    String language = lines.get(from).substring(FENCE.length());
                    blocks.add(block(page, from, language, lines.subList(from + 1, at)));
                } else if (isIndentedCode(lines, at)) {
                    blocks.add(block(page, from, "indented", List.of(lines.get(at))));
                }
            }
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Four spaces after an empty line are code without a language, unless a list goes on there. */
    private static boolean isIndentedCode(List<String> lines, int at) {
        return at > 0 && lines.get(at).startsWith("    ") && lines.get(at - 1).isBlank();
    }

    private static Block block(Path page, int from, String language, List<String> lines) {
        String name = ROOT.relativize(page).toString();
        return new Block(name, from + 1, language, String.join("\n", lines) + "\n");
    }

    String firstLine() {
        return text.lines().findFirst().orElse("");
    }

    @Override
    public String toString() {
        return page + ":" + line + " " + language + " \"" + firstLine() + "\"";
    }
}
