package io.ringlog.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build says of itself. */
public final class Build {
    private static final String FILE = "build.properties";
    private static final String VERSION = read("version");

    private Build() {}

    /** The version this was built as; every event carries it, because the code that decides is part of the decision. */
    public static String version() {
        return VERSION;
    }

    private static String read(String key) {
        var properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Build.class.getResourceAsStream(FILE), FILE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty(key), key);
    }
}
