package io.ringlog.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.ChannelInput.ChannelsGranted;
import io.ringlog.domain.journal.ChannelInput.ChannelsReported;
import io.ringlog.domain.journal.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reseller has channels for itself and all accounts below it; each has some of them, and returns what is spare. */
class CeilingOverATreeSpec {

    private final Tree tree = new Tree(
            new Branch("acc_r", 2, null), new Branch("acc_a", null, "acc_r"), new Branch("acc_b", null, "acc_r"));

    @Test
    void an_account_below_holds_one_in_reserve_before_anybody_calls() {
        tree.settle();

        assertThat(tree.held("acc_a", "acc_r")).isEqualTo(1);
        assertThat(tree.held("acc_b", "acc_r")).isEqualTo(1);
        assertThat(tree.lives(tree.call("acc_a"))).isTrue();
    }

    @Test
    void nothing_is_admitted_on_channels_that_did_not_come() {
        assertThat(tree.lives(tree.call("acc_a"))).isFalse();
    }

    @Test
    void a_refused_caller_has_others_give_back_what_they_hold_in_reserve() {
        tree.settle();
        tree.call("acc_a");
        assertThat(tree.lives(tree.call("acc_a"))).isFalse();
        tree.settle();

        assertThat(tree.held("acc_a", "acc_r")).isEqualTo(2);
        assertThat(tree.held("acc_b", "acc_r")).isZero();
        assertThat(tree.lives(tree.call("acc_a"))).isTrue();
        assertThat(tree.lives(tree.call("acc_b"))).isFalse();
        assertThat(tree.used("acc_r")).isEqualTo(2);
    }

    @Test
    void what_a_call_used_goes_to_whoever_was_refused_lately() {
        tree.settle();
        String first = tree.call("acc_a");
        tree.call("acc_a");
        tree.settle();
        tree.call("acc_a");
        tree.call("acc_b");
        tree.settle();

        tree.hangUp(first);
        tree.settle();

        assertThat(tree.lives(tree.call("acc_b"))).isTrue();
    }

    @Test
    void whoever_was_refused_long_ago_is_waited_for_no_more() {
        tree.settle();
        tree.call("acc_a");
        tree.call("acc_b");
        tree.call("acc_b");
        tree.settle();
        assertThat(tree.branch("acc_r")
                        .state()
                        .channels()
                        .grantee("acc_b")
                        .orElseThrow()
                        .need())
                .isEqualTo(1);

        tree.pass(Duration.ofSeconds(10));
        tree.settle();

        assertThat(tree.branch("acc_r")
                        .state()
                        .channels()
                        .grantee("acc_b")
                        .orElseThrow()
                        .need())
                .isZero();
        assertThat(tree.branch("acc_b").state().timers()).isEmpty();
        assertThat(tree.branch("acc_a")
                        .state()
                        .channels()
                        .quota("acc_r")
                        .orElseThrow()
                        .scarce())
                .isFalse();
    }

    @Test
    void the_reseller_itself_calls_on_what_nobody_has_and_has_others_give_back_too() {
        tree.settle();
        assertThat(tree.lives(tree.call("acc_r"))).isFalse();
        tree.settle();

        assertThat(tree.lives(tree.call("acc_r"))).isTrue();
        tree.call("acc_r");
        tree.settle();
        assertThat(tree.lives(tree.call("acc_r"))).isTrue();
        assertThat(tree.lives(tree.call("acc_a"))).isFalse();
    }

    @Test
    void help_is_never_refused_and_counts() {
        tree.settle();
        tree.call("acc_a");
        String help = tree.call("acc_a", Branch.HELP);

        assertThat(tree.lives(help)).isTrue();
        assertThat(tree.used("acc_r")).isEqualTo(2);
        tree.hangUp(help);
        tree.settle();
        assertThat(tree.lives(tree.call("acc_b"))).isTrue();
    }

    @Test
    void records_that_come_twice_or_in_another_order_give_nobody_more() {
        tree.settle();
        var old = new Effect.TellAccount("acc_a", new ChannelsGranted("acc_r", 1, 1, 2, false));
        tree.carry(old);
        tree.carry(old);
        tree.carry(new Effect.TellAccount("acc_r", new ChannelsReported("acc_b", 1, 0, 0, 1, 0)));
        tree.settle();

        assertThat(tree.held("acc_a", "acc_r")).isEqualTo(1);
        assertThat(tree.branch("acc_r").state().channels().lent()).isEqualTo(2);
    }

