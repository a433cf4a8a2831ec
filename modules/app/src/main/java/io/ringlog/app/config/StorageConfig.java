package io.ringlog.app.config;

import java.time.Duration;

/** A bucket of a store that speaks S3, which recordings and sounds are brought to; without one they stay in folders. */
public record StorageConfig(
        @Key(
                value = "",
                says = "Bucket (S3) of recordings and sounds. Empty: they stay in `media.recordings` and"
                        + " `media.prompts`. With one recordings wait in that folder of their edge until the bucket has"
                        + " them, and every edge has the sounds from there.")
        String bucket,

        @Key(value = "", says = "Where the store is, `https://host:port`. Empty: that of Amazon for the region.")
        String endpoint,

        @Key(value = "us-east-1", says = "Its region; a store elsewhere takes any.")
        String region,

        @Key(
                value = "",
                says = "Key of ours. Empty: what the machine gives: `AWS_ACCESS_KEY_ID`, a profile, or its role.")
        String accessKey,

        @Key(value = "", says = "Its secret. In the environment it is in no file.")
        String secretKey,

        @Key(
                value = "none",
                says = "What the store is asked to encrypt with at rest: `none`, as the bucket does by itself;"
                        + " `aes256`, a key of the store; `kms`, `storage.kms-key`.")
        Encryption encryption,

        @Key(value = "", says = "Id of a key of the store's key service, for `kms`. Empty: that of the bucket.")
        String kmsKey,

        @Key(
                value = "5m",
                says = "How long a link to a recording or a message opens it.",
                min = 1_000,
                max = 604_800_000)
        Duration linkLifetime,

        @Key(
                value = "",
                says = "Where whoever follows a link reaches the api, `https://host[:port]`, when there is no bucket."
                        + " Empty: a link is a path at the api.")
        String linkBase) {

    /** Whose key encrypts what lies in the store. */
    public enum Encryption {
        NONE,
        AES256,
        KMS
    }

    /** Without the secret: it must not come into a log. */
    @Override
    public String toString() {
        return "Storage[" + bucket + " at " + endpoint + ", " + region + ", " + encryption + "]";
    }
}
