package io.ringlog.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The figures of a running node, as Prometheus reads them. */
@ExtendWith(OnPlatform.class)
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Platform platform;

    MetricsIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void every_name_that_is_documented_is_there_and_no_other() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "operations.md"));
        Set<String> documented = all("(?m)^\\| (`ringlog_[^|]*)\\|", page)
                .flatMap(row -> all("`(ringlog_[a-z_]+)`", row))
                .collect(Collectors.toCollection(TreeSet::new));
        platform.refusedCall();

        await("all names")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(names(scrape())).isEqualTo(documented));
    }

    @Test
    void every_figure_of_the_dashboard_and_the_alarms_is_measured() throws Exception {
        String drawn = Files.readString(Path.of("..", "docker", "grafana", "ringlog.json"))
                + Files.readString(Path.of("..", "docker", "grafana", "alerts.yaml"));
        platform.refusedCall();

        String measured = scrape();

        assertThat(all("\\b((?:ringlog|jvm|process|system)_[a-z_]+)", drawn))
                .hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(measured).containsPattern("(?m)^" + name + "[{ ]"));
    }

    @Test
    void a_refused_call_is_counted_by_its_code_and_timed() throws Exception {
        String before = scrape();

        platform.refusedCall();

        String after = scrape();
        assertThat(sum(after, "ringlog_calls_refused_total")).isEqualTo(sum(before, "ringlog_calls_refused_total") + 1);
        assertThat(sum(after, "ringlog_decision_seconds_count"))
                .isGreaterThan(sum(before, "ringlog_decision_seconds_count"));
        assertThat(after)
                .containsPattern("ringlog_calls_refused_total\\{code=\"[a-z.-]+\"} ")
                .containsPattern("ringlog_decision_seconds_bucket\\{le=\"0.01\"} ")
                .containsPattern("ringlog_ports\\{state=\"free\"} [1-9]")
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void a_phone_that_registered_is_counted() {
        try (var phone = platform.phone("dave", "dave-is-never-there")) {
            assertThat(phone.register().status()).isEqualTo(200);

            await("the views count the phone")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scrape())
                            .containsPattern("ringlog_registrations [1-9]")
                            .containsPattern("ringlog_commit_lag_records\\{reader=\"lake\"} ")
                            .containsPattern("ringlog_commit_lag_seconds\\{reader=\"lake\"} "));
            assertThat(phone.unregister().status()).isEqualTo(200);
        }
    }

    private static Stream<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1));
    }

    private String scrape() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(platform.health() + "/metrics"))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private static Set<String> names(String scraped) {
        return all("(?m)^# TYPE (ringlog_[a-z_]+) ", scraped).collect(Collectors.toCollection(TreeSet::new));
    }

    private static double sum(String scraped, String name) {
        return Pattern.compile("(?m)^" + name + "(\\{[^}]*})? ([0-9.eE+]+)$")
                .matcher(scraped)
                .results()
                .mapToDouble(it -> Double.parseDouble(it.group(2)))
                .sum();
    }
}
