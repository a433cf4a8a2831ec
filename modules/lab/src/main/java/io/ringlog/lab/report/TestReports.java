package io.ringlog.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the test runners have written down: how many tests of each kind passed, and which test classes no runner picked
 * up. The launcher runs it from source, so that it works where the build does not; it needs nothing but the JDK.
 */
public final class TestReports {
    private static final Pattern SUITE = Pattern.compile("<testsuite\\s([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)=\"([^\"]*)\"");
    private static final Pattern TEST =
            Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory|ArchTest)\\b");
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");

    /** In the order of the table; a kind is told by the end of a class's name. */
    private enum Kind {
        SPEC("Spec"),
        SIMULATION("Simulation"),
        TOPOLOGY("TopologyTest"),
        GOLDEN("GoldenTest"),
        RULES("Rules"),
        TEST("Test"),
        IT("IT");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }

        String word() {
            return this == IT ? "IT" : name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String testClass) {
            return Stream.of(values())
                    .filter(kind -> testClass.endsWith(kind.suffix))
                    .findFirst()
                    .orElse(TEST);
        }
    }

    private final Path root;
    private final List<Suite> suites;

    private TestReports(Path root, List<Suite> suites) {
        this.root = root;
        this.suites = suites;
    }

    /** One class as its runner reports it. */
    private record Suite(String testClass, int tests, int failed, int skipped) {
        int passed() {
            return tests - failed - skipped;
        }
    }

    /**
     * Prints the table; the exit code is 1 when a test failed, none ran, or a class has no report.
     *
     * @param arguments the repository's root, a file that is older than every report of this run, and {@code whole} or
     *     {@code part}: whether every module was to be tested
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        TestReports reports = read(root, Files.getLastModifiedTime(Path.of(arguments[1])));
        List<String> lost = arguments[2].equals("whole") ? reports.lost() : List.of();
        lost.forEach(each -> System.err.println("NOT RUN: there is no report of " + each));
        System.out.print(reports.table());
        System.exit(reports.good() && lost.isEmpty() ? 0 : 1);
    }

    /** The reports below {@code root} that are newer than {@code began}. */
    static TestReports read(Path root, FileTime began) throws IOException {
        List<Suite> suites = new ArrayList<>();
        for (String module : modules(root)) {
            for (String folder : List.of("surefire-reports", "failsafe-reports")) {
                Path reports = root.resolve(module).resolve("target").resolve(folder);
                for (Path file : files(reports, "TEST-.*\\.xml")) {
                    if (Files.getLastModifiedTime(file).compareTo(began) > 0) {
                        suites.add(suite(file));
                    }
                }
            }
        }
        return new TestReports(root, suites);
    }

    boolean good() {
        return sum(suites, Suite::failed) == 0 && sum(suites, Suite::passed) > 0;
    }

    /** A test class that no runner picked up is worse than a failing one: nobody hears of it. */
    List<String> lost() throws IOException {
        Set<String> reported = suites.stream().map(Suite::testClass).collect(Collectors.toSet());
        Set<String> lost = new TreeSet<>();
        for (String module : modules(root)) {
            Path sources = root.resolve(module).resolve("src/test/java");
            for (Path file : files(sources, ".*(Spec|Test|Simulation|Rules|IT)\\.java")) {
                String testClass = className(sources.relativize(file));
                if (!reported.contains(testClass)
                        && TEST.matcher(Files.readString(file)).find()) {
                    lost.add(testClass + " of " + module);
                }
            }
        }
        return List.copyOf(lost);
    }

    /** Passed, failed and skipped by kind, and the sum as the last line. */
    String table() {
        StringBuilder out = new StringBuilder("\n").append(line("kind", "passed", "failed", "skipped"));
        for (Kind kind : Kind.values()) {
            List<Suite> those = suites.stream()
                    .filter(suite -> Kind.of(suite.testClass()) == kind)
                    .toList();
            out.append(line(
                    kind.word(), sum(those, Suite::passed), sum(those, Suite::failed), sum(those, Suite::skipped)));
        }
        return out.append(sum(suites, Suite::passed) + " passed, ")
                .append(sum(suites, Suite::failed) + " failed, ")
                .append(sum(suites, Suite::skipped) + " skipped\n")
                .toString();
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-12s %8s %8s %8s%n", cells);
    }

    private static int sum(List<Suite> suites, ToIntFunction<Suite> count) {
        return suites.stream().mapToInt(count).sum();
    }

    private static Suite suite(Path file) throws IOException {
        Map<String, String> head = new HashMap<>();
        Matcher suite = SUITE.matcher(Files.readString(file));
        if (suite.find()) {
            ATTRIBUTE.matcher(suite.group(1)).results().forEach(it -> head.put(it.group(1), it.group(2)));
        }
        return new Suite(
                head.getOrDefault("name", file.getFileName().toString()).replaceFirst("\\$.*", ""),
                number(head, "tests"),
                number(head, "failures") + number(head, "errors"),
                number(head, "skipped"));
    }

    private static int number(Map<String, String> head, String key) {
        return Integer.parseInt(head.getOrDefault(key, "0"));
    }

    private static String className(Path source) {
        String path = source.toString().replace(source.getFileSystem().getSeparator(), ".");
        return path.substring(0, path.length() - ".java".length());
    }

    private static List<String> modules(Path root) throws IOException {
        return MODULE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }
}
