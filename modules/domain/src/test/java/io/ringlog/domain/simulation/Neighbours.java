package io.ringlog.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The numbers by which the two tenants call each other, and what holds for both calls of such a call. */
final class Neighbours {

    private static final List<String> ENDS = List.of("100", "200", "300", "400", "500");

    private final Set<String> known = new TreeSet<>();
    private Set<String> apartBefore = Set.of();

    /** A number of an account, in place of its short form. */
    static String number(String account, String end) {
        return "4989" + World.ACCOUNTS.indexOf(account) + "00" + end;
    }

    static String accountOf(String number) {
        return World.ACCOUNTS.get(number.charAt(4) - '0');
    }

    static boolean isOfAnother(String account, String number) {
        return number.matches("4989[01]00[1-5]00") && !accountOf(number).equals(account);
    }

    /** What somebody of the one dials for the other, as their country writes it. */
    static String dialled(String account, SplittableRandom random) {
        String other = World.ACCOUNTS.get(1 - World.ACCOUNTS.indexOf(account));
        return "0" + number(other, ENDS.get(random.nextInt(ENDS.size()))).substring(2);
    }

    /** What the directory of an edge knows of it. */
    static @Nullable List<String> numbersLike(String dialled) {
        return dialled.startsWith("089") ? List.of("49" + dialled.substring(1)) : null;
    }

    private static String callId(LegRef from) {
        return from.callId() + "~" + from.legId();
    }

    /** Looked at now and then: what one side of such a call does, the other has done a moment later. */
    void a_leg_in_one_account_is_the_caller_in_the_other_and_neither_is_left_behind(Brain brain) {
        Set<String> out = new TreeSet<>();
        Set<String> in = new TreeSet<>();
        for (String account : World.ACCOUNTS) {
            for (CallState call : brain.state(account).calls()) {
                call.legs().stream()
                        .filter(leg -> !(leg instanceof Leg.Over))
                        .forEach(leg -> out.add(callId(new LegRef(call.callId(), leg.id()))));
                if (call.callId().contains("~")
                        && call.leg("a")
                                .filter(leg -> !(leg instanceof Leg.Over))
                                .isPresent()) {
                    in.add(call.callId());
                }
            }
        }
        Set<String> apart = new TreeSet<>(known);
        apart.removeIf(callId -> out.contains(callId) == in.contains(callId));
        assertThat(apart.stream().filter(apartBefore::contains))
                .as("calls with one side alone")
                .isEmpty();
        apartBefore = apart;
    }

    /** A leg that is a call of another account. */
    String begun(LegRef from) {
        known.add(callId(from));
        return callId(from);
    }

    int begun() {
        return known.size();
    }
}
