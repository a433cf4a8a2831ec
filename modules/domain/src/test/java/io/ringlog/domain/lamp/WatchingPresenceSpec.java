package io.ringlog.domain.lamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.WatchAsked.Kind;
import io.ringlog.domain.journal.WatchCommand.AnswerWatch;
import io.ringlog.domain.journal.WatchCommand.ShowLamp;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cleo sees whether Ben can be reached, and is on the phone. */
class WatchingPresenceSpec {
    private static final Lamp BEN = Lamp.ofPresence("us_ben");
    private static final Light CLOSED = new Light.Presence(false, List.of());
    private static final Light OPEN = new Light.Presence(true, List.of());
    private static final Light TALKING = new Light.Presence(true, List.of(""));

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(UserRow.user("cleo").row(), Rows.device("cleo"), Rows.extension("102", DestKind.USER, "us_ben"));

    @BeforeEach
    void anna_can_call() {
        brain.given(phones.registers("anna"));
    }

    private AnswerWatch answer() {
        return brain.commands(AnswerWatch.class).getFirst();
    }

    private void shows(Light light) {
        assertThat(brain.commands(ShowLamp.class)).containsExactly(new ShowLamp(BEN, light));
    }

    private void shows() {
        assertThat(brain.commands(ShowLamp.class)).isEmpty();
    }

    @Test
    void who_has_no_phone_is_closed_and_opens_and_closes_with_it() {
        brain.when(phones.watches("cleo", Kind.PRESENCE, "102"));
        assertThat(answer()).isEqualTo(new AnswerWatch("req-2", 200, "OK", 3600, null, null, BEN, CLOSED, null));

        brain.when(phones.registers("ben"));
        shows(OPEN);
        brain.when(phones.registers("ben"));
        shows();
        brain.when(phones.registers("anna"));
        shows();
        brain.whenPassed(Duration.ofHours(2));
        assertThat(brain.state().lamps().isEmpty()).isTrue();
    }

    @Test
    void who_loses_the_last_phone_is_closed() {
        brain.given(phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.PRESENCE, "ben"));

        brain.when(phones.registers("ben", new ContactAsked("sip:ben@192.0.2.10:5060", 0, null)));

        shows(CLOSED);
    }

    @Test
    void who_loses_the_last_phone_because_it_is_deleted_or_disabled_is_closed() {
        brain.given(phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.PRESENCE, "ben"));

        brain.whenSaved(Rows.disabledDevice("ben"));
        shows(CLOSED);
        brain.whenSaved(Rows.device("ben"));
        shows();
        brain.when(phones.registers("ben"));
        shows(OPEN);
        brain.whenRemoved("dev_ben");
        shows(CLOSED);
    }

    @Test
    void a_phone_given_to_another_closes_the_one_and_opens_the_other() {
        brain.given(phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.PRESENCE, "ben"), phones.watches("anna", Kind.PRESENCE, "cleo"));

        brain.whenSaved(Rows.device("dev_ben", "us_cleo", "ben", 0, true));

        assertThat(brain.commands(ShowLamp.class))
                .containsExactly(new ShowLamp(BEN, CLOSED), new ShowLamp(Lamp.ofPresence("us_cleo"), OPEN));
    }

    @Test
    void who_talks_is_on_the_phone_until_the_last_call_is_over() {
        brain.given(phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.PRESENCE, "ben"));

        brain.when(phones.calls("c1", "anna", "ben"));
        shows();
        brain.when(facts.answered("c1", "b1"));
        shows(TALKING);
        brain.given(phones.calls("c2", "ben", "anna"));
        brain.when(facts.answered("c2", "b1"));
        shows();
        brain.when(facts.hungUp("c1", "b1"));
        shows();
        brain.when(facts.hungUp("c2", "b1"));
        shows(OPEN);
    }

    @Test
    void who_watches_later_sees_what_is() {
        brain.given(phones.registers("ben"), phones.calls("c1", "anna", "ben"));
        brain.given(facts.answered("c1", "b1"));

        brain.when(phones.watches("cleo", Kind.PRESENCE, "ben"));

        assertThat(answer().light()).isEqualTo(TALKING);
    }

    @Test
    void what_is_no_user_has_no_presence() {
        brain.when(phones.watches("cleo", Kind.PRESENCE, "999"));

        assertThat(answer().warning()).isEqualTo("watch.no-such-target");
    }

    @Test
    void who_is_watched_in_both_ways_is_two_lamps() {
        brain.given(phones.registers("ben"));
        brain.given(phones.watches("cleo", Kind.PRESENCE, "ben"), phones.watches("cleo", Kind.DIALOG, "ben"));

        brain.when(phones.calls("c1", "anna", "ben"));

        assertThat(brain.commands(ShowLamp.class)).extracting(ShowLamp::lamp).containsExactly(Lamp.ofUser("us_ben"));
    }
}
