package io.ringlog.app.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One key as it is declared on the record tree: {@code sip.live-calls-max}, its type and its description. */
record KeySpec(String name, RecordComponent component, Key key) {
    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");

    /** Every key there is, in the order of the records. */
    static List<KeySpec> all() {
        return Stream.of(RinglogConfig.class.getRecordComponents())
                .flatMap(section -> Stream.of(section.getType().getRecordComponents())
                        .map(component -> of(section.getName(), component)))
                .toList();
    }

    static KeySpec of(String section, RecordComponent component) {
        return new KeySpec(
                section + "." + kebab(component.getName()),
                component,
                Objects.requireNonNull(component.getAnnotation(Key.class), component.getName()));
    }

    /** {@code RINGLOG_SIP_LIVE_CALLS_MAX}. */
    String variable() {
        return "RINGLOG_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether the key is a prefix under which anything may be written. */
    boolean isOpen() {
        return component.getType() == Map.class;
    }

    boolean covers(String path) {
        return isOpen() ? path.startsWith(name + ".") : path.equals(name);
    }

    private static String kebab(String camel) {
        return HUMP.matcher(camel).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
    }
}
