package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.config.resource.PersonRow;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.LogInLinks;
import io.ringlog.config.secret.PersonSessions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingInByLinkSpec {

    private static final String EMAIL = "root@ringlog.example";
    private static final String ADDRESS = "127.0.0.1";

    @TempDir
    Path folder;

    private ConfigStore store;
    private PersonSessions sessions;
    private Stored<PersonRow> root;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        sessions = in(Duration.ZERO);
        root = store.create(
                Resources.PEOPLE,
                ApiKeys.PLATFORM,
                json("{'email': '%s', 'name': 'Root', 'role': 'platform'}".formatted(EMAIL)),
                "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private PersonSessions in(Duration later) {
        return new PersonSessions(store.database(), Clock.offset(store.clock(), later));
    }

    private String link(Duration later) {
        return new LogInLinks(store.database(), Clock.offset(store.clock(), later))
                .create(EMAIL)
                .orElseThrow();
    }

    private void change(String document) {
        store.update(Resources.PEOPLE, ApiKeys.PLATFORM, root.row().id(), Edit.merge(json(document)), "test");
    }

    @Test
    void whoever_has_a_link_is_let_in_once_without_a_password() {
        String link = link(Duration.ZERO);

        var opened = sessions.enter(link, ADDRESS).orElseThrow();

        assertThat(opened.session().whose().email()).isEqualTo(EMAIL);
        assertThat(sessions.find(opened.secret())).contains(opened.session());
        assertThat(sessions.enter(link, ADDRESS)).isEmpty();
        assertThat(sessions.enter(link + "x", ADDRESS)).isEmpty();
        assertThat(sessions.list(root.row().id())).hasSize(1);
    }

    @Test
    void a_link_is_over_after_its_minutes() {
        String link = link(Duration.ZERO);

        assertThat(in(LogInLinks.GOOD_FOR).enter(link, ADDRESS)).isEmpty();
        assertThat(in(LogInLinks.GOOD_FOR.minusMillis(1)).enter(link(Duration.ZERO), ADDRESS))
                .isPresent();
    }

    @Test
    void the_newest_links_of_a_person_count() {
        List<String> links = IntStream.range(0, LogInLinks.MOST * 5)
                .mapToObj(n -> link(Duration.ofMillis(n)))
                .toList();

        assertThat(links.stream().filter(it -> sessions.enter(it, ADDRESS).isPresent()))
                .containsExactlyElementsOf(links.subList(links.size() - LogInLinks.MOST, links.size()));
    }

    @Test
    void another_password_and_a_log_in_that_is_switched_off_end_it() {
        String before = link(Duration.ZERO);
        change("{'password': 'correct-horse-battery'}");
        assertThat(sessions.enter(before, ADDRESS)).isEmpty();

        String after = link(Duration.ZERO);
        change("{'status': 'disabled'}");
        assertThat(sessions.enter(after, ADDRESS)).isEmpty();
        var links = new LogInLinks(store.database(), store.clock());
        assertThat(links.create(EMAIL)).isEmpty();
        assertThat(links.create("nobody@ringlog.example")).isEmpty();
    }

    @Test
    void a_word_is_kept_as_its_hash_alone() {
        String link = link(Duration.ZERO);

        var kept = store.database().read(sql -> sql.rows("SELECT * FROM log_in_link"));

        assertThat(kept).hasSize(1);
        assertThat(kept.toString()).doesNotContain(link);
    }
}
