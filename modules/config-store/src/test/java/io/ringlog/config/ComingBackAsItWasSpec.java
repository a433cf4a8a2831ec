package io.ringlog.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.config.form.Forms;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file into a store and out into a file everything comes back, whatever field of whatever row it is. */
class ComingBackAsItWasSpec {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private ConfigStore store;

    @BeforeEach
    void open() throws IOException {
        store = Documents.store(folder);
        everyField().apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    static ConfigFile everyField() throws IOException {
        try (InputStream in = ComingBackAsItWasSpec.class.getResourceAsStream("every-field.yaml")) {
            return ConfigFile.parse(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
        }
    }

    @Test
    void the_file_says_every_field_that_a_row_can_have() {
        assertThat(Resources.ALL.stream().flatMap(this::unsaid)).isEmpty();
    }

    private <R extends Record> Stream<String> unsaid(Resource<R> resource) {
        List<R> rows = store.accounts(null, null, 10).rows().stream()
                .flatMap(account -> store.list(resource, account.row().id(), null, 100, Map.of()).rows().stream())
                .map(Stored::row)
                .toList();
        return resource.fields().all().stream()
                .filter(it -> !resource.derived().contains(it.componentName()))
                .filter(it -> rows.stream()
                        .map(row -> Forms.write(resource.fields().value(row, it.componentName())))
                        .allMatch(Forms.write(resource.defaults().get(it.componentName()))::equals))
                .map(it -> resource.name() + "." + it.name());
    }

    @Test
    void the_same_file_again_changes_nothing_and_prunes_nothing() throws IOException {
        assertThat(everyField().plan(store, "test", true).changesAnything()).isFalse();
    }

    @Test
    void what_is_exported_changes_nothing_and_prunes_nothing() {
        String exported = ConfigExport.yaml(store, true);

        assertThat(ConfigFile.parse(exported).plan(store, "test", true).changesAnything())
                .as(exported)
                .isFalse();
        assertThat(ConfigFile.parse(ConfigExport.yaml(store, false))
                        .plan(store, "test", true)
                        .changesAnything())
                .isFalse();
    }

    @Test
    void an_export_makes_a_store_elsewhere_that_exports_the_same() {
        String exported = ConfigExport.yaml(store, true);

        try (ConfigStore other = Documents.store(elsewhere)) {
            ConfigFile.parse(exported).apply(other, "test");
            assertThat(ConfigExport.yaml(other, true)).isEqualTo(exported);
        }
    }
}
