package io.ringlog.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Accounts under a ceiling, each with a brain that crashes, and a carrier between them that is late, loses, doubles and
 * shuffles what it carries, under ceilings that are lowered and raised again. Whatever happens, no more calls are in
 * progress than the highest allows; and when all is
 * quiet again nothing is lent for good.
 */
class TreeOfAccountsSimulation {

    private static final int RUNS = 150;
    private static final int STEPS = 400;
    private static final int ALL = 7;
    private static final int BELOW = 4;

    private static Tree tree() {
        return new Tree(
                new Branch("acc_r", ALL, null),
                new Branch("acc_a", null, "acc_r"),
                new Branch("acc_b", null, "acc_r"),
                new Branch("acc_s", BELOW, "acc_r"),
                new Branch("acc_t", null, "acc_s"),
                new Branch("acc_u", null, "acc_s"));
    }

    @Test
    void no_more_calls_than_the_ceilings_allow_and_nothing_is_lent_for_good() {
        for (long seed = 0; seed < RUNS; seed++) {
            new Run(seed).all();
        }
    }

    private static final class Run {
        private final long seed;
        private final SplittableRandom random;
        private final Tree tree = tree();
        private final List<String> calls = new ArrayList<>();
        private int most;

        Run(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void all() {
            for (int i = 0; i < STEPS; i++) {
                step();
                bounded();
            }
            quiet();
            assertThat(most).as("seed %d ever had calls", seed).isPositive();
        }

        private void step() {
            switch (random.nextInt(21)) {
                case 0, 1, 2, 3, 4 -> dial();
                case 5, 6, 7 -> hangUp();
                case 8 -> somebody().crash();
                case 9 -> somebody().commit();
                case 10 -> tree.pass(Duration.ofMillis(random.nextInt(20_000)));
                case 11 -> change();
                default -> carry();
            }
            tree.collect();
        }

        private void change() {
            if (random.nextInt(5) == 0) {
                tree.branch("acc_r").saved("maxChannels", ALL - random.nextInt(5), tree.now());
            } else if (random.nextInt(5) == 0) {
                Account.Status status = random.nextBoolean() ? Account.Status.ACTIVE : Account.Status.SUSPENDED;
                tree.branch("acc_a").saved("status", status, tree.now());
            }
        }

        private Branch somebody() {
            List<Branch> all = List.copyOf(tree.branches());
            return all.get(random.nextInt(all.size()));
        }

        private void dial() {
            String call = tree.call(somebody().id());
            if (tree.lives(call)) {
                calls.add(call);
            }
        }

        private void hangUp() {
            if (!calls.isEmpty()) {
                tree.hangUp(calls.remove(random.nextInt(calls.size())));
            }
        }

        private void carry() {
            List<Effect.TellAccount> post = tree.post();
            if (!post.isEmpty()) {
                int which = random.nextInt(post.size());
                int fate = random.nextInt(20);
                if (fate == 0) {
                    post.remove(which);
                } else if (fate < 4) {
                    tree.carry(post.get(which));
                } else {
                    tree.carry(post.remove(which));
                }
            }
        }

        private void bounded() {
            most = Math.max(most, calls.size());
            long below = calls.stream().filter(it -> it.matches("acc_[stu]-.*")).count();
            assertThat(calls.size()).as("calls, seed %d", seed).isLessThanOrEqualTo(ALL);
            assertThat(below).as("calls below, seed %d", seed).isLessThanOrEqualTo(BELOW);
            Branch root = tree.branch("acc_r");
            assertThat(tree.held("acc_a", "acc_r") + tree.held("acc_b", "acc_r") + tree.held("acc_s", "acc_r"))
                    .as("held of what is lent, seed %d", seed)
                    .isLessThanOrEqualTo(root.state().channels().lent());
        }

        /** Everybody hangs up and every record arrives in the end; then one account can have all there is. */
        private void quiet() {
            calls.forEach(tree::hangUp);
            calls.clear();
            tree.branch("acc_r").saved("maxChannels", ALL, tree.now());
            for (int i = 0; i < 20; i++) {
                tree.settle();
                tree.pass(Duration.ofMinutes(6));
            }
            tree.settle();
            assertThat(tree.branches())
                    .as("nobody waits, seed %d", seed)
                    .allMatch(it -> it.state().timers().isEmpty());
            int held = tree.held("acc_a", "acc_r") + tree.held("acc_b", "acc_r") + tree.held("acc_s", "acc_r");
            assertThat(tree.branch("acc_r").state().channels().lent())
                    .as("lent, seed %d", seed)
                    .isEqualTo(held);
            fill("acc_b", ALL);
            fill("acc_u", BELOW);
        }

        private void fill(String account, int expected) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 3 * ALL; i++) {
                String call = tree.call(account);
                tree.settle();
                if (tree.lives(call)) {
                    all.add(call);
                }
            }
            assertThat(all).as("calls of %s, seed %d", account, seed).hasSize(expected);
            all.forEach(tree::hangUp);
            tree.pass(Duration.ofMinutes(6));
            tree.settle();
        }
    }
}