    @Test
    void what_nobody_carried_is_said_again_ever_more_seldom() {
        tree.post().clear();
        tree.pass(Duration.ofSeconds(10));
        assertThat(tree.post()).hasSize(2);
        tree.post().clear();
        tree.pass(Duration.ofSeconds(19));
        assertThat(tree.post()).isEmpty();
        tree.pass(Duration.ofSeconds(1));
        assertThat(tree.post()).hasSize(2);
        tree.post().clear();
        tree.pass(Duration.ofHours(2));
        assertThat(tree.post()).hasSizeLessThan(2 * 30);

        tree.settle();

        assertThat(tree.branch("acc_a").state().timers()).isEmpty();
        assertThat(tree.lives(tree.call("acc_a"))).isTrue();
    }

    @Test
    void a_grant_that_nobody_carried_is_said_again() {
        tree.carry(tree.post().removeFirst());
        tree.post().clear();
        tree.pass(Duration.ofSeconds(10));
        tree.settle();

        assertThat(tree.held("acc_a", "acc_r") + tree.held("acc_b", "acc_r")).isEqualTo(2);
        assertThat(tree.branch("acc_r").state().timers()).isEmpty();
    }

    @Test
    void a_suspended_account_gives_back_what_no_call_uses() {
        tree.settle();
        String call = tree.call("acc_a");
        tree.branch("acc_a").saved("status", Account.Status.SUSPENDED, tree.now());
        tree.settle();
        assertThat(tree.held("acc_a", "acc_r")).isEqualTo(1);

        tree.hangUp(call);
        tree.settle();
        assertThat(tree.held("acc_a", "acc_r")).isZero();

        tree.branch("acc_a").saved("status", Account.Status.ACTIVE, tree.now());
        tree.settle();
        assertThat(tree.held("acc_a", "acc_r")).isEqualTo(1);
    }

    @Test
    void an_account_that_is_gone_leaves_nothing_lent() {
        tree.settle();
        tree.branch("acc_a").removed(tree.now());
        tree.settle();
        assertThat(tree.branch("acc_r").state().channels().lent()).isEqualTo(1);

        tree.carry(new Effect.TellAccount("acc_a", new ChannelsGranted("acc_r", 9, 5, 2, false)));
        tree.settle();

        assertThat(tree.held("acc_a", "acc_r")).isZero();
    }

    @Test
    void a_lower_ceiling_leaves_calls_in_progress_and_admits_none_until_there_are_fewer() {
        tree.settle();
        String first = tree.call("acc_a");
        String second = tree.call("acc_b");
        tree.branch("acc_r").saved("maxChannels", 1, tree.now());
        tree.settle();
        assertThat(List.of(first, second)).allMatch(tree::lives);

        tree.hangUp(first);
        tree.settle();
        assertThat(tree.lives(tree.call("acc_a"))).isFalse();
        tree.hangUp(second);
        tree.settle();
        assertThat(tree.lives(tree.call("acc_a"))).isTrue();
        tree.call("acc_b");
        tree.settle();
        assertThat(tree.lives(tree.call("acc_b"))).isFalse();
    }

    @Test
    void without_its_ceiling_a_reseller_takes_everything_back() {
        tree.settle();
        tree.branch("acc_r").saved("maxChannels", null, tree.now());
        tree.branch("acc_a").saved("ceilingOf", null, tree.now());
        tree.branch("acc_b").saved("ceilingOf", null, tree.now());
        tree.settle();

        assertThat(tree.branch("acc_r").state().channels().lent()).isZero();
        for (int i = 0; i < 5; i++) {
            assertThat(tree.lives(tree.call("acc_a"))).isTrue();
        }
    }

    @Test
    void a_busy_account_holds_more_in_reserve_and_gives_it_back_later() {
        tree.branch("acc_r").saved("maxChannels", 100, tree.now());
        tree.settle();
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(tree.call("acc_a"));
            tree.settle();
        }
        assertThat(calls).allMatch(tree::lives);
        assertThat(tree.held("acc_a", "acc_r")).isBetween(45, 50);

        calls.forEach(tree::hangUp);
        tree.settle();

        assertThat(tree.held("acc_a", "acc_r")).isBetween(1, 2);
    }

    @Test
    void a_reseller_below_a_reseller_hands_on_what_it_was_lent() {
        Tree deep = new Tree(
                new Branch("acc_r", 3, null), new Branch("acc_s", 2, "acc_r"), new Branch("acc_c", null, "acc_s"));
        deep.settle();
        for (int i = 0; i < 6; i++) {
            deep.call("acc_c");
            deep.settle();
        }
        assertThat(deep.used("acc_s")).isEqualTo(2);
        assertThat(deep.held("acc_s", "acc_r")).isEqualTo(2);

        assertThat(deep.lives(deep.call("acc_r"))).isTrue();
        assertThat(deep.lives(deep.call("acc_r"))).isFalse();
    }
}
