package io.ringlog.wire;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ringlog.schemas.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Holds bytes against a public schema, as a reader outside the platform would. */
final class SchemaCheck {
    /** Any input of the journal. */
    static final String INPUT = "input/any.json";

    private static final int SHOWN = 300;

    private final Schema schema;

    private SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    /** {@code name} is one of {@link Schemas#names()}. */
    static SchemaCheck of(String name) {
        var registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas.byId()));
        return new SchemaCheck(registry.getSchema(SchemaLocation.of(Schemas.BASE + name)));
    }

    /** What is wrong with the bytes, or nothing; the bytes must be JSON. */
    Optional<Decoded.Undecodable<Object>> refusal(byte[] json) {
        return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Error::toString)
                .reduce((first, second) -> first + "; " + second)
                .map(all -> new Decoded.Undecodable<>("wire.schema", all.substring(0, Math.min(all.length(), SHOWN))));
    }
}
