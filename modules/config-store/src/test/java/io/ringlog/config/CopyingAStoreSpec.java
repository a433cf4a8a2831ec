package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.config.db.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyingAStoreSpec {

    @TempDir
    Path folder;

    @Test
    void a_copy_leaves_a_store_of_an_older_version_as_it_is() throws Exception {
        Path store = folder.resolve("config.db");
        Flyway.configure(Database.class.getClassLoader())
                .dataSource("jdbc:sqlite:" + store, null, null)
                .locations("classpath:db/migration")
                .target("2")
                .load()
                .migrate();
        byte[] before = Files.readAllBytes(store);

        Path copy = folder.resolve("copy.db");
        Database.copy(store, copy);
        Database.open(copy).close();

        assertThat(Files.readAllBytes(store)).isEqualTo(before);
        assertThat(Files.readAllBytes(copy)).isNotEqualTo(before);
        try (var all = Files.list(folder)) {
            assertThat(all.map(it -> it.getFileName().toString()).sorted().toList())
                    .isEqualTo(List.of("config.db", "copy.db"));
        }
    }
}
