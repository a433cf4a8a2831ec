package io.ringlog.connectors;

import java.nio.file.Path;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A local file that keeps the name by which the tables know it. */
record LocalInputFile(String location, Path path) implements InputFile {

    @Override
    public long getLength() {
        return file().getLength();
    }

    @Override
    public SeekableInputStream newStream() {
        return file().newStream();
    }

    @Override
    public boolean exists() {
        return file().exists();
    }

    private InputFile file() {
        return org.apache.iceberg.Files.localInput(path.toFile());
    }
}
