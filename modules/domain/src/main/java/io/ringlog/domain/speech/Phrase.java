package io.ringlog.domain.speech;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said, in no language yet: its parts are heard one after the other, without a gap.
 *
 * @param language IETF tag of the one it is to be said in; null for that of the account
 */
public record Phrase(List<Part> parts, @Nullable String language) {

    /** Silence. */
    public static final Phrase NOTHING = new Phrase(List.of(), null);

    /** A piece of a phrase. */
    public sealed interface Part {}

    /** A sound by its media id: of the account, or a prompt of the platform by its name. */
    record Sound(String mediaId) implements Part {}

    /** A sentence in nobody's list, which a voice speaks. */
    record Text(String text) implements Part {}

    /** A number by itself, 0 to 999,999; larger ones are said digit by digit. */
    record Number(int value) implements Part {}

    /** So many things. */
    record Count(int value, Thing thing) implements Part {}

    /** Something that is no word, one character after the other; what has no name is left out. */
    record Spelled(String text) implements Part {}

    /** When something was, seen from a day. */
    record Moment(LocalDateTime at, LocalDate today) implements Part {}

    /** What a clock shows. */
    record Clock(LocalTime at) implements Part {}

    public Phrase {
        parts = List.copyOf(parts);
    }

    /** The platform's own words. */
    public static Phrase of(Words... words) {
        return new Phrase(
                Stream.of(words).<Part>map(word -> new Sound(word.id())).toList(), null);
    }

    public static Phrase sound(String mediaId) {
        return of(new Sound(mediaId));
    }

    public static Phrase text(String text) {
        return of(new Text(text));
    }

    public static Phrase number(int value) {
        return of(new Number(value));
    }

    public static Phrase count(int value, Thing thing) {
        return of(new Count(value, thing));
    }

    public static Phrase spelled(String text) {
        return of(new Spelled(text));
    }

    /** When something was, in the time zone of whoever hears it. */
    public static Phrase moment(LocalDateTime at, LocalDate today) {
        return of(new Moment(at, today));
    }

    public static Phrase clock(LocalTime at) {
        return of(new Clock(at));
    }

    public Phrase then(Phrase next) {
        return new Phrase(Stream.concat(parts.stream(), next.parts.stream()).toList(), language);
    }

    public Phrase then(Words next) {
        return then(of(next));
    }

    /** The same in a language of its own. */
    public Phrase in(@Nullable String tag) {
        return new Phrase(parts, tag);
    }

    private static Phrase of(Part part) {
        return new Phrase(List.of(part), null);
    }

    public boolean isSilent() {
        return parts.isEmpty();
    }
}
