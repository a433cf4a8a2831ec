package io.ringlog.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.io.Serial;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells Jackson what the shape of our records already says, so that the domain carries no annotation of Jackson. */
final class RecordIntrospector extends NopAnnotationIntrospector {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final JsonTypeInfo.Value TYPE_FIRST = JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, Json.TYPE, null, false, Boolean.TRUE);

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
        return SealedFamilies.isPolymorphic(type.getRawType())
                ? new StdTypeResolverBuilder().init(TYPE_FIRST, null)
                : null;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated type) {
        return SealedFamilies.isPolymorphic(type.getRawType()) ? TYPE_FIRST : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated type) {
        if (!SealedFamilies.isFamily(type.getRawType())) {
            return null;
        }
        return SealedFamilies.members(type.getRawType()).stream()
                .map(member -> new NamedType(member, SealedFamilies.nameOf(member)))
                .toList();
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
        return SealedFamilies.isPolymorphic(type.getRawType()) ? SealedFamilies.nameOf(type.getRawType()) : null;
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return component(member).map(Components::isRequired).orElse(null);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        if (!(annotated instanceof AnnotatedMember member)) {
            return JsonSetter.Value.empty();
        }
        return component(member).map(RecordIntrospector::nulls).orElse(JsonSetter.Value.empty());
    }

    private static JsonSetter.Value nulls(RecordComponent component) {
        if (Components.isRequired(component)) {
            return JsonSetter.Value.forValueNulls(Nulls.FAIL);
        }
        return Components.isEmptyWhenAbsent(component)
                ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
                : JsonSetter.Value.empty();
    }

    /** The nodes of a flow have the names a canvas and the reference give them. */
    @Override
    public @Nullable Object findNamingStrategy(AnnotatedClass type) {
        return SealedFamilies.isOfFlow(type.getRawType())
                ? PropertyNamingStrategies.LowerCamelCaseStrategy.class
                : null;
    }

    /** Where null says something that an empty container does not, the empty one is written. */
    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
        boolean tellsNullFromEmpty = annotated instanceof AnnotatedMember member
                && component(member).filter(Components::isNullable).isPresent();
        return tellsNullFromEmpty
                ? JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS)
                : JsonInclude.Value.empty();
    }

    /** The words of the reference: {@code no_answer}. */
    @Override
    public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
        for (int i = 0; i < values.length; i++) {
            names[i] = values[i].name().toLowerCase(Locale.ROOT);
        }
        return names;
    }

    private static Optional<RecordComponent> component(AnnotatedMember member) {
        Class<?> owner = member.getDeclaringClass();
        if (!owner.isRecord()) {
            return Optional.empty();
        }
        RecordComponent[] components = owner.getRecordComponents();
        return switch (member) {
            case AnnotatedParameter p
            when p.getOwner().getParameterCount() == components.length -> Optional.of(components[p.getIndex()]);
            case AnnotatedField f ->
                Arrays.stream(components)
                        .filter(c -> c.getName().equals(f.getName()))
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
