package io.ringlog.edge.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.speech.Language;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Thing;
import io.ringlog.domain.speech.Words;
import io.ringlog.media.speech.PromptTexts;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each language has a text for every prompt that can be said in it, none too many, and they read as sentences. */
class SpokenTextsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);
    private static final String ALL_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789+*#";

    private static String read(Language language, Phrase phrase) {
        return language.say(phrase).stream()
                .map(prompt -> PromptTexts.find(language.tag(), prompt).orElse("<" + prompt + ">"))
                .collect(Collectors.joining(" "));
    }

    private static Phrase received(int month, int day, int hour, int minute) {
        return Phrase.of(Words.VM_RECEIVED)
                .then(Phrase.moment(LocalDateTime.of(2026, month, day, hour, minute), TODAY));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void there_is_a_text_for_every_prompt_and_no_other(Language language) {
        Stream<Phrase> words = Stream.of(Words.values()).map(Phrase::of);
        Stream<Phrase> numbers = IntStream.concat(IntStream.range(0, 1_000), IntStream.of(1_000, 21_000, 200_200))
                .mapToObj(Phrase::number);
        Stream<Phrase> counts = Stream.of(Thing.values())
                .flatMap(thing -> IntStream.range(0, 1_000).mapToObj(count -> Phrase.count(count, thing)));
        // Two days of a week are today and yesterday, so it is listened to on two days.
        Stream<Phrase> days = Stream.of(TODAY, TODAY.plusDays(3))
                .flatMap(today -> IntStream.range(0, 800)
                        .mapToObj(ago -> Phrase.moment(LocalDateTime.of(today.minusDays(ago), LocalTime.NOON), today)));
        Stream<Phrase> times =
                IntStream.range(0, 24 * 60).mapToObj(minute -> Phrase.clock(LocalTime.ofSecondOfDay(minute * 60L)));

        Set<String> said = Stream.of(words, numbers, counts, days, times, Stream.of(Phrase.spelled(ALL_CHARACTERS)))
                .flatMap(it -> it)
                .flatMap(phrase -> language.say(phrase).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(PromptTexts.LANGUAGES).contains(language.tag());
        assertThat(PromptTexts.of(language.tag()).keySet()).containsExactlyElementsOf(said);
        assertThat(PromptTexts.of(language.tag()).values()).noneMatch(String::isBlank);
    }

    @Test
    void every_list_is_of_a_language_that_has_rules() {
        assertThat(Stream.of(Language.values()).map(Language::tag))
                .containsExactlyInAnyOrderElementsOf(PromptTexts.LANGUAGES);
    }

    @Test
    void callers_are_told_how_they_stand() {
        Phrase waits = Phrase.of(Words.QUEUE_WAIT).then(Phrase.count(61, Thing.MINUTE));

        assertThat(read(Language.EN_US, waits)).isEqualTo("The estimated waiting time is sixty-one minutes");
        assertThat(read(Language.DE_DE, waits))
                .isEqualTo("Die Wartezeit beträgt voraussichtlich einundsechzig Minuten");
        assertThat(read(Language.FR_FR, waits)).isEqualTo("Le temps d'attente estimé est de soixante et une minutes");
        assertThat(read(Language.ES_ES, waits)).isEqualTo("El tiempo de espera estimado es de sesenta y un minutos");
        assertThat(read(Language.NL_NL, waits)).isEqualTo("De verwachte wachttijd is eenenzestig minuten");
    }

    @Test
    void messages_are_counted() {
        Phrase messages = Phrase.of(Words.VM_YOU_HAVE).then(Phrase.count(21, Thing.NEW_MESSAGE));

        assertThat(read(Language.EN_US, messages)).isEqualTo("You have twenty-one new messages");
        assertThat(read(Language.DE_DE, messages)).isEqualTo("Sie haben einundzwanzig neue Nachrichten");
        assertThat(read(Language.FR_FR, messages)).isEqualTo("Vous avez vingt et un nouveaux messages");
        assertThat(read(Language.ES_ES, messages)).isEqualTo("Tiene veintiún mensajes nuevos");
        assertThat(read(Language.NL_NL, messages)).isEqualTo("U hebt eenentwintig nieuwe berichten");
        assertThat(read(Language.ES_ES, Phrase.count(201, Thing.HEARD_MESSAGE)))
                .isEqualTo("doscientos un mensajes oídos");
    }

    @Test
    void days_and_times_are_told() {
        Phrase some = received(3, 1, 13, 5);
        assertThat(read(Language.EN_US, some)).isEqualTo("received on March first at one oh five p.m.");
        assertThat(read(Language.DE_DE, some)).isEqualTo("empfangen am ersten März um dreizehn Uhr fünf");
        assertThat(read(Language.FR_FR, some)).isEqualTo("reçu le premier mars à treize heures cinq");
        assertThat(read(Language.ES_ES, some)).isEqualTo("recibido el uno de marzo a las trece y cinco");
        assertThat(read(Language.NL_NL, some)).isEqualTo("ontvangen op één maart om dertien uur vijf");
        assertThat(read(Language.DE_DE, received(3, 18, 1, 0))).isEqualTo("empfangen am Mittwoch um ein Uhr");
        assertThat(read(Language.FR_FR, received(3, 19, 21, 1))).isEqualTo("reçu hier à vingt et une heures une");
        assertThat(read(Language.ES_ES, received(3, 20, 1, 15))).isEqualTo("recibido hoy a la una y quince");
    }
}
