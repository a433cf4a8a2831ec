package io.ringlog.app.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeKeyTest {
    private static final int EDGES = 8;

    @TempDir
    Path folder;

    @Test
    void edges_that_start_together_on_one_folder_sign_with_one_key() throws Exception {
        var together = new CyclicBarrier(EDGES);
        List<Future<byte[]>> keys;
        try (var starting = Executors.newFixedThreadPool(EDGES)) {
            keys = IntStream.range(0, EDGES)
                    .mapToObj(edge -> starting.submit(() -> {
                        together.await();
                        return EdgeKey.open(folder);
                    }))
                    .toList();
        }

        byte[] stays = Files.readAllBytes(folder.resolve("edge.key"));
        assertThat(stays).hasSize(32);
        for (Future<byte[]> key : keys) {
            assertThat(key.get()).isEqualTo(stays);
        }
    }

    @Test
    void nobody_but_its_owner_may_read_the_key() throws Exception {
        EdgeKey.open(folder);

        assertThat(Files.getPosixFilePermissions(folder.resolve("edge.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }
}
