package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.config.SipTrunk;
import java.util.List;
import java.util.Optional;

/**
 * What a registration stands for: with another proxy, name, password or life it is another one. Its mark is in our
 * contact at the trunk, so that an old contact is worth nothing from the moment the row is another. Pure.
 */
public final class RegistrationMark {

    private RegistrationMark() {}

    /** Sixteen hexadecimal digits, from which nothing can be read. */
    public static String of(SipTrunk trunk) {
        return "%016x".formatted(Drawn.of(identity(trunk).toString(), "registration"));
    }

    /** Whether a registration of the one is as good as one of the other. */
    static boolean isSame(SipTrunk one, SipTrunk other) {
        return identity(one).equals(identity(other));
    }

    private static List<Optional<Object>> identity(SipTrunk trunk) {
        return List.of(
                Optional.of(trunk.accountId()),
                Optional.of(trunk.uri()),
                Optional.of(trunk.addressOfRecord()),
                Optional.ofNullable(trunk.authUsername()),
                Optional.ofNullable(trunk.authSecret()),
                Optional.ofNullable(trunk.realm()),
                Optional.of(trunk.expireSec()));
    }
}
