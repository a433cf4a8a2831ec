package io.ringlog.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Effect.ChangeSetting;
import io.ringlog.domain.journal.UserSetting;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anna dials the code of a forward and a number outside. */
class ForwardingOutsideByCodeSpec {

    private final Phones phones = new Phones(new Facts("edge1", 1));
    private final BrainSpec brain = Phones.callingOut();

    @BeforeEach
    void anna_has_a_phone() {
        brain.given(phones.registers("anna"));
    }

    private List<UserSetting> asked(String dialled) {
        brain.when(phones.calls("c1", "anna", dialled));
        return brain.effects().stream()
                .map(it -> ((ChangeSetting) it).setting())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"*720891234567, +49891234567", "*72+441234567890, +441234567890"})
    void what_she_may_call_her_calls_may_be_sent_to(String dialled, String number) {
        assertThat(asked(dialled)).containsExactly(new UserSetting.ForwardOutside(number));
    }

    @ParameterizedTest
    @CsvSource({
        "*7209001234567, 403, routing.class-forbidden",
        "*72112, 404, feature.no-such-extension",
        "*72nobody, 404, feature.no-such-extension",
        "*7249305550, 404, feature.no-such-extension"
    })
    void what_she_may_not_or_nobody_should_be_sent_to_is_refused_with_its_reason(
            String dialled, int status, String code) {
        brain.given(Rows.did("49305550", DestKind.USER, "us_ben"));
        assertThat(asked(dialled)).isEmpty();
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(status, code));
    }

    @Test
    void her_own_classes_count_and_so_does_that_a_route_takes_it() {
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("allowedClasses", List.of(NumberClass.LOCAL))
                .row());
        assertThat(asked("*720891234567")).isEmpty();
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::warning)
                .containsExactly("routing.class-forbidden");

        brain.given(UserRow.user("anna").row());
        brain.given(Rows.route("route_1", "tr_1").with("prefixes", List.of("1")).row());
        brain.when(phones.calls("c2", "anna", "*720891234567"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::warning)
                .containsExactly("routing.no-route");
    }

    @Test
    void an_extension_of_these_digits_comes_first() {
        brain.given(Rows.extension("0891234567", DestKind.USER, "us_ben"));
        assertThat(asked("*720891234567")).containsExactly(new UserSetting.ForwardAlways("ext_0891234567"));
    }
}
