package io.ringlog.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
    private static final FileTime BEGAN = FileTime.from(Instant.parse("2026-01-05T09:00:00Z"));
    private static final String ANNOTATED = "class Any {\n    @Test\n    void any() {}\n}\n";

    @TempDir
    Path root;

    @BeforeEach
    void two_modules() throws IOException {
        write("pom.xml", "<modules>\n <module>one</module>\n <module>it-tests</module>\n</modules>");
    }

    @Test
    void tests_are_counted_by_kind_and_summed_up() throws IOException {
        report("one", "a.b.CallingSpec", "tests=\"5\" errors=\"0\" skipped=\"1\" failures=\"0\"");
        report("one", "a.b.BrainTopologyTest$Inner", "tests=\"2\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        report("it-tests", "a.b.DemoIT", "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");

        TestReports reports = TestReports.read(root, BEGAN);

        assertThat(reports.table())
                .containsPattern("spec +4 +0 +1\n")
                .containsPattern("topology +2 +0 +0\n")
                .containsPattern("IT +1 +0 +0\n")
                .endsWith("7 passed, 0 failed, 1 skipped\n");
        assertThat(reports.good()).isTrue();
    }

    @Test
    void failures_and_errors_are_both_failed() throws IOException {
        report("one", "a.b.CallingSpec", "tests=\"5\" errors=\"1\" skipped=\"0\" failures=\"2\"");

        TestReports reports = TestReports.read(root, BEGAN);

        assertThat(reports.table()).endsWith("2 passed, 3 failed, 0 skipped\n");
        assertThat(reports.good()).isFalse();
    }

    @Test
    void a_report_of_an_earlier_run_does_not_count_and_nothing_at_all_is_not_good() throws IOException {
        report("one", "a.b.CallingSpec", "tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\"");

        TestReports reports = TestReports.read(root, FileTime.from(Instant.parse("2100-01-05T09:00:00Z")));

        assertThat(reports.table()).endsWith("0 passed, 0 failed, 0 skipped\n");
        assertThat(reports.good()).isFalse();
    }

    @Test
    void a_test_class_without_a_report_is_lost_and_one_without_tests_is_not() throws IOException {
        write("one/src/test/java/a/b/CallingSpec.java", ANNOTATED);
        write("one/src/test/java/a/b/RingingSpec.java", ANNOTATED);
        write("one/src/test/java/a/b/ContractTest.java", "abstract class ContractTest {}");
        report("one", "a.b.CallingSpec", "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");

        assertThat(TestReports.read(root, BEGAN).lost()).containsExactly("a.b.RingingSpec of one");
    }

    private void report(String module, String testClass, String counts) throws IOException {
        String runner = module.startsWith("it") ? "failsafe" : "surefire";
        write(
                module + "/target/" + runner + "-reports/TEST-" + testClass + ".xml",
                "<?xml version=\"1.0\"?>\n<testsuite xsi:x=\"y\" version=\"3.0\" name=\"" + testClass
                        + "\" time=\"1.0\" " + counts + ">\n<testcase name=\"it\"/></testsuite>");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
