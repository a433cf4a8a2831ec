package io.ringlog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written through accessors is what Jackson writes by itself, byte for byte. */
class ComponentWriterTest {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private sealed interface Shape {
        record Dot() implements Shape {}

        record Line(double fromX, double toX) implements Shape {}
    }

    private enum Colour {
        RED
    }

    private record Everything(
            int number,
            long bigNumber,
            boolean truth,
            char letter,
            byte[] bytes,
            @Nullable String text,
            @Nullable Integer boxed,
            @Nullable Object any,
            @Nullable Colour colour,
            Optional<String> perhaps,
            List<Shape> shapes,
            @Nullable Shape shape,
            Map<String, @Nullable Shape> byName,
            @Nullable Everything inner) {

        String getNothing() {
            return "no component";
        }
    }

    private static Everything full(@Nullable Everything inner) {
        return new Everything(
                -1,
                1L << 60,
                true,
                'é',
                new byte[] {1, 2},
                "a \"text\"",
                7,
                List.of(1, "two"),
                Colour.RED,
                Optional.of("yes"),
                List.of(new Shape.Dot(), new Shape.Line(1, 2)),
                new Shape.Line(3, 4),
                Map.of("dot", new Shape.Dot()),
                inner);
    }

    private static Everything bare() {
        return new Everything(
                0,
                0,
                false,
                'x',
                new byte[0],
                null,
                null,
                null,
                null,
                Optional.empty(),
                List.of(),
                null,
                Map.of(),
                null);
    }

    private static JsonMapper.Builder plain(Include include) {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .defaultPropertyInclusion(Value.construct(include, include));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS", "NON_NULL", "NON_ABSENT", "NON_EMPTY", "NON_DEFAULT"})
    void every_kind_of_component_is_written_as_before(Include include) throws Exception {
        var before = plain(include).build();
        var now = plain(include).addModule(ComponentWriters.module()).build();

        for (Everything value : Arrays.asList(full(null), bare(), full(full(bare())))) {
            assertThat(now.writeValueAsString(value)).isEqualTo(before.writeValueAsString(value));
        }
    }

    @Test
    void components_are_read_through_their_accessors() throws Exception {
        record Doubled(int half) {
            @Override
            public int half() {
                return half * 2;
            }
        }
        var mapper = plain(Include.ALWAYS).addModule(ComponentWriters.module()).build();

        assertThat(mapper.writeValueAsString(new Doubled(4))).isEqualTo("{\"half\":8}");
    }
}
