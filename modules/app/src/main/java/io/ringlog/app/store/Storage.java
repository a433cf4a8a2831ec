package io.ringlog.app.store;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.StorageConfig;
import io.ringlog.edge.recording.FolderStore;
import io.ringlog.edge.recording.MediaStore;
import java.nio.file.Path;
import java.util.Optional;

/** Where this process keeps or finds recordings, as it is configured. */
public record Storage(FolderStore folder, Optional<BucketStore> bucket) {

    public static Storage of(RinglogConfig config) {
        return of(config.recordingsFolder(), config.storage());
    }

    /** @param waiting the folder of all recordings, or of those that the bucket does not have yet */
    public static Storage of(Path waiting, StorageConfig config) {
        FolderStore folder = new FolderStore(waiting);
        return new Storage(
                folder,
                config.bucket().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new BucketStore(folder, S3Bucket.of(config))));
    }

    public MediaStore store() {
        return bucket.<MediaStore>map(it -> it).orElse(folder);
    }
}
