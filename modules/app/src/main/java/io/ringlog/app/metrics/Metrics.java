package io.ringlog.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.function.ToDoubleFunction;

/** Everything one process measures, in the words of Prometheus. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** All figures as they are now, in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    /** From now on these are asked too. */
    public void add(MultiCollector figures) {
        registry.getPrometheusRegistry().register(figures);
    }

    /** A value that goes up and down; NaN where nobody knows. */
    public <T> void gauge(String name, String says, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(says).strongReference(true).register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
