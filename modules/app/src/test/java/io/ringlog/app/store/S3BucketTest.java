package io.ringlog.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.ringlog.app.config.StorageConfig;
import io.ringlog.app.config.StorageConfig.Encryption;
import io.ringlog.edge.recording.FolderStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store is told beside the sound; what it does with that is shown by a real one, outside. */
class S3BucketTest {
    private static final String KEY = "acc_1/c1.wav";

    @TempDir
    Path folder;

    private static StorageConfig config(int port, Encryption encryption, String kmsKey) {
        return new StorageConfig(
                "bucket",
                "http://127.0.0.1:" + port,
                "eu-1",
                "us",
                "secret",
                encryption,
                kmsKey,
                Duration.ofMinutes(1),
                "");
    }

    private Headers told(Encryption encryption, String kmsKey) throws IOException {
        AtomicReference<Headers> told = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.set(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try (S3Bucket bucket = S3Bucket.of(config(server.getAddress().getPort(), encryption, kmsKey))) {
            bucket.put(KEY, Files.writeString(folder.resolve("sound.wav"), "RIFF"));
        } finally {
            server.stop(0);
        }
        return told.get();
    }

    @Test
    void the_store_is_asked_to_encrypt_with_the_key_that_is_configured() throws Exception {
        assertThat(told(Encryption.NONE, "")).doesNotContainKey("X-amz-server-side-encryption");
        assertThat(told(Encryption.AES256, "").getFirst("x-amz-server-side-encryption"))
                .isEqualTo("AES256");
        Headers kms = told(Encryption.KMS, "key-1");
        assertThat(kms.getFirst("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(kms.getFirst("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo("key-1");
        assertThat(told(Encryption.KMS, "")).doesNotContainKey("X-amz-server-side-encryption-aws-kms-key-id");
    }

    @Test
    void a_store_that_is_away_says_so_and_keeps_nothing_from_the_folder() throws Exception {
        Path waiting = folder.resolve("waiting");
        try (S3Bucket bucket = S3Bucket.of(config(1, Encryption.NONE, ""))) {
            BucketStore store = new BucketStore(new FolderStore(waiting), bucket);
            store.put(KEY, Files.writeString(folder.resolve("sound.wav"), "RIFF"));

            assertThatThrownBy(store::upload).isInstanceOf(IOException.class).hasMessageContaining(KEY);
            assertThat(store.open(KEY)).isPresent();
            assertThat(store.open("no key")).isEmpty();
            assertThat(store.remove("no key")).isFalse();
            assertThatThrownBy(() -> store.remove(KEY)).isInstanceOf(IOException.class);
            assertThat(store.link("no key", Duration.ofMinutes(1))).isEmpty();
        }
    }

    @Test
    void the_secret_is_in_no_words() {
        assertThat(config(1, Encryption.KMS, "key-1").toString()).doesNotContain("secret");
    }
}
