/**
 * Recordings in a bucket of an object store.
 *
 * <p>{@code BucketStore} is what edges write and others read; {@code Uploads} brings what waits in its folder to the
 * {@code Bucket}; {@code S3Bucket} speaks S3. Nothing of this is touched where no bucket is configured.
 */
@NullMarked
package io.ringlog.app.store;

import org.jspecify.annotations.NullMarked;
