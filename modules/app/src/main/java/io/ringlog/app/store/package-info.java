/**
 * Recordings and sounds in a bucket of an object store.
 *
 * <p>{@code BucketStore} is what edges write recordings to and others read; {@code SoundMirror} keeps the sounds of the
 * api's folder and of the {@code Bucket} the same, {@code SoundCopies} brings them to edges; {@code Rounds} does so
 * again and again; {@code S3Bucket} speaks S3. Nothing of this is touched where no bucket is configured.
 */
@NullMarked
package io.ringlog.app.store;

import org.jspecify.annotations.NullMarked;
