package io.ringlog.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** A phrase becomes prompts by the rules of a language. */
class SayingPhrasesSpec {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);

    private static String say(Language language, Phrase phrase) {
        return String.join(" ", language.say(phrase));
    }

    private static String number(Language language, int value) {
        return say(language, Phrase.number(value)).replace("number-", "");
    }

    private static String moment(Language language, int month, int day) {
        return say(language, Phrase.moment(LocalDateTime.of(2026, month, day, 13, 0), TODAY));
    }

    private static String clock(Language language, int hour, int minute) {
        return say(language, Phrase.clock(LocalTime.of(hour, minute))).replace("number-", "");
    }

    @Test
    void words_and_sounds_are_said_in_their_order() {
        Phrase phrase = Phrase.of(Words.VM_YOU_HAVE)
                .then(Phrase.sound("recordings/m1"))
                .then(Words.GOODBYE)
                .then(Phrase.text("Good day"));

        assertThat(Language.EN_US.say(phrase))
                .containsExactly("vm-you-have", "recordings/m1", "goodbye", "text:Good day");
        assertThat(Phrase.NOTHING.isSilent()).isTrue();
        assertThat(phrase.isSilent()).isFalse();
    }

    @Test
    void a_tag_of_any_country_means_its_language_and_another_one_english() {
        assertThat(Language.of("de")).isEqualTo(Language.DE_DE);
        assertThat(Language.of("de-AT")).isEqualTo(Language.DE_DE);
        assertThat(Language.of("fr_CA")).isEqualTo(Language.FR_FR);
        assertThat(Language.of("den-XX")).isEqualTo(Language.EN_US);
        assertThat(Language.of("")).isEqualTo(Language.EN_US);
        assertThat(Language.NL_NL.tag()).isEqualTo("nl-NL");
    }

    @Test
    void numbers_are_said_as_each_language_says_them() {
        assertThat(number(Language.EN_US, 0)).isEqualTo("0");
        assertThat(number(Language.EN_US, 100)).isEqualTo("1 hundred");
        assertThat(number(Language.EN_US, 2_345)).isEqualTo("2 thousand 3 hundred 45");
        assertThat(number(Language.DE_DE, 1)).isEqualTo("1");
        assertThat(number(Language.DE_DE, 1_121)).isEqualTo("1-m thousand 1-m hundred 21");
        assertThat(number(Language.FR_FR, 1_181)).isEqualTo("thousand hundred 81");
        assertThat(number(Language.FR_FR, 200)).isEqualTo("2 hundred");
        assertThat(number(Language.NL_NL, 100_001)).isEqualTo("hundred thousand 1");
        assertThat(number(Language.ES_ES, 100)).isEqualTo("100");
        assertThat(number(Language.ES_ES, 121)).isEqualTo("hundred 21");
        assertThat(number(Language.ES_ES, 21_500)).isEqualTo("21-m thousand 500");
    }

    @Test
    void a_number_that_is_too_large_or_negative_is_said_by_its_digits() {
        assertThat(number(Language.EN_US, 999_999)).isEqualTo("9 hundred 99 thousand 9 hundred 99");
        assertThat(number(Language.EN_US, 1_000_000)).isEqualTo("1 0 0 0 0 0 0");
        assertThat(number(Language.EN_US, -5)).isEqualTo("5");
    }

    @Test
    void things_are_counted_in_their_gender() {
        assertThat(say(Language.DE_DE, Phrase.count(0, Thing.NEW_MESSAGE))).isEqualTo("new-message-none");
        assertThat(say(Language.DE_DE, Phrase.count(1, Thing.NEW_MESSAGE))).isEqualTo("new-message-one");
        assertThat(say(Language.DE_DE, Phrase.count(21, Thing.HEARD_MESSAGE)))
                .isEqualTo("number-21 heard-message-many");
        assertThat(say(Language.FR_FR, Phrase.count(21, Thing.NEW_MESSAGE))).isEqualTo("number-21 new-message-many");
        assertThat(say(Language.ES_ES, Phrase.count(31, Thing.NEW_MESSAGE))).isEqualTo("number-31-m new-message-many");
        assertThat(say(Language.ES_ES, Phrase.count(11, Thing.NEW_MESSAGE))).isEqualTo("number-11 new-message-many");
        assertThat(say(Language.ES_ES, Phrase.count(201, Thing.NEW_MESSAGE)))
                .isEqualTo("number-200 number-1-m new-message-many");
    }

    @Test
    void what_is_no_word_is_spelled_and_cut_where_nobody_listens_any_more() {
        assertThat(say(Language.EN_US, Phrase.spelled("+4*#"))).isEqualTo("plus number-4 star pound");
        assertThat(say(Language.EN_US, Phrase.spelled("Bo-7 é"))).isEqualTo("letter-b letter-o number-7");
        assertThat(Language.EN_US.say(Phrase.spelled("1".repeat(1_000)))).hasSize(40);
    }

    @Test
    void a_moment_is_today_yesterday_a_weekday_or_a_date() {
        assertThat(moment(Language.EN_US, 3, 20)).isEqualTo("today at number-1 pm");
        assertThat(moment(Language.EN_US, 3, 19)).isEqualTo("yesterday at number-1 pm");
        assertThat(moment(Language.EN_US, 3, 18)).isEqualTo("on weekday-3 at number-1 pm");
        assertThat(moment(Language.EN_US, 3, 14)).isEqualTo("on weekday-6 at number-1 pm");
        assertThat(moment(Language.EN_US, 3, 13)).isEqualTo("on month-3 ordinal-13 at number-1 pm");
        assertThat(moment(Language.EN_US, 3, 21)).isEqualTo("on month-3 ordinal-21 at number-1 pm");
        assertThat(moment(Language.DE_DE, 2, 3)).isEqualTo("on ordinal-3 month-2 at number-13 hour");
        assertThat(moment(Language.FR_FR, 3, 18)).isEqualTo("weekday-3 at number-13 hours");
        assertThat(moment(Language.FR_FR, 2, 1)).isEqualTo("on ordinal-1 month-2 at number-13 hours");
        assertThat(moment(Language.FR_FR, 2, 2)).isEqualTo("on number-2 month-2 at number-13 hours");
        assertThat(moment(Language.ES_ES, 3, 18)).isEqualTo("on weekday-3 at hours number-13");
        assertThat(moment(Language.ES_ES, 2, 1)).isEqualTo("on number-1 month-2 at hours number-13");
        assertThat(moment(Language.NL_NL, 3, 18)).isEqualTo("on weekday-3 at number-13 hour");
        assertThat(moment(Language.NL_NL, 2, 3)).isEqualTo("on number-3 month-2 at number-13 hour");
    }

    @Test
    void another_year_is_said_with_the_date() {
        LocalDateTime then = LocalDateTime.of(2025, 12, 31, 9, 0);

        assertThat(say(Language.EN_US, Phrase.moment(then, TODAY)))
                .isEqualTo("on month-12 ordinal-31 number-2 thousand number-25 at number-9 am");
        assertThat(say(Language.ES_ES, Phrase.moment(then, TODAY)))
                .isEqualTo("on number-31 month-12 of number-2 thousand number-25 at hours number-9");
    }

    @Test
    void a_clock_is_read_by_twelve_or_twenty_four_hours() {
        assertThat(clock(Language.EN_US, 0, 0)).isEqualTo("12 am");
        assertThat(clock(Language.EN_US, 12, 5)).isEqualTo("12 oh 5 pm");
        assertThat(clock(Language.EN_US, 23, 10)).isEqualTo("11 10 pm");
        assertThat(clock(Language.DE_DE, 1, 1)).isEqualTo("1-m hour 1");
        assertThat(clock(Language.DE_DE, 21, 0)).isEqualTo("21 hour");
        assertThat(clock(Language.FR_FR, 0, 0)).isEqualTo("0 hour");
        assertThat(clock(Language.FR_FR, 21, 21)).isEqualTo("21-f hours 21-f");
        assertThat(clock(Language.FR_FR, 1, 11)).isEqualTo("1-f hour 11");
        assertThat(clock(Language.ES_ES, 1, 5)).isEqualTo("hour 1-f and 5");
        assertThat(clock(Language.ES_ES, 21, 21)).isEqualTo("hours 21-f and 21");
        assertThat(clock(Language.NL_NL, 1, 1)).isEqualTo("1 hour 1");
    }
}
