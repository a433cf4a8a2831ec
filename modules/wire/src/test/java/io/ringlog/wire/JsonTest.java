package io.ringlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {

    sealed interface Shape permits Round, Square {}

    sealed interface Round extends Shape {
        record Circle(int radius, Instant at) implements Round {}

        record Dot() implements Round {}
    }

    record Square(
            long side,
            Optional<String> name,
            List<Shape> inside,
            @Nullable String note) implements Shape {
        Square {
            if (side < 0) {
                throw new IllegalArgumentException("side must not be negative");
            }
            inside = List.copyOf(inside);
        }

        boolean isBig() {
            return side > 10;
        }

        static Square of(String text) {
            return new Square(Long.parseLong(text), Optional.empty(), List.of(), null);
        }
    }

    record Plain(
            Set<String> names,
            Set<DayOfWeek> days,
            Map<String, Integer> counts,
            Duration patience,
            LocalDate date,
            LocalTime time,
            Round.Circle circle) {}

    private static final Codec<Shape> SHAPES = Codec.of(Shape.class);
    private static final Codec<Plain> PLAINS = Codec.of(Plain.class);

    @Test
    void a_member_is_written_with_its_type_first_and_its_components_in_order() {
        var shape = new Square(
                12,
                Optional.of("a"),
                List.of(new Round.Circle(3, Instant.ofEpochMilli(1_700_000_000_123L)), new Round.Dot()),
                null);

        assertThat(text(SHAPES.encode(shape)))
                .isEqualTo("{\"type\":\"Square\",\"side\":12,\"name\":\"a\",\"inside\":["
                        + "{\"type\":\"Circle\",\"radius\":3,\"at\":1700000000123},{\"type\":\"Dot\"}]}");
        assertThat(SHAPES.decode(SHAPES.encode(shape))).isEqualTo(new Decoded.Ok<>(shape));
    }

    @Test
    void sets_and_maps_are_sorted_and_times_are_readable() {
        var plain = new Plain(
                Set.of("c", "a", "b"),
                Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                Map.of("z", 1, "y", 2, "x", 3),
                Duration.ofSeconds(90),
                LocalDate.of(2026, 11, 22),
                LocalTime.of(9, 30),
                new Round.Circle(1, Instant.EPOCH));

        assertThat(text(PLAINS.encode(plain)))
                .isEqualTo("{\"names\":[\"a\",\"b\",\"c\"],\"days\":[\"monday\",\"sunday\"],"
                        + "\"counts\":{\"x\":3,\"y\":2,\"z\":1},\"patience\":\"PT1M30S\",\"date\":\"2026-11-22\","
                        + "\"time\":\"09:30:00\",\"circle\":{\"type\":\"Circle\",\"radius\":1,\"at\":0}}");
        assertThat(PLAINS.decode(PLAINS.encode(plain))).isEqualTo(new Decoded.Ok<>(plain));
    }

    @Test
    void a_record_that_grew_reads_older_and_newer_bytes() {
        assertThat(decode("{\"type\":\"Square\",\"side\":1,\"colour\":\"red\"}"))
                .isEqualTo(new Decoded.Ok<>(new Square(1, Optional.empty(), List.of(), null)));
        assertThat(decode("{\"type\":\"Square\",\"side\":1,\"inside\":null,\"name\":null}"))
                .isEqualTo(new Decoded.Ok<>(new Square(1, Optional.empty(), List.of(), null)));
    }

    record Spoken(
            String fromNum,
            @Nullable List<String> queueIds,
            List<String> tags,
            Map<String, String> extraVars,
            String text) {}

    private static final Codec<Spoken> SPOKEN = Codec.of(Spoken.class);

    @Test
    void names_are_in_snake_case_and_what_is_empty_is_left_out() {
        var empty = new Spoken("1", null, List.of(), Map.of(), "");

        assertThat(text(SPOKEN.encode(empty))).isEqualTo("{\"from_num\":\"1\",\"text\":\"\"}");
        assertThat(SPOKEN.decode(SPOKEN.encode(empty))).isEqualTo(new Decoded.Ok<>(empty));
    }

    @Test
    void an_empty_list_is_written_where_null_says_something_else() {
        var none = new Spoken("1", List.of(), List.of("a"), Map.of("Big Key", "v"), "t");

        assertThat(text(SPOKEN.encode(none)))
                .isEqualTo("{\"from_num\":\"1\",\"queue_ids\":[],\"tags\":[\"a\"],"
                        + "\"extra_vars\":{\"Big Key\":\"v\"},\"text\":\"t\"}");
        assertThat(SPOKEN.decode(SPOKEN.encode(none))).isEqualTo(new Decoded.Ok<>(none));
    }

    @Test
    void an_enum_value_in_capitals_is_none() {
        assertThat(PLAINS.decode("{\"days\":[\"MONDAY\"]}".getBytes(UTF_8))).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void what_cannot_be_read_has_a_code_and_never_throws() {
        assertThat(code("not json")).isEqualTo("wire.not-json");
        assertThat(code("")).isEqualTo("wire.wrong-field");
        assertThat(code("{\"type\":\"Square\",\"side\":1")).isEqualTo("wire.not-json");
        assertThat(code("{\"type\":\"Square\",\"side\":1} x")).isEqualTo("wire.not-json");
        assertThat(code("null")).isEqualTo("wire.no-value");
        assertThat(code("{\"type\":\"Hexagon\"}")).isEqualTo("wire.unknown-type");
        assertThat(code("{\"side\":1}")).isEqualTo("wire.unknown-type");
        assertThat(code("{\"type\":\"Square\"}")).isEqualTo("wire.wrong-field");
        assertThat(code("{\"type\":\"Square\",\"side\":null}")).isEqualTo("wire.wrong-field");
        assertThat(code("{\"type\":\"Square\",\"side\":1.5}")).isEqualTo("wire.wrong-field");
        assertThat(code("{\"type\":\"Square\",\"side\":\"1\"}")).isEqualTo("wire.wrong-field");
        assertThat(code("{\"type\":\"Square\",\"side\":-1}")).isEqualTo("wire.refused-value");
        assertThat(code("{\"type\":\"Circle\",\"radius\":1,\"at\":null}")).isEqualTo("wire.wrong-field");
        assertThat(code("{\"type\":\"Circle\",\"radius\":1,\"at\":\"now\"}")).isEqualTo("wire.wrong-field");
        assertThat(code("[".repeat(200))).isEqualTo("wire.wrong-field");
        assertThat(SHAPES.decode(null)).isInstanceOf(Decoded.Undecodable.class);
    }

    private static Decoded<Shape> decode(String json) {
        return SHAPES.decode(json.getBytes(UTF_8));
    }

    private static String code(String json) {
        return decode(json) instanceof Decoded.Undecodable<Shape>(String code, String _) ? code : "decoded";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
