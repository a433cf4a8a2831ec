package io.ringlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The forms Jackson has no setting for: instants as epoch milliseconds, and sets in their natural order. */
final class StableForms extends SimpleModule {
    @Serial
    private static final long serialVersionUID = 1L;

    StableForms() {
        super("ringlog-stable-forms");
        addSerializer(Instant.class, new EpochMillisWriter());
        addDeserializer(Instant.class, new EpochMillisReader());
        setSerializerModifier(new SetsSorted());
    }

    private static final class EpochMillisWriter extends StdScalarSerializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1L;

        EpochMillisWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(value.toEpochMilli());
        }
    }

    private static final class EpochMillisReader extends StdScalarDeserializer<Instant> {
        @Serial
        private static final long serialVersionUID = 1L;

        EpochMillisReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_NUMBER_INT)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, in);
            }
            return Instant.ofEpochMilli(in.getLongValue());
        }
    }

    /** The JDK's immutable sets iterate in an order salted anew in every process; bytes must not depend on it. */
    private static final class SetsSorted extends BeanSerializerModifier {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifyCollectionSerializer(
                SerializationConfig config, CollectionType type, BeanDescription bean, JsonSerializer<?> serializer) {
            boolean sortable = Set.class.isAssignableFrom(type.getRawClass())
                    && Comparable.class.isAssignableFrom(type.getContentType().getRawClass());
            return sortable ? new SortedSetWriter(serializer) : serializer;
        }
    }

    private static final class SortedSetWriter extends StdSerializer<Set<?>> implements ContextualSerializer {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient JsonSerializer<Object> elements;

        @SuppressWarnings("unchecked")
        SortedSetWriter(JsonSerializer<?> elements) {
            super(Set.class, false);
            this.elements = (JsonSerializer<Object>) elements;
        }

        @Override
        public void serialize(Set<?> value, JsonGenerator out, SerializerProvider provider) throws IOException {
            elements.serialize(value instanceof SortedSet<?> ? value : new TreeSet<>(value), out, provider);
        }

        @Override
        public void serializeWithType(Set<?> value, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            serialize(value, out, provider);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Set<?> value) {
            return value.isEmpty();
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
                throws JsonMappingException {
            return new SortedSetWriter(provider.handleSecondaryContextualization(elements, property));
        }
    }
}
