package io.ringlog.domain.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputingSpec {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 29, 1, 30, 0, 0, ZoneId.of("Europe/Berlin"));

    private static final Scope CALL = new Scope() {
        private final Map<String, String> variables =
                Map.of("caller", "+4930123", "digits", "42", "name", "  Ada ", "empty", "", "tier", "gold");

        @Override
        public @Nullable String value(String variable) {
            return variables.get(variable);
        }

        @Override
        public ZonedDateTime now() {
            return NOW;
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "10 - 2 - 3 | 5",
                "-2 + 5 | 3",
                "7 % 4 | 3",
                "1 / 3 | 0.333333333",
                "0.1 + 0.2 | 0.3",
                "2.50 | 2.5",
                "1 - 1 | 0",
                "round(2.345, 2) | 2.35",
                "round(1234, -2) | 1200",
                "min(3, 2) + max(3, 2) | 5",
                "number(digits) + 1 | 43",
                "number(' -7.5 ') | -7.5",
                "number(name, 0) | 0",
                "number(digits, 0) | 42",
            })
    void numbers_are_decimal(String expression, String value) {
        assertThat(text(expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "tier == 'gold' | true",
                "tier != \"gold\" | false",
                "not tier == 'gold' | false",
                "1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3 | true",
                "1 == 1.0 | true",
                "1 != 2 or 1 / 0 == 1 | true",
                "false and 1 / 0 == 1 | false",
                "true == (1 == 1) | true",
                "tier in ['silver', 'gold'] | true",
                "tier in [] | false",
                "inside == '' | true",
                "is_set(tier) and not is_set(inside) and is_set(empty) | true",
                "starts(caller, '+49') and ends(caller, '123') and contains(caller, '30') | true",
                "matches(digits, '[0-9]{2}') | true",
                "matches(digits, '[0-9]{3}') | false",
                "1 == 2 or 1 != 1 or 2 < 1 or 2 <= 1 or 1 >= 2 or 1 > 2 | false",
                "tier != 'silver' and tier != 'gold' | false",
                "now == now and now < plus_minutes(now, 1) | true",
            })
    void tests_hold_or_do_not(String expression, String value) {
        assertThat(text(expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'a' + \"b\" | ab",
                "upper(trim(name)) + lower('X') | ADAx",
                "first(digits, 1) + last(digits, 1) | 42",
                "first(digits, 9) + last(digits, -1) | 42",
                "digits('+49 (30) 1-2') | 493012",
                "replace(caller, '+49', '0') | 030123",
                "text(length(caller)) + text(true) | 8true",
                "tier == 'gold' ? 'vip' : 'anybody' | vip",
                "1 > 2 ? 'a' : 1 > 3 ? 'b' : 'c' | c",
                "count(split('a,b,,c', ',')) | 4",
                "count(split('', ',')) | 0",
                "item(split('a,b,c', ','), 2) + item(['x'], -1) + item(['x'], 2) + item(['x'], 0) | bx",
                "join(split('a;b', ';'), ' and ') | a and b",
                "['a', 1, true] | a,1,true",
                "date(now) | 2026-03-29",
                "now | 2026-03-29T01:30:00+01:00",
                "plus_minutes(now, 60) | 2026-03-29T03:30:00+02:00",
                "hour(now) * 100 + minute(now) | 130",
                "year(now) + month(now) + day(now) + weekday(now) | 2065",
            })
    void texts_lists_and_times(String expression, String value) {
        assertThat(text(expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "number(tier) | 'gold' is no number",
                "number('1e9') | '1e9' is no number",
                "1 / (2 - 2) | it divides by 0",
                "1 % 0 | it divides by 0",
                "999999999999999999 + 1 | a number is 10^18 or more",
                "round(1, 0.5) | 0.5 is no whole number",
                "replace(tier, '', 'x') | it replaces an empty text",
                "split(tier, '') | it splits at an empty text",
                "matches(tier, '(') | the pattern '(' cannot be read",
                "matches('1111111111111111111111111111', '(.*1){12}2') | the pattern '(.*1){12}2' takes too long",
            })
    void what_has_no_value_says_why(String expression, String why) {
        assertThat(Expression.answer(expression, CALL)).isEqualTo(new Answer.None(why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1 + | a value is missing (at character 4)",
                "1 2 | nothing fits here (at character 3)",
                "(1 | ')' is missing (at character 3)",
                "'open | a value is missing (at character 1)",
                "1 + 'a' | there is no +(a number, a text), only +(a number, a number) or "
                        + "+(a text, a text) (at character 8)",
                "wait(1) | there is no wait (at character 8)",
                "digits > 5 | there is no >(a text, a number), only >(a number, a number) or "
                        + ">(a time, a time) (at character 11)",
                "1 and true | 'and' needs true or false, not a number (at character 7)",
                "tier ? 1 : 2 | '?' needs true or false, not a text (at character 13)",
                "true ? 1 : 'a' | one side of ':' is a number, the other a text (at character 15)",
                "['a' 'b'] | ',' is missing (at character 6)",
                "is_set('a') | a value is missing (at character 8)",
                "12345678901234567890 | a number is too long (at character 1)",
            })
    void what_cannot_be_meant_says_where(String expression, String why) {
        assertThat(Expression.fault(expression)).contains(why);
        assertThat(Expression.answer(expression, CALL)).isEqualTo(new Answer.None(why));
    }

    @Test
    void a_test_must_be_true_or_false() {
        assertThat(Expression.fault("1 + 1", Value.Type.TRUTH)).contains("it is a number, not true or false");
        assertThat(Expression.fault("1 +", Value.Type.TRUTH)).isPresent();
        assertThat(Expression.fault("1 == 1", Value.Type.TRUTH)).isEmpty();
        assertThat(Expression.fault("'a' + 'b'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "-", "upper(", "[", "true ? 1 : "})
    void nothing_goes_deeper_than_a_bound(String opening) {
        assertThat(Expression.fault(opening.repeat(40)))
                .hasValueSatisfying(why -> assertThat(why).contains("more than 32 parts are inside each other"));
    }

    @Test
    void nothing_is_longer_than_a_bound() {
        assertThat(Expression.fault("1".repeat(501))).contains("an expression is longer than 500 characters");
        assertThat(Expression.answer("replace('" + "a".repeat(100) + "', 'a', '" + "b".repeat(50) + "')", CALL))
                .isEqualTo(new Answer.None("a text is longer than 1000 characters"));
        assertThat(Expression.answer("split('" + ",".repeat(100) + "', ',')", CALL))
                .isEqualTo(new Answer.None("a list has more than 100 items"));
    }

    @Test
    void any_characters_give_an_answer() {
        Random random = new Random(7);
        String[] parts = {
            "(", ")", "[", "]", ",", "'a'", "1", "0.5", "tier", "now", "+", "-", "*", "/", "%", "==", "<", "and", "or",
            "not", "in", "?", ":", "number(", "split(", "text(", "is_set(", " ", "\"", "{", "\u0000"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, parts.length)
                    .forEach(part -> text.append(parts[part]).append(' '));
            assertThat(Expression.answer(text.toString(), CALL)).isNotNull();
        }
    }

    @Test
    void a_text_is_filled_with_values() {
        assertThat(Template.fill("Hello {{trim(name)}}, {{number(digits) + 1}}!", CALL))
                .isEqualTo(new Answer.Is(new Value.Text("Hello Ada, 43!")));
        assertThat(Template.fill("no } or { in it", CALL)).isEqualTo(new Answer.Is(new Value.Text("no } or { in it")));
        assertThat(Template.fill("{{1 +}}", CALL)).isEqualTo(new Answer.None("a value is missing (at character 4)"));
        assertThat(Template.fill("{{caller}}".repeat(200), CALL))
                .isEqualTo(new Answer.None("a text is longer than 1000 characters"));
        assertThat(Template.fault("a {{caller")).contains("'{{' at character 3 is not closed");
        assertThat(Template.fault("{{wait()}}")).contains("there is no wait (at character 7)");
        assertThat(Template.fault("{{caller}}")).isEmpty();
    }

    private static String text(String expression) {
        return Expression.answer(expression, CALL) instanceof Answer.Is(Value value)
                ? value.text()
                : Expression.answer(expression, CALL).toString();
    }
}
