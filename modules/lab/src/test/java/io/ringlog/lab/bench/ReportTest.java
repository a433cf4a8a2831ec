package io.ringlog.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringlog.lab.load.Latencies;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final Report report = new Report();

    @TempDir
    Path folder;

    @Test
    void figures_are_written_by_section_and_key_and_those_that_belong_together_one_level_deeper() throws Exception {
        report.put("soak", "failed", 0);
        report.put("soak", "minute2", Map.of("p50Ms", 1.23456));
        report.leftOut("relay", "ratioToC", "left out: no C compiler (cc) here");
        Path file = folder.resolve("bench.json");

        report.writeTo(file);

        assertThat(new ObjectMapper().readTree(file.toFile()).toString())
                .isEqualTo("{\"soak\":{\"failed\":0.0,\"minute2\":{\"p50Ms\":1.23}},"
                        + "\"relay\":{\"ratioToC\":\"left out: no C compiler (cc) here\"}}");
    }

    @Test
    void what_nothing_came_through_for_is_no_figure() {
        report.put("decision", "p50Ms", new Latencies(10).percentileMs(0.5));
        report.put("proxyCall", "cpuUs", 1.0 / 0);

        assertThat(report.asMap().get("decision")).containsEntry("p50Ms", "left out: nothing came through");
        assertThat(Budgets.verdicts(report.asMap()).lines())
                .filteredOn(line -> line.contains("p50Ms"))
                .allMatch(line -> line.endsWith("not measured"));
    }

    @Test
    void the_table_shows_them_too() {
        report.put("soak", "minute2", Map.of("p50Ms", 1.23456));

        assertThat(report.asTable()).contains("soak").contains("minute2").contains("p50Ms=1.23");
    }
}
