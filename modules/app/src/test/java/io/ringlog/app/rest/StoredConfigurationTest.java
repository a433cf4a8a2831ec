package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration.Change;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.Configuration.Listing;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.Access;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.wire.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredConfigurationTest {

    @TempDir
    Path folder;

    private ConfigStore store;
    private StoredConfiguration configuration;
    private String acme;

    @BeforeEach
    void open() {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        configuration = new StoredConfiguration(store);
        acme = configuration
                .createAccount(null, json("{'name': 'Acme'}"), "test")
                .body()
                .path("id")
                .asText();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_row_travels_as_a_document_there_and_back() {
        Document created = configuration.create("user", acme, json("{'username': '1001', 'is_agent': true}"), "test");
        String id = created.body().path("id").asText();

        assertThat(created.body().path("is_agent").isBoolean()).isTrue();
        assertThat(created.body().path("ring_strategy").asText()).isEqualTo("simultaneous");
        assertThat(configuration.find("user", acme, id)).contains(created);
        assertThat(configuration.change("user", acme, id, new Change(created.body(), true, 1L), "test"))
                .isEqualTo(created);
        assertThat(configuration
                        .list("user", acme, new Listing(null, 10, Map.of("username", "1001")))
                        .rows())
                .containsExactly(created);
        assertThat(configuration
                        .list("user", acme, new Listing(null, 10, Map.of("username", "7")))
                        .rows())
                .isEmpty();
    }

    @Test
    void every_refusal_of_the_store_is_one_of_the_interface() {
        Document user = configuration.create("user", acme, json("{'username': '1001'}"), "test");
        String id = user.body().path("id").asText();
        configuration.create(
                "extension", acme, json("{'digits': '1', 'dest_kind': 'user', 'dest_id': '" + id + "'}"), "test");

        assertThat(why(() -> configuration.create("user", acme, json("{'username': '1001'}"), "test")))
                .isEqualTo(Refused.Why.INVALID);
        assertThat(why(() -> configuration.remove("user", acme, id, null, "test")))
                .isEqualTo(Refused.Why.IN_USE);
        assertThat(why(() -> configuration.remove("user", acme, id, 9L, "test")))
                .isEqualTo(Refused.Why.STALE);
        assertThat(why(() -> configuration.remove("user", "acc_other", id, null, "test")))
                .isEqualTo(Refused.Why.NOT_FOUND);
        assertThat(catchThrowableOfType(
                                Refused.class,
                                () -> configuration.create("user", acme, json("{'username': '1001'}"), "test"))
                        .problems())
                .extracting(FieldProblem::field)
                .containsExactly("username");
    }

    @Test
    void a_shape_says_what_may_be_written_and_hides_what_is_secret() {
        ResourceShape device = shape("device");

        assertThat(device.fields())
                .filteredOn(it -> it.access() == Access.WRITE_ONLY)
                .extracting(FieldShape::name)
                .containsExactly("ha1", "ha1_sha256", "password");
        assertThat(device.fields())
                .filteredOn(FieldShape::required)
                .extracting(FieldShape::name)
                .containsExactly("user_id", "auth_username", "realm");
        assertThat(shape("schedule").fields())
                .filteredOn(it -> it.name().equals("rules"))
                .flatExtracting(FieldShape::parts)
                .extracting(FieldShape::name)
                .contains("dow", "is_closed");
    }

    @Test
    void keys_come_and_go() {
        StoredKeys keys = new StoredKeys(new ApiKeys(store.database(), store.clock()));

        var created = keys.create(acme, "console", new TreeSet<>(List.of("cdr")), "test");

        assertThat(keys.find(created.secret())).contains(created.key());
        assertThat(keys.list(acme)).containsExactly(created.key());
        assertThat(keys.revoke(acme, created.key().id(), "test")).isTrue();
        assertThat(keys.find(created.secret())).isEmpty();
    }

    private ResourceShape shape(String name) {
        return configuration.resources().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Refused.Why why(org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
        return catchThrowableOfType(Refused.class, attempt).why();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
