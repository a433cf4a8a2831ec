package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.Playlist;
import io.ringlog.domain.config.Playlist.Order;
import io.ringlog.domain.config.Queue;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingPlaylistsSpec {

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse("""
                        accounts:
                          - name: Acme
                            moh_playlist: Jazz
                            playlists:
                              - {name: Jazz, media_ids: [one, two], play_order: shuffled}
                              - {name: Rock, media_ids: [three]}
                            queues: [{name: Sales, moh_playlist: Rock}]
                            park_lots: [{name: Hall, digits: "700", first_slot: 701, moh_playlist: Rock}]
                        """).apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Account acme() {
        return store.accounts(null, null, 1).rows().getFirst().row();
    }

    private <R extends Record> R first(Resource<R> resource) {
        return store.list(resource, acme().id(), null, 1, Map.of())
                .rows()
                .getFirst()
                .row();
    }

    private Playlist list(String name) {
        return store.list(Resources.PLAYLISTS, acme().id(), null, 9, Map.of()).rows().stream()
                .map(it -> it.row())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private FieldError refused(String document) {
        return catchThrowableOfType(
                        ConfigRefused.class,
                        () -> store.create(Resources.PLAYLISTS, acme().id(), json(document), "test"))
                .errors()
                .getFirst();
    }

    @Test
    void a_file_names_playlists_wherever_somebody_waits() {
        Playlist jazz = list("Jazz");
        assertThat(jazz.mediaIds()).containsExactly("one", "two");
        assertThat(jazz.playOrder()).isEqualTo(Order.SHUFFLED);
        assertThat(list("Rock").playOrder()).isEqualTo(Order.ORDERED);
        assertThat(acme().mohPlaylistId()).isEqualTo(jazz.id());
        Queue queue = first(Resources.QUEUES);
        ParkLot lot = first(Resources.PARK_LOTS);
        assertThat(queue.mohPlaylistId()).isEqualTo(list("Rock").id()).isEqualTo(lot.mohPlaylistId());
    }

    @Test
    void a_list_has_one_to_a_hundred_sounds() {
        assertThat(refused("{'name': 'Empty', 'media_ids': []}").field()).isEqualTo("media_ids");
        String many = "'one'" + String.join("", Collections.nCopies(100, ",'one'"));
        assertThat(refused("{'name': 'Long', 'media_ids': [" + many + "]}").field())
                .isEqualTo("media_ids");
    }

    @Test
    void a_list_that_somebody_hears_stays() {
        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class,
                () -> store.delete(
                        Resources.PLAYLISTS, acme().id(), list("Rock").id(), null, "test"));

        assertThat(refused.errors()).hasSize(2).allMatch(it -> it.message().contains("moh_playlist_id"));
    }

    @Test
    void a_queue_has_a_list_or_a_sound() {
        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class,
                () -> store.create(
                        Resources.QUEUES,
                        acme().id(),
                        json("{'name': 'Both', 'moh_media_id': 'one', 'moh_playlist_id': '"
                                + list("Rock").id() + "'}"),
                        "test"));

        assertThat(refused.errors().getFirst().field()).isEqualTo("moh_playlist_id");
    }
}
