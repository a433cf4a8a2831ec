package io.ringlog.domain.presence;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What agents write about their calls: text of lines, without characters that do something. */
final class Notes {

    /** In characters of Unicode. */
    static final int MOST = 2_000;

    private Notes() {}

    static boolean isTooLong(@Nullable String note) {
        return note != null && note.codePointCount(0, note.length()) > MOST;
    }

    /** Without blanks around it; null for nothing that can be read. */
    static @Nullable String cleaned(@Nullable String note) {
        if (note == null) {
            return null;
        }
        String clean = note.codePoints()
                .filter(it -> it != '\r')
                .map(it -> acts(it) ? ' ' : it)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return clean.isEmpty() ? null : clean;
    }

    /** Control characters but the end of a line, halves of characters, and what turns the direction of writing. */
    private static boolean acts(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
        };
    }
}
