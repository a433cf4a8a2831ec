package io.ringlog.lab.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The CDRs, read back from the Iceberg tables over REST, as JSON and as CSV. */
final class ReadingBack implements Scene {
    private static final String CALLS = "/v1/calls";
    private static final Duration EVERY = Duration.ofMillis(200);

    @Override
    public String title() {
        return "Call records come back from Iceberg";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        int expected = stage.ended().size();
        stage.until(
                expected + " call records are in the lake",
                EVERY,
                () -> rows(stage).size() >= expected);
        List<JsonNode> rows = rows(stage);
        Scene.prove(
                narrator,
                rows.size() == expected,
                expected + " calls ended, " + rows.size() + " rows came back (GET " + CALLS + ")");
        rows.forEach(row -> narrator.told(line(row)));
        List<String> csv = stage.rest().csv(CALLS).lines().toList();
        Scene.prove(
                narrator,
                csv.getFirst().startsWith("call_id,") && ids(csv).equals(ids(rows, "call_id")),
                "the same " + ids(csv).size() + " rows as CSV");
    }

    private static List<JsonNode> rows(Stage stage) {
        return stage.rest().json(CALLS).path("rows").valueStream().toList();
    }

    private static List<String> ids(List<JsonNode> rows, String name) {
        return rows.stream().map(row -> row.path(name).asText()).toList();
    }

    private static List<String> ids(List<String> csv) {
        return csv.stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static String line(JsonNode row) {
        return String.format(
                "%s  %-8s  %s -> %s  %s  %s s talking  %s",
                Instant.ofEpochMilli(row.path("start_ts").asLong()),
                row.path("direction").asText(),
                row.path("from_num").asText(),
                row.path("to_num").asText(),
                row.path("disposition").asText(),
                row.path("billsec").asText(),
                row.path("hangup_cause").asText());
    }
}
