package io.ringlog.connectors;

import java.net.URI;
import java.util.Map;
import org.apache.iceberg.aws.s3.S3FileIOAwsClientFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Makes the client for Iceberg's S3 access; Iceberg's own factory wants the libraries of every cloud service it knows.
 * Keys: {@code s3.endpoint}, {@code s3.path-style-access}, {@code s3.access-key-id}, {@code s3.secret-access-key},
 * {@code client.region}; without a key pair, the usual places are asked for one.
 */
public final class ObjectStoreClients implements S3FileIOAwsClientFactory {
    private static final long serialVersionUID = 1L;

    private Map<String, String> properties = Map.of();

    @Override
    public void initialize(Map<String, String> catalogProperties) {
        properties = Map.copyOf(catalogProperties);
    }

    @Override
    public S3Client s3() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials())
                .region(Region.of(properties.getOrDefault("client.region", "us-east-1")))
                .forcePathStyle(Boolean.parseBoolean(properties.get("s3.path-style-access")))
                // many stores that speak S3 know neither the framing nor the checksums the client would add by itself
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        String endpoint = properties.get("s3.endpoint");
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.build();
    }

    @Override
    public S3AsyncClient s3Async() {
        throw new UnsupportedOperationException("s3.analytics-accelerator.enabled needs Iceberg's own client factory");
    }

    private AwsCredentialsProvider credentials() {
        String key = properties.get("s3.access-key-id");
        String secret = properties.get("s3.secret-access-key");
        return key == null || secret == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
    }
}
