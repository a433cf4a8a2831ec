package io.ringlog.wire;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has the components of records written by {@link ComponentWriter}; changes no byte of what is written. */
final class ComponentWriters extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    static SimpleModule module() {
        return new SimpleModule("components").setSerializerModifier(new ComponentWriters());
    }

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> plain) {
        Class<?> written = type.getBeanClass();
        if (!written.isRecord()) {
            return plain;
        }
        var components = Arrays.stream(written.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        // A property may have another name than its component; what it is read from has not.
        plain.replaceAll(property -> {
            RecordComponent component = components.get(property.getMember().getName());
            return component == null ? property : ComponentWriter.of(property, component);
        });
        return plain;
    }
}
