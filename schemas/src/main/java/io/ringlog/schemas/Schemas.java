package io.ringlog.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the schemas on the class path; what a schema means is for a validator to know. */
public final class Schemas {
    /** Where every schema's {@code $id} begins; the rest is {@code family/Type.json}. */
    public static final String BASE = "https://ringlog.io/schemas/v1/";

    private static final String FOLDER = "/ringlog/schemas/v1/";
    private static final String INDEX = "index.txt";

    private Schemas() {}

    /** Every schema's name, {@code family/Type.json}, in order. */
    public static List<String> names() {
        return text(INDEX).lines().toList();
    }

    /** Every schema by its {@code $id}. */
    public static Map<String, String> byId() {
        var all = new TreeMap<String, String>();
        names().forEach(name -> all.put(BASE + name, text(name)));
        return all;
    }

    private static String text(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("no schema " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema " + name, e);
        }
    }
}
