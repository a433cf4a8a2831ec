package io.ringlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one component of a record, read through its accessor as compiled code calls it. Jackson reads the field by
 * reflection, which was 43 % of what encoding costs.
 */
final class ComponentWriter extends BeanPropertyWriter {
    private static final long serialVersionUID = 1L;
    private static final MethodType MAKER = MethodType.methodType(Function.class);
    private static final MethodType READS = MethodType.methodType(Object.class, Object.class);

    private final transient Function<Object, @Nullable Object> component;

    private ComponentWriter(BeanPropertyWriter plain, Function<Object, @Nullable Object> component) {
        super(plain);
        this.component = component;
    }

    static ComponentWriter of(BeanPropertyWriter plain, RecordComponent component) {
        return new ComponentWriter(plain, reader(component));
    }

    @SuppressWarnings("unchecked")
    private static Function<Object, @Nullable Object> reader(RecordComponent component) {
        Class<?> record = component.getDeclaringRecord();
        try {
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
            MethodHandle accessor = inside.unreflect(component.getAccessor());
            MethodType typed =
                    accessor.type().changeReturnType(accessor.type().wrap().returnType());
            return (Function<Object, @Nullable Object>)
                    LambdaMetafactory.metafactory(inside, "apply", MAKER, READS, accessor, typed)
                            .getTarget()
                            .invoke();
        } catch (Throwable refused) {
            throw new IllegalStateException("the accessor of " + component + " cannot be called", refused);
        }
    }

    @Override
    public void serializeAsField(Object record, JsonGenerator to, SerializerProvider serializers) throws Exception {
        Object value = component.apply(record);
        if (value == null) {
            if (_nullSerializer != null) {
                super.serializeAsField(record, to, serializers);
            }
            return;
        }
        JsonSerializer<Object> serializer = serializerOf(value, serializers);
        if (leavesOut(value, serializer, serializers)) {
            return;
        }
        to.writeFieldName(_name);
        if (_typeSerializer == null) {
            serializer.serialize(value, to, serializers);
        } else {
            serializer.serializeWithType(value, to, serializers, _typeSerializer);
        }
    }

    private JsonSerializer<Object> serializerOf(Object value, SerializerProvider serializers) throws Exception {
        if (_serializer != null) {
            return _serializer;
        }
        JsonSerializer<Object> known = _dynamicSerializers.serializerFor(value.getClass());
        return known != null ? known : _findAndAddDynamic(_dynamicSerializers, value.getClass(), serializers);
    }

    private boolean leavesOut(Object value, JsonSerializer<Object> serializer, SerializerProvider serializers) {
        if (MARKER_FOR_EMPTY.equals(_suppressableValue)) {
            return serializer.isEmpty(serializers, value);
        }
        return value.equals(_suppressableValue);
    }
}
