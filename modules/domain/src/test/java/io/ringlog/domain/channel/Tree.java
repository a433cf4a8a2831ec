package io.ringlog.domain.channel;

import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts that write into each other's journals by way of somebody who may be late. */
final class Tree {

    private final Map<String, Branch> branches = new TreeMap<>();
    private final List<Effect.TellAccount> post = new ArrayList<>();
    private Instant now = BrainSpec.START;

    Tree(Branch... all) {
        for (Branch branch : all) {
            branches.put(branch.id(), branch);
            branch.saved(now);
        }
        collect();
    }

    Branch branch(String id) {
        return Objects.requireNonNull(branches.get(id));
    }

    Collection<Branch> branches() {
        return branches.values();
    }

    Instant now() {
        return now;
    }

    /** Takes what accounts want to tell each other. */
    void collect() {
        branches.values().forEach(branch -> post.addAll(branch.letters()));
    }

    /** Letters that nobody has carried yet. */
    List<Effect.TellAccount> post() {
        return post;
    }

    void carry(Effect.TellAccount letter) {
        branch(letter.to()).decide(letter.input(), now);
        collect();
    }

    /** Carries everything, and what comes of it. */
    void settle() {
        collect();
        for (int i = 0; !post.isEmpty(); i++) {
            if (i > 10_000) {
                throw new AssertionError("accounts never stop telling each other: " + post);
            }
            carry(post.removeFirst());
        }
    }

    /** Time passes and timers fire; nothing is carried meanwhile. */
    void pass(Duration time) {
        Instant until = now.plus(time);
        for (Branch branch : branches.values()) {
            for (Optional<Timer> due = branch.due(until); due.isPresent(); due = branch.due(until)) {
                now = due.get().due().isAfter(now) ? due.get().due() : now;
                branch.fire(due.get(), now);
            }
        }
        now = until;
        collect();
    }

    String call(String account) {
        return call(account, "4930123456");
    }

    String call(String account, String number) {
        String call = branch(account).call(number, now);
        collect();
        return call;
    }

    boolean lives(String call) {
        return branch(accountOf(call)).state().lease(call).isPresent();
    }

    void hangUp(String call) {
        branch(accountOf(call)).hangUp(call, now);
        collect();
    }

    private static String accountOf(String call) {
        return call.substring(0, call.indexOf("-call-"));
    }

    /** Calls in progress that count under the ceiling of an account, its own and those of accounts right below. */
    int used(String of) {
        return branches.values().stream()
                .mapToInt(it -> it.state().holders(Scopes.ceiling(of)).size())
                .sum();
    }

    int held(String account, String of) {
        return branch(account).state().channels().quota(of).map(it -> it.held()).orElse(0);
    }
}
