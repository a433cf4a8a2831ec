package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.state.Granule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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
        byte[] again = Samples.encode(record, decoded.orThrow());
        assertThat(fields(again)).as(file).containsAllEntriesOf(fields(golden));
    }

    private static Map<String, String> fields(byte[] json) {
        return SchemaFiles.tree(json).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().toString(), (a, b) -> a, LinkedHashMap::new));
    }
}
