package io.ringlog.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The one form in which records become JSON: components in their order and in snake case, enum values in lower case,
 * what is empty left out, maps and sets sorted, instants as epoch milliseconds, durations and dates as ISO 8601,
 * members of sealed families with a {@code type}; the same value always gives the same bytes.
 */
public final class Json {
    /** The property that names the member of a sealed family; no record of a family may have such a component. */
    public static final String TYPE = "type";

    private static final int MAX_DOCUMENT = 8 * 1024 * 1024;
    private static final int MAX_NESTING = 100;

    /** The kinds of containers our records have. */
    private static final List<Class<?>> CONTAINERS =
            List.of(List.class, Set.class, SortedSet.class, Map.class, SortedMap.class);

    private static final ObjectMapper MAPPER = build();

    private static final ObjectMapper DOCUMENTS = documents();

    private Json() {}

    /** The shared mapper; it is immutable in use: nobody configures it further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** The same forms with empty lists and maps written: for answers, whose reader was promised each field. */
    public static ObjectMapper documentMapper() {
        return DOCUMENTS;
    }

    private static ObjectMapper documents() {
        ObjectMapper mapper = MAPPER.copy();
        CONTAINERS.forEach(type -> mapper.configOverride(type)
                .setInclude(JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS)));
        return mapper;
    }

    private static ObjectMapper build() {
        JsonMapper mapper = builder().build();
        CONTAINERS.forEach(type ->
                mapper.configOverride(type).setInclude(JsonInclude.Value.construct(Include.NON_EMPTY, Include.ALWAYS)));
        return mapper;
    }

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder(factory())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .annotationIntrospector(new RecordIntrospector())
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new StableForms())
                .addModule(new UnsaidForms())
                .addModule(ComponentWriters.module())
                // Only components count: records have methods that look like getters and are none.
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                // the feature above overlooks the first component of a record
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY);
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(MAX_DOCUMENT)
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .build();
    }
}
