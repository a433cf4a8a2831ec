package io.ringlog.domain.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SecurityRule;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.SecurityActed.BanAsked;
import io.ringlog.domain.journal.SecurityActed.LiftAsked;
import io.ringlog.domain.journal.SecurityActed.RuleGiven;
import io.ringlog.domain.journal.SecurityEvent.BanHeld;
import io.ringlog.domain.journal.SecurityEvent.BanLifted;
import io.ringlog.domain.journal.SecurityEvent.SecurityRuleChanged;
import io.ringlog.domain.journal.SecurityEvent.SourceBanned;
import io.ringlog.domain.journal.SourcesSeen;
import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.SourcesSeen.Done;
import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.domain.state.Ban;
import io.ringlog.domain.testing.BrainSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BanningSpec {

    private static final String EVE = "192.0.2.66";
    private static final SecurityRule RULE = SecurityRule.standard();

    private final BrainSpec brain = BrainSpec.of(new SecurityDesk());
    private long seq;

    private Input seen(Seen... sources) {
        return new SourcesSeen(new EdgeStamp("edge-1", 1, ++seq, brain.now()), List.of(sources));
    }

    private Input did(Deed deed, int times) {
        return seen(new Seen(EVE, List.of(new Done(deed, times)), false, 0));
    }

    private Input amongPhones(int guesses) {
        return seen(new Seen(EVE, List.of(new Done(Deed.GUESSED, guesses)), true, 0));
    }

    private static Input ban(String network, @Nullable Integer seconds) {
        return new BanAsked("r1", "api", network, seconds, "abuse mail", "key:k1");
    }

    private List<SourceBanned> banned() {
        return brain.events(SourceBanned.class);
    }

    @ParameterizedTest
    @EnumSource
    void whoever_does_too_much_of_anything_is_banned_and_not_before(Deed deed) {
        int most = switch (deed) {
            case GUESSED -> RULE.guesses();
            case STRAYED -> RULE.strays();
            case GARBLED -> RULE.garbles();
            case SCANNED -> RULE.scans();
        };

        assertThat(brain.when(did(deed, most - 1)).events()).isEmpty();
        brain.when(did(deed, 1));

        assertThat(banned())
                .containsExactly(new SourceBanned(
                        brain.state().bans().ban(EVE).orElseThrow().banId(),
                        EVE,
                        SecurityCode.of(deed).code(),
                        most + " times within 600 s",
                        brain.now().plusSeconds(600),
                        null));
        assertThat(brain.reasons(SourceBanned.class).getFirst().inputs())
                .containsEntry("most", "" + most)
                .containsEntry("phones", "false");
    }

    @Test
    void what_left_the_window_counts_no_more() {
        brain.given(did(Deed.GUESSED, 59)).givenPassed(Duration.ofSeconds(601));

        assertThat(brain.when(did(Deed.GUESSED, 59)).events()).isEmpty();
    }

    @Test
    void different_deeds_do_not_add_up() {
        brain.given(did(Deed.GUESSED, 59), did(Deed.STRAYED, 59));

        assertThat(brain.when(did(Deed.GARBLED, 59)).events()).isEmpty();
    }

    @Test
    void an_office_is_not_shut_out_by_its_one_phone_with_a_wrong_password() {
        brain.given(amongPhones(1));
        for (int second = 1; second < 600; second++) {
            brain.givenPassed(Duration.ofSeconds(1)).given(did(Deed.GUESSED, 1));
            assertThat(brain.state().bans().bans()).isEmpty();
        }
    }

    @Test
    void phones_do_not_shield_whoever_is_much_worse() {
        brain.when(amongPhones(1_199));
        assertThat(banned()).isEmpty();

        brain.when(amongPhones(1));
        assertThat(banned()).hasSize(1);
    }

    @Test
    void phones_are_remembered_when_an_edge_that_started_anew_knows_of_none() {
        brain.given(amongPhones(1)).givenPassed(Duration.ofMinutes(119));
        assertThat(brain.when(did(Deed.GUESSED, 100)).events()).isEmpty();

        brain.givenPassed(Duration.ofMinutes(2));
        brain.when(did(Deed.GUESSED, 60));
        assertThat(banned()).hasSize(1);
    }

    @Test
    void a_ban_ends_in_time_and_the_next_of_the_day_is_twice_as_long() {
        brain.given(did(Deed.SCANNED, 3)).whenPassed(Duration.ofSeconds(600));
        assertThat(brain.events(BanLifted.class)).extracting(BanLifted::code).containsExactly("security.over");

        brain.when(did(Deed.SCANNED, 3));
        assertThat(banned().getFirst().until()).isEqualTo(brain.now().plusSeconds(1_200));
    }

    @Test
    void no_ban_is_longer_than_the_longest() {
        for (int i = 0; i < 12; i++) {
            brain.given(did(Deed.SCANNED, 3));
            Ban ban = brain.state().bans().ban(EVE).orElseThrow();
            assertThat(ban.until()).isBeforeOrEqualTo(brain.now().plusSeconds(86_400));
            brain.givenPassed(Duration.between(brain.now(), ban.until()));
        }
    }

    @Test
    void whoever_did_nothing_for_a_day_is_forgotten() {
        brain.given(did(Deed.SCANNED, 3)).givenPassed(Duration.ofHours(25));

        assertThat(brain.state().bans().offenders()).isEmpty();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void what_edges_dropped_is_added_to_the_ban() {
        brain.given(did(Deed.SCANNED, 3), seen(new Seen(EVE, List.of(), false, 5)));

        brain.when(seen(new Seen(EVE, List.of(), false, 7)));

        assertThat(brain.events(BanHeld.class)).extracting(BanHeld::dropped).containsExactly(12L);
    }

    @Test
    void what_was_dropped_for_a_ban_that_is_over_says_nothing() {
        assertThat(brain.when(seen(new Seen(EVE, List.of(), false, 5))).events())
                .isEmpty();
        brain.given(did(Deed.SCANNED, 3));
        assertThat(brain.when(did(Deed.GUESSED, 99)).events()).isEmpty();
    }

    @Test
    void a_ban_by_hand_says_who_and_why_and_replaces_one_that_stands() {
        brain.given(did(Deed.SCANNED, 3)).when(ban(EVE, 60));

        assertThat(brain.events(BanLifted.class)).hasSize(1);
        assertThat(banned()).singleElement().satisfies(it -> {
            assertThat(it.actor()).isEqualTo("key:k1");
            assertThat(it.text()).isEqualTo("abuse mail");
            assertThat(it.until()).isEqualTo(brain.now().plusSeconds(60));
        });
        assertThat(brain.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Reply.class, it -> assertThat(it.accepted()).isTrue());
    }

    @Test
    void a_ban_by_hand_without_a_time_is_the_longest() {
        brain.when(ban(EVE, null));

        assertThat(banned().getFirst().until()).isEqualTo(brain.now().plusSeconds(86_400));
    }

    @Test
    void a_lifted_ban_is_held_against_nobody() {
        brain.given(did(Deed.SCANNED, 3));
        String id = brain.state().bans().ban(EVE).orElseThrow().banId();

        brain.when(new LiftAsked("r1", "api", id, "a customer", "key:k1"));

        assertThat(brain.events(BanLifted.class))
                .containsExactly(new BanLifted(id, EVE, "security.lifted", "a customer", "key:k1"));
        assertThat(brain.state().bans().offenders()).isEmpty();
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_ban_that_there_is_not_cannot_be_lifted() {
        brain.when(new LiftAsked("r1", "api", "ban-0-0-0", "why not", "key:k1"));

        assertThat(brain.effects()).singleElement().isInstanceOfSatisfying(Effect.Reply.class, it -> {
            assertThat(it.accepted()).isFalse();
            assertThat(it.code()).isEqualTo("security.no-such-ban");
        });
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void the_ban_that_ends_soonest_makes_room() {
        SecurityRule two = new SecurityRule(600, 60, 60, 60, 3, 20, 600, 86_400, 2);
        brain.given(new RuleGiven(two, "config"), ban("192.0.2.1", 100), ban("192.0.2.2", 50));

        brain.when(ban("192.0.2.3", 10));

        assertThat(brain.events(BanLifted.class)).singleElement().satisfies(it -> {
            assertThat(it.network()).isEqualTo("192.0.2.2");
            assertThat(it.code()).isEqualTo("security.made-room");
        });
        assertThat(brain.state().bans().bans()).hasSize(2);
    }

    @Test
    void whoever_was_not_seen_for_longest_is_forgotten_beyond_ten_thousand() {
        for (int i = 0; i < SecurityDesk.MOST_OFFENDERS; i++) {
            brain.given(seen(new Seen("net-" + i, List.of(new Done(Deed.GUESSED, 1)), false, 0)));
        }
        brain.givenPassed(Duration.ofSeconds(1));
        brain.given(seen(new Seen("net-0", List.of(new Done(Deed.GUESSED, 1)), false, 0)));

        brain.given(did(Deed.GUESSED, 1));

        assertThat(brain.state().bans().offenders()).hasSize(SecurityDesk.MOST_OFFENDERS);
        assertThat(brain.state().bans().offender("net-0")).isPresent();
        assertThat(brain.state().bans().offender("net-1")).isEmpty();
    }

    @Test
    void the_same_rule_again_changes_nothing() {
        SecurityRule strict = new SecurityRule(60, 1, 1, 1, 1, 1, 10, 10, 10);

        brain.when(new RuleGiven(strict, "config"), new RuleGiven(strict, "config"));

        assertThat(brain.events()).containsExactly(new SecurityRuleChanged(strict));
        assertThat(brain.when(did(Deed.GUESSED, 1)).events(SourceBanned.class)).hasSize(1);
    }
}
