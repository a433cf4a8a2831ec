package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.StorageConfig;
import io.ringlog.app.config.StorageConfig.Encryption;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.app.store.BucketStore;
import io.ringlog.app.store.Rounds;
import io.ringlog.app.store.SoundCopies;
import io.ringlog.app.store.Storage;
import io.ringlog.edge.recording.Sound;
import io.ringlog.it.client.FreePorts;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Recordings and sounds come to a bucket of s3proxy, which is away when the first of them are made. */
class BucketIT {
    private static final String KEY = "acc_1/c1.rec_1.wav";
    private static final String BUCKET = "recordings";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final int port = FreePorts.one();

    private StorageConfig config() {
        return new StorageConfig(
                BUCKET, "http://127.0.0.1:" + port, "us-east-1", "ours", "of-ours", Encryption.NONE, "", LIFETIME, "");
    }

    private Process store() throws IOException {
        Path settings = Files.writeString(
                folder.resolve("s3proxy.conf"),
                String.join(
                        "\n",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=ours",
                        "s3proxy.credential=of-ours",
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=any",
                        "jclouds.credential=any"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "tools", "s3proxy.jar")
                                .toAbsolutePath()
                                .toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
    }

    private void makeBucket() {
        try (S3Client client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("ours", "of-ours")))
                .build()) {
            await("s3proxy is there").atMost(LONG).ignoreExceptions().until(() -> {
                client.createBucket(it -> it.bucket(BUCKET));
                return true;
            });
        }
    }

    private static byte[] read(BucketStore store) throws IOException {
        try (Sound sound = store.open(KEY).orElseThrow()) {
            return sound.all();
        }
    }

    private static HttpResponse<byte[]> get(HttpClient http, URI link) throws Exception {
        return http.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void what_is_recorded_while_the_store_is_away_comes_to_the_bucket_and_is_had_by_a_link_for_a_while()
            throws Exception {
        byte[] sound = new byte[100_000];
        new Random(1).nextBytes(sound);
        Path waiting = folder.resolve("waiting");
        BucketStore store = Storage.of(waiting, config()).bucket().orElseThrow();
        store.put(KEY, Files.write(folder.resolve("draft.wav"), sound));
        Rounds uploads = Rounds.uploads(store);
        await("the bucket is missed").atMost(LONG).until(() -> uploads.trouble().isPresent());
        uploads.close();
        assertThat(read(store)).isEqualTo(sound);

        Process s3proxy = store();
        try (Rounds again = Rounds.uploads(store);
                HttpClient http = HttpClient.newHttpClient()) {
            makeBucket();
            await("it is in the bucket").atMost(LONG).until(() -> Files.notExists(waiting.resolve(KEY)));
            assertThat(again.trouble()).isEmpty();
            assertThat(read(store)).isEqualTo(sound);

            URI link = store.link(KEY, LIFETIME).orElseThrow();
            assertThat(get(http, link).body()).isEqualTo(sound);
            await("the link expires").atMost(LONG).until(() -> get(http, link).statusCode() == 403);

            assertThat(store.remove(KEY)).isTrue();
            assertThat(store.remove(KEY)).isFalse();
            assertThat(store.open(KEY)).isEmpty();
            assertThat(store.link(KEY, LIFETIME)).isEqualTo(Optional.empty());
            soundsFollow(store);
        } finally {
            s3proxy.destroyForcibly().waitFor();
        }
    }

    /** An edge has the sounds that the api's folder had before there was a bucket, then each as it is changed. */
    private void soundsFollow(BucketStore store) throws Exception {
        Path api = folder.resolve("media");
        Path edge = folder.resolve("edge-sounds");
        MediaFolder sounds = new MediaFolder(api);
        sounds.put("acc_1", "welcome", tone(100));
        try (Rounds mirror = Rounds.mirror(store.mirror(api))) {
            await("the sound is brought").atMost(LONG).until(() -> Files.exists(api.resolve(".bucket")));
            assertThat(mirror.trouble()).isEmpty();
            copied(sounds, store.copies(edge), api, edge);
        }
    }

    private static void copied(MediaFolder sounds, SoundCopies kept, Path api, Path edge) {
        Path welcome = Path.of("acc_1", "welcome.wav");
        Path copy = edge.resolve(welcome);
        try (Rounds copies = Rounds.copies(kept)) {
            await("the copy is there").atMost(LONG).until(() -> Files.exists(copy));
            sounds.put("acc_1", "welcome", tone(200));
            await("the other sound is there").atMost(LONG).until(() -> Files.mismatch(copy, api.resolve(welcome)) < 0);
            assertThat(copies.trouble()).isEmpty();
        }
    }

    private static byte[] tone(int samples) {
        return WavWriter.write(Clip.of(new short[samples]));
    }
}
