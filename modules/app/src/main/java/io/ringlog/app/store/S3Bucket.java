package io.ringlog.app.store;

import io.ringlog.app.config.StorageConfig;
import io.ringlog.edge.recording.Sound;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A bucket of Amazon's store or of one that speaks like it, its keys in the path of the address. */
final class S3Bucket implements Bucket, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Four hours of a talk over a slow line. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final String WAV = "audio/wav";

    private final StorageConfig config;
    private final S3Client client;
    private final S3Presigner presigner;

    private S3Bucket(StorageConfig config, S3Client client, S3Presigner presigner) {
        this.config = config;
        this.client = client;
        this.presigner = presigner;
    }

    /** Opens no connection yet. */
    static S3Bucket of(StorageConfig config) {
        Region region = Region.of(config.region());
        AwsCredentialsProvider who = who(config);
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .region(region)
                .credentialsProvider(who)
                .forcePathStyle(true)
                // Stores that only speak like Amazon's do not know its newest checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(it -> it.apiCallTimeout(LONGEST));
        S3Presigner.Builder presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(who)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build());
        if (!config.endpoint().isEmpty()) {
            URI endpoint = URI.create(config.endpoint());
            client.endpointOverride(endpoint);
            presigner.endpointOverride(endpoint);
        }
        return new S3Bucket(config, client.build(), presigner.build());
    }

    private static AwsCredentialsProvider who(StorageConfig config) {
        return config.accessKey().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(config.accessKey(), config.secretKey()));
    }

    @Override
    public void put(String key, Path file) throws IOException {
        asked(key, () -> client.putObject(encrypted(key), RequestBody.fromFile(file)));
    }

    private PutObjectRequest encrypted(String key) {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder().bucket(config.bucket()).key(key).contentType(WAV);
        switch (config.encryption()) {
            case NONE -> {}
            case AES256 -> put.serverSideEncryption(ServerSideEncryption.AES256);
            case KMS -> {
                put.serverSideEncryption(ServerSideEncryption.AWS_KMS);
                if (!config.kmsKey().isEmpty()) {
                    put.ssekmsKeyId(config.kmsKey());
                }
            }
        }
        return put.build();
    }

    @Override
    public Optional<Sound> open(String key) throws IOException {
        return there(key, () -> {
            ResponseInputStream<GetObjectResponse> object =
                    client.getObject(it -> it.bucket(config.bucket()).key(key));
            return new Sound(object.response().contentLength(), object);
        });
    }

    @Override
    public List<Listed> list(String prefix) throws IOException {
        return asked(
                prefix,
                () -> client
                        .listObjectsV2Paginator(it -> it.bucket(config.bucket()).prefix(prefix))
                        .contents()
                        .stream()
                        .map(it -> new Listed(it.key(), it.lastModified()))
                        .toList());
    }

    @Override
    public boolean remove(String key) throws IOException {
        return isThere(key)
                && there(
                                key,
                                () -> client.deleteObject(
                                        it -> it.bucket(config.bucket()).key(key)))
                        .isPresent();
    }

    private boolean isThere(String key) throws IOException {
        return there(
                        key,
                        () -> client.headObject(it -> it.bucket(config.bucket()).key(key)))
                .isPresent();
    }

    @Override
    public Optional<URI> link(String key, Duration lifetime) throws IOException {
        if (!isThere(key)) {
            return Optional.empty();
        }
        return there(
                key,
                () -> presigner
                        .presignGetObject(it -> it.signatureDuration(lifetime)
                                .getObjectRequest(
                                        get -> get.bucket(config.bucket()).key(key)))
                        .url()
                        .toURI());
    }

    private interface Asked<T> {
        T answer() throws URISyntaxException;
    }

    private static <T> Optional<T> there(String key, Asked<T> asked) throws IOException {
        try {
            return Optional.of(asked(key, asked));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    private static <T> T asked(String key, Asked<T> asked) throws IOException {
        try {
            return asked.answer();
        } catch (NoSuchKeyException none) {
            throw none;
        } catch (SdkException | URISyntaxException e) {
            throw new IOException("the store says of " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
