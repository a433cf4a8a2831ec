package io.ringlog.domain.journal;

/** What became of the wish of a phone to watch. */
public sealed interface LampEvent extends Event {

    /** A device watches for so long; 0 when it was told once, or watches no more. */
    record WatchGranted(String deviceId, String userId, Lamp lamp, int expiresSec) implements LampEvent {}

    /** A SUBSCRIBE was refused; {@code aor} is whose credentials it carries. */
    record WatchRefused(String aor, String target, String code, String sourceIp) implements LampEvent {}
}
