package io.ringlog.app.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringlog.edge.DecisionTimes;
import java.util.Map;
import java.util.TreeMap;

/** Figures of one scrape, gathered under their names. */
final class Families {
    private final Map<String, CounterSnapshot.Builder> counters = new TreeMap<>();
    private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
    private final MetricSnapshots.Builder others = MetricSnapshots.builder();

    /** Only grows; {@code name} is without {@code _total}. */
    void counter(String name, String says, long value) {
        counter(name, says, Labels.EMPTY, value);
    }

    void counter(String name, String says, String label, String word, long value) {
        counter(name, says, Labels.of(label, word), value);
    }

    private void counter(String name, String says, Labels labels, long value) {
        counters.computeIfAbsent(name, it -> CounterSnapshot.builder().name(it).help(says))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build());
    }

    void gauge(String name, String says, double value) {
        gauge(name, says, Labels.EMPTY, value);
    }

    void gauge(String name, String says, String label, String word, double value) {
        gauge(name, says, Labels.of(label, word), value);
    }

    private void gauge(String name, String says, Labels labels, double value) {
        gauges.computeIfAbsent(name, it -> GaugeSnapshot.builder().name(it).help(says))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build());
    }

    void histogram(String name, String says, DecisionTimes times) {
        DecisionTimes.Counted counted = times.now();
        others.metricSnapshot(HistogramSnapshot.builder()
                .name(name)
                .help(says)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(counted.upTo(), counted.counts()))
                        .sum(counted.sumSec())
                        .build())
                .build());
    }

    MetricSnapshots all() {
        counters.values().forEach(it -> others.metricSnapshot(it.build()));
        gauges.values().forEach(it -> others.metricSnapshot(it.build()));
        return others.build();
    }
}
