package io.ringlog.lab.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a node has turned away so far, as its own figures say it, by a short name each. */
record Metrics(SortedMap<String, Long> turnedAway) {

    private static final Pattern FIGURE =
            Pattern.compile("(?m)^ringlog_(\\w+)_total(?:\\{(?:reason|code|event)=\"([^\"]+)\"})? ([0-9.eE+]+)$");

    private static final Map<String, String> SHOWN = Map.of(
            "sip_dropped", "sip",
            "relay_dropped", "relay",
            "calls_refused", "call",
            "ports_refused", "ports");

    /** Of what an edge counts beside, the refusals. */
    private static final Pattern REFUSALS = Pattern.compile(".*\\.(shed|refused|late|expired)");

    /** @param health where the node shows its figures */
    static Metrics of(URI health) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(health.resolve("/metrics")).build();
            return read(client.send(request, BodyHandlers.ofString()).body());
        }
    }

    static Metrics read(String page) {
        SortedMap<String, Long> found = new TreeMap<>();
        FIGURE.matcher(page).results().forEach(figure -> {
            String label = figure.group(2) == null ? "" : figure.group(2);
            String family = figure.group(1);
            boolean refusal =
                    family.equals("edge_events") && REFUSALS.matcher(label).matches();
            String shown = refusal ? "edge" : SHOWN.get(family);
            if (shown != null) {
                found.merge((shown + " " + label).strip(), Math.round(Double.parseDouble(figure.group(3))), Long::sum);
            }
        });
        return new Metrics(found);
    }

    /** What has grown since another reading, as words. */
    String since(Metrics before) {
        return turnedAway.entrySet().stream()
                .map(it -> Map.entry(it.getKey(), it.getValue() - before.turnedAway.getOrDefault(it.getKey(), 0L)))
                .filter(it -> it.getValue() > 0)
                .map(it -> String.format("%s %,d", it.getKey(), it.getValue()))
                .collect(Collectors.joining(", "));
    }
}
