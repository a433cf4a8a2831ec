package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.config.ConfigRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.Doors;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.secret.ApiKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked of the lists of configuration, read from the document of the interface. */
class FilteringListsTest {
    @TempDir
    Path folder;

    @Test
    void a_filter_that_no_row_can_fit_is_refused_with_what_it_may_be() throws Exception {
        try (ConfigStore store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN)) {
            var stored = new StoredKeys(new ApiKeys(store.database(), store.clock()));
            var routes = new ConfigRoutes(new StoredConfiguration(store), stored);
            String account = store.createAccount(null, DescribedApi.json("{'name': 'Acme'}"), "test")
                    .row()
                    .id();
            String key = stored.create(account, "test", new TreeSet<>(List.of("*")), "test")
                    .secret();
            var settings = ApiConfig.on("127.0.0.1", 0);
            try (var server = ApiServer.start(
                            settings,
                            new Doors(stored, new StoredSessions(store)),
                            new StoredTenants(store),
                            new StorageTroubles(),
                            new StoredRepeats(store),
                            List.of(routes));
                    var api = new DescribedApi("http://127.0.0.1:" + server.port())) {
                refusesWhatCannotBe(api, key);
            }
        }
    }

    private static void refusesWhatCannotBe(DescribedApi api, String key) throws Exception {
        int tried = 0;
        for (String operation : api.operations()) {
            for (JsonNode parameter : api.described(operation).path("parameters")) {
                if (parameter.path("in").asText().equals("query") && isNarrow(parameter)) {
                    String name = parameter.path("name").asText();
                    JsonNode refused = api.refused(422, key, operation + "?" + name + "=nobody's", "");
                    assertThat(refused.at("/errors/0/field").asText()).isEqualTo(name);
                    String message = refused.at("/errors/0/message").asText();
                    assertThat(parameter.at("/schema/enum").valueStream().map(JsonNode::asText))
                            .allMatch(message::contains);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(50);
    }

    private static boolean isNarrow(JsonNode parameter) {
        return parameter.at("/schema").has("enum")
                || List.of("boolean", "integer")
                        .contains(parameter.at("/schema/type").asText())
                || parameter.path("name").asText().matches("(?!account|.*media).*_id");
    }
}
