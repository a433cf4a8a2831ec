package io.ringlog.wire;

/** Full values of record types, encoded as they cross the wire. */
final class Samples {

    private Samples() {}

    static byte[] bytes(Class<?> record) {
        return encode(record, SampleOf.record(record));
    }

    static <T> byte[] encode(Class<T> record, Object value) {
        return codec(record).encode(record.cast(value));
    }

    static <T> Codec<T> codec(Class<T> record) {
        return Codec.of(record);
    }
}
