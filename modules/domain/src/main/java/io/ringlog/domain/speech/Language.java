package io.ringlog.domain.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A language that the platform speaks. */
public enum Language {
    EN_US("en-US", new English()),
    DE_DE("de-DE", new German()),
    FR_FR("fr-FR", new French()),
    ES_ES("es-ES", new Spanish()),
    NL_NL("nl-NL", new Dutch());

    /** Nobody listens to more; a number or name that is longer is cut. */
    private static final int LONGEST_SPELLED = 40;

    private final String tag;
    private final Grammar grammar;

    Language(String tag, Grammar grammar) {
        this.tag = tag;
        this.grammar = grammar;
    }

    /** The language of an IETF tag in whatever country; English for those that are not spoken. */
    public static Language of(String tag) {
        return find(tag).orElse(EN_US);
    }

    /** The language of an IETF tag in whatever country; empty for one that is not spoken. */
    public static Optional<Language> find(String tag) {
        String primary = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return Stream.of(values())
                .filter(language -> language.tag.startsWith(primary + "-"))
                .findFirst();
    }

    public String tag() {
        return tag;
    }

    /**
     * The media ids that say a phrase, in their order: names of prompts, sounds as the phrase names them, and
     * {@code text:} before what a voice is to speak.
     */
    public List<String> say(Phrase phrase) {
        List<String> ids = new ArrayList<>();
        phrase.parts().forEach(part -> ids.addAll(say(part)));
        return List.copyOf(ids);
    }

    private List<String> say(Phrase.Part part) {
        return switch (part) {
            case Phrase.Sound it -> List.of(it.mediaId());
            case Phrase.Text it -> List.of("text:" + it.text());
            case Phrase.Number it -> number(it.value(), Gender.ALONE);
            case Phrase.Count it -> count(it.value(), it.thing());
            case Phrase.Spelled it -> spelled(it.text());
            case Phrase.Moment it -> grammar.moment(it.at(), it.today());
            case Phrase.Clock it -> grammar.time(it.at());
        };
    }

    private List<String> number(int value, Gender gender) {
        return value < 0 || value > Grammar.LARGEST ? spelled(Integer.toString(value)) : grammar.number(value, gender);
    }

    private List<String> count(int value, Thing thing) {
        return switch (value) {
            case 0 -> List.of(thing.none());
            case 1 -> List.of(thing.one());
            default -> {
                List<String> ids = new ArrayList<>(number(value, grammar.gender(thing)));
                ids.add(thing.many());
                yield ids;
            }
        };
    }

    private static List<String> spelled(String text) {
        return text.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(it -> spelled((char) it))
                .filter(it -> !it.isEmpty())
                .limit(LONGEST_SPELLED)
                .toList();
    }

    private static String spelled(char one) {
        if (one >= '0' && one <= '9') {
            return Grammar.NUMBER + one;
        }
        if (one >= 'a' && one <= 'z') {
            return "letter-" + one;
        }
        return switch (one) {
            case '+' -> Words.PLUS.id();
            case '*' -> Words.STAR.id();
            case '#' -> Words.POUND.id();
            default -> "";
        };
    }
}
