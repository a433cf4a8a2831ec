package io.ringlog.domain.registration;

import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.RegisterReceived;
import org.jspecify.annotations.Nullable;

/**
 * Who has proved to be somebody that may register.
 *
 * @param rowId the device or trunk
 * @param userId whose device it is; null for a trunk
 * @param login the user part of its address of record
 * @param otherName what it may call itself as well
 * @param credential the sealed HA1 that it has proved
 */
record Registrant(
        String rowId, @Nullable String userId, String login, String otherName, String realm, String credential) {

    static Registrant of(SipDevice device, SipUser user) {
        return new Registrant(
                device.id(), user.id(), device.authUsername(), user.username(), device.realm(), device.ha1());
    }

    static Registrant of(SipTrunk trunk) {
        String login = String.valueOf(trunk.inboundUsername());
        return new Registrant(
                trunk.id(),
                null,
                login,
                login,
                String.valueOf(trunk.inboundRealm()),
                String.valueOf(trunk.inboundHa1()));
    }

    String aor() {
        return login + "@" + realm;
    }

    /** Whether the address of record of a REGISTER is its own. */
    boolean isMeantBy(RegisterReceived asked) {
        return (asked.user().equals(login) || asked.user().equals(otherName))
                && asked.domain().equalsIgnoreCase(realm);
    }
}
