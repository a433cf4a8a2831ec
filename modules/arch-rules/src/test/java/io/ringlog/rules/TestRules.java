package io.ringlog.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How tests are written, read from their sources, because test classes of other modules are not on this class path. */
@AnalyzeClasses(packages = "io.ringlog", importOptions = ImportOption.DoNotIncludeTests.class)
class TestRules {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep|LockSupport\\.park");
    private static final Pattern OLD = Pattern.compile("import org\\.(mockito|junit\\.Test|junit\\.Assert|hamcrest)");
    private static final Pattern CAMEL_TEST = Pattern.compile(
            "@(Test|ParameterizedTest[^\\n]*|RepeatedTest[^\\n]*)\\s+(@[^\\n]*\\s+)*(public )?void [a-z]+[A-Z]");

    @ArchTest
    static final ArchRule the_product_knows_no_test_library = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.assertj..", "org.mockito..", "org.awaitility..");

    @Test
    void tests_never_sleep() throws IOException {
        assertThat(testSourcesThatMatch(SLEEP)).isEmpty();
    }

    @Test
    void tests_never_mock_and_use_junit_6() throws IOException {
        assertThat(testSourcesThatMatch(OLD)).isEmpty();
    }

    @Test
    void tests_are_sentences() throws IOException {
        assertThat(testSourcesThatMatch(CAMEL_TEST)).isEmpty();
    }

    @Test
    void every_module_with_test_classes_was_found() throws IOException {
        assertThat(testSourcesThatMatch(Pattern.compile("@Test"))).hasSizeGreaterThan(1);
    }

    private static List<String> testSourcesThatMatch(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("TestRules.java"))
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
