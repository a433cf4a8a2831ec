package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.state.Granule;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Reads yesterday's bytes. {@code -Dupdate=true} adds a line for each record type that has none yet; a line that is
 * there is never written again, because somewhere a log holds it.
 */
class RecordsGoldenTest {

    @Test
    void bytes_of_every_public_record_still_decode_to_the_same() {
        PublicTypes.byFile().forEach(this::check);
    }

    @Test
    void bytes_of_every_granule_still_decode_to_the_same() {
        SealedFamilies.members(Granule.class)
                .forEach(granule -> check("granule/" + granule.getSimpleName() + ".json", granule));
    }

    private void check(String file, Class<?> record) {
        var path = SchemaFiles.GOLDEN.resolve(file);
        if (SchemaFiles.UPDATE && SchemaFiles.text(path).isEmpty()) {
            SchemaFiles.write(path, new String(Samples.bytes(record), UTF_8) + "\n");
        }
        byte[] golden = SchemaFiles.text(path).strip().getBytes(UTF_8);

        var decoded = Samples.codec(record).decode(golden);

        assertThat(decoded).as(file).isInstanceOf(Decoded.Ok.class);
        JsonNode again = SchemaFiles.tree(Samples.encode(record, decoded.orThrow()));
        assertThat(missing("", SchemaFiles.tree(golden), again)).as(file).isEmpty();
    }

    /** Where the new bytes do not say what the old ones said; what they say beside it came later. */
    private static List<String> missing(String at, JsonNode old, @Nullable JsonNode now) {
        if (now == null || old.getNodeType() != now.getNodeType() || old.isArray() && old.size() != now.size()) {
            return List.of(at);
        } else if (old.isObject()) {
            return old.properties().stream()
                    .flatMap(it -> missing(at + "/" + it.getKey(), it.getValue(), now.get(it.getKey())).stream())
                    .toList();
        } else if (old.isArray()) {
            return IntStream.range(0, old.size())
                    .boxed()
                    .flatMap(it -> missing(at + "/" + it, old.get(it), now.get(it)).stream())
                    .toList();
        }
        return old.equals(now) ? List.of() : List.of(at);
    }
}
