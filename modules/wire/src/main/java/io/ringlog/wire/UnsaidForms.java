package io.ringlog.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.AccessPattern;
import io.ringlog.domain.config.Unsaid;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * A row in an older log does not have the fields that came later: they are what they are where a document says nothing
 * ({@link Unsaid}). A null that is there is refused as ever.
 */
final class UnsaidForms extends SimpleModule {
    @Serial
    private static final long serialVersionUID = 1L;

    UnsaidForms() {
        super("ringlog-unsaid-forms");
        setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends BeanDeserializerModifier {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
            RecordComponent[] components = bean.getBeanClass().getRecordComponents();
            SettableBeanProperty[] parts = builder.getValueInstantiator().getFromObjectArguments(config);
            if (components == null || parts == null || parts.length != components.length) {
                return builder;
            }
            for (int i = 0; i < parts.length; i++) {
                Unsaid unsaid = components[i].getAnnotation(Unsaid.class);
                // A list that is left out is an empty one.
                if (unsaid != null && !Components.isEmptyWhenAbsent(components[i])) {
                    parts[i] = parts[i].withNullProvider(WhenAbsent.of(unsaid, parts[i]));
                    builder.addOrReplaceProperty(parts[i], true);
                }
            }
            return builder;
        }
    }

    private record WhenAbsent(JsonNode value, SettableBeanProperty part) implements NullValueProvider {
        static WhenAbsent of(Unsaid unsaid, SettableBeanProperty part) {
            Class<?> type = part.getType().getRawClass();
            boolean isText = type == String.class || type.isEnum();
            return new WhenAbsent(isText ? TextNode.valueOf(unsaid.value()) : json(unsaid.value()), part);
        }

        private static JsonNode json(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what a field is when unsaid is broken: " + text, e);
            }
        }

        @Override
        public AccessPattern getNullAccessPattern() {
            return AccessPattern.DYNAMIC;
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            JavaType type = part.getType();
            try {
                return context.readTreeAsValue(value, type);
            } catch (JsonMappingException e) {
                throw e;
            } catch (IOException e) {
                throw JsonMappingException.fromUnexpectedIOE(e);
            }
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
            throw InvalidNullException.from(context, part.getFullName(), part.getType());
        }
    }
}
