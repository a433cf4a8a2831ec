package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.ParkLot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingCodesSpec {

    private static final String ACME = """
            accounts:
              - name: Acme
                users: [{username: anna, pickup_group: sales}]
                park_lots: [{name: Hall, digits: "700", first_slot: 701}]
                feature_codes: [{feature: pickup, code: "*20"}, {feature: dnd_on, code: ""}]
            """;

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse(ACME).apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_file_brings_lots_and_codes() {
        ParkLot lot = store.list(Resources.PARK_LOTS, acme(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row();
        assertThat(lot.slots()).isEqualTo(10);
        assertThat(lot.timeoutSec()).isEqualTo(120);
        assertThat(store.list(Resources.FEATURE_CODES, acme(), null, 10, Map.of())
                        .rows())
                .extracting(it -> it.row().feature())
                .containsExactlyInAnyOrder(Feature.PICKUP, Feature.DND_ON);
    }

    @Test
    void what_is_exported_changes_nothing_when_it_is_applied() {
        String exported = ConfigExport.yaml(store, false);
        assertThat(ConfigFile.parse(exported).plan(store, "test").changesAnything())
                .as(exported)
                .isFalse();
    }

    @Test
    void what_does_not_fit_is_refused_by_its_field() {
        assertThat(refusedFields(
                        Resources.PARK_LOTS,
                        "{'name': 'L', 'digits': '7x', 'first_slot': 0, 'slots': 101, 'timeout_sec': 0}"))
                .containsExactlyInAnyOrder("digits", "first_slot", "slots", "timeout_sec");
        assertThat(refusedFields(Resources.PARK_LOTS, "{'name': 'L', 'digits': '805', 'first_slot': 801}"))
                .containsExactly("digits");
        assertThat(refusedFields(Resources.PARK_LOTS, "{'name': 'Hall', 'digits': '800', 'first_slot': 801}"))
                .containsExactly("name");
        assertThat(refusedFields(Resources.FEATURE_CODES, "{'feature': 'echo', 'code': 'abc'}"))
                .containsExactly("code");
        assertThat(refusedFields(Resources.PARK_LOTS, "{'name': 'L', 'digits': '800', 'first_slot': 695, 'slots': 7}"))
                .containsExactly("first_slot");
        assertThat(refusedFields(Resources.FEATURE_CODES, "{'feature': 'forward_on', 'code': '0'}"))
                .containsExactly("code");
        assertThat(refusedFields(Resources.FEATURE_CODES, "{'feature': 'echo', 'code': '*20'}"))
                .containsExactly("code");
        assertThat(refusedFields(Resources.FEATURE_CODES, "{'feature': 'pickup', 'code': '*21'}"))
                .containsExactly("feature");
    }

    private String acme() {
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    private List<String> refusedFields(Resource<?> resource, String document) {
        return catchThrowableOfType(ConfigRefused.class, () -> store.create(resource, acme(), json(document), "test"))
                .errors()
                .stream()
                .map(FieldError::field)
                .toList();
    }
}
