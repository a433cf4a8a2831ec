package io.ringlog.app.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The specs of all modules, by the names that a page gives them: {@code Class}, {@code Class#method}, and where several
 * classes have one name {@code folder:Class}, a folder that only one of them lies below.
 */
final class NamedSpecs {

    /** What a file says, by its path. */
    private final Map<String, String> sources;

    NamedSpecs(Map<String, String> sources) {
        this.sources = sources;
    }

    static NamedSpecs below(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(it -> it.toString().matches(".*/src/test/java/.*\\.java"))
                    .toList()) {
                sources.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return new NamedSpecs(sources);
    }

    /** Whether exactly one class is meant, and it has the method. */
    boolean has(String name) {
        String[] parts = name.split("#", 2);
        List<String> way = new ArrayList<>(List.of(parts[0].split(":", 2)));
        String file = "/" + way.removeLast() + ".java";
        List<String> meant = sources.entrySet().stream()
                .filter(it -> it.getKey().endsWith(file)
                        && way.stream().allMatch(folder -> it.getKey().contains("/" + folder + "/")))
                .map(Map.Entry::getValue)
                .toList();
        return meant.size() == 1 && (parts.length == 1 || meant.getFirst().contains("void " + parts[1] + "("));
    }
}
