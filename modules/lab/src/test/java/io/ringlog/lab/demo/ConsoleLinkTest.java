package io.ringlog.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.secret.PersonSessions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLinkTest {
    @TempDir
    Path folder;

    @Test
    void each_demo_of_a_folder_gives_a_link_that_lets_an_administrator_in_once() {
        var config = ConfigSources.defaults().with("node.data=" + folder).read();
        try (var store = ConfigRole.open(folder, config)) {
            var sessions = new PersonSessions(store.database(), store.clock());
            for (String api : new String[] {"http://127.0.0.1:8080", "http://0.0.0.0:8080"}) {
                String link = ConsoleLink.of(store, api);

                assertThat(link).matches("http://127\\.0\\.0\\.1:8080/app#link=[A-Za-z0-9_-]{43}");
                String word = link.substring(link.indexOf('=') + 1);
                assertThat(sessions.enter(word, "127.0.0.1")
                                .orElseThrow()
                                .session()
                                .whose())
                        .matches(it -> it.email().equals(ConsoleLink.EMAIL)
                                && it.role().equals("platform"));
                assertThat(sessions.enter(word, "127.0.0.1")).isEmpty();
            }
        }
    }
}
