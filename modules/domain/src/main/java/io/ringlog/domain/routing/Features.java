package io.ringlog.domain.routing;

import io.ringlog.domain.config.FeatureCode.Argument;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.state.AccountState;
import io.ringlog.kernel.Because;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a dialled string means when it is a feature and nobody's extension. Pure. */
public sealed interface Features {

    /** Features that need nobody in particular; a mailbox asks for its PIN. */
    Set<Feature> FOR_ANYBODY = Set.of(Feature.ECHO, Feature.CLOCK, Feature.MAILBOX_OTHER);

    /** Parks, in the first free slot. */
    record Park(ParkLot lot) implements Features {}

    /** Comes for who is parked there; parks there, when somebody is passed on to it. */
    record Slot(ParkLot lot, String slot) implements Features {}

    /** A code with what was dialled after it. */
    record Code(Feature feature, String argument) implements Features {}

    /** Why a call goes nowhere else. */
    static Because because() {
        return Because.of("routing.feature");
    }

    /** That a caller has dialled it. */
    default CallEvent dialled(String callId) {
        return switch (this) {
            case Park it -> new CallEvent.ParkLotDialled(callId, it.lot().id(), null);
            case Slot it -> new CallEvent.ParkLotDialled(callId, it.lot().id(), it.slot());
            case Code it -> new CallEvent.FeatureDialled(callId, it.feature(), it.argument());
        };
    }

    /** Whether it is for users of the account alone. */
    default boolean needsUser() {
        return !(this instanceof Code it && FOR_ANYBODY.contains(it.feature()));
    }

    /** An extension of the same digits comes first. */
    static Optional<Features> of(AccountState state, String dialled) {
        if (state.config().extension(dialled).isPresent()) {
            return Optional.empty();
        }
        for (ParkLot lot : state.config().parkLots()) {
            if (lot.digits().equals(dialled)) {
                return Optional.of(new Park(lot));
            }
            if (lot.hasSlot(dialled)) {
                return Optional.of(new Slot(lot, dialled));
            }
        }
        return code(state, dialled);
    }

    /** A code alone before one with something after it, and of those the longest. */
    private static Optional<Features> code(AccountState state, String dialled) {
        Features best = null;
        int longest = 0;
        for (Feature feature : Feature.values()) {
            String code = state.config().code(feature);
            boolean alone = dialled.equals(code) && feature.argument() != Argument.SOME;
            boolean more =
                    feature.argument() != Argument.NONE && dialled.startsWith(code) && dialled.length() > code.length();
            int length = alone ? Integer.MAX_VALUE : more ? code.length() : 0;
            if (!code.isEmpty() && length > longest) {
                best = new Code(feature, dialled.substring(code.length()));
                longest = length;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The first slot in which nobody is parked, and which whoever dials it gets: an extension comes before it. */
    static Optional<String> freeSlot(AccountState state, ParkLot lot) {
        return IntStream.range(lot.firstSlot(), lot.firstSlot() + lot.slots())
                .mapToObj(String::valueOf)
                .filter(slot -> state.config().extension(slot).isEmpty())
                .filter(slot -> state.parkedIn(lot.id(), slot).isEmpty())
                .findFirst();
    }
}
