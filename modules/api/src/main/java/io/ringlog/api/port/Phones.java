package io.ringlog.api.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Phones that fetch their settings. */
public interface Phones {

    /** Families of phones whose settings are known. */
    enum Model {
        YEALINK,
        SNOM,
        GRANDSTREAM,
        BARESIP
    }

    /** How a phone talks to us. */
    enum Transport {
        UDP,
        TCP,
        TLS
    }

    /**
     * What a phone is set up with.
     *
     * @param name what it shows
     * @param host where it finds us, {@code port} with it
     */
    record Settings(
            Model model,
            String username,
            String realm,
            String password,
            String name,
            String host,
            int port,
            Transport transport) {}

    /**
     * What a token is good for, and how long.
     *
     * @param server where the phone finds us, {@code host} or {@code host:port}
     */
    record Terms(Model model, String server, Duration life) {}

    /** A token, shown this once. */
    record Token(String token, Instant expiresAt) {}

    /** A new token of a device, the only one; throws {@link Refused} for a device that cannot be set up so. */
    Token issue(String account, String device, Terms terms, String actor);

    /** The family of phones that a token was made for, be it good or not any more; empty for one that is none. */
    Optional<Model> find(String token);

    /** The settings for whoever has the token, with a password that is made now; empty for one that is no good. */
    Optional<Settings> take(String token);

    /** Makes a token useless. */
    void spoil(String token);
}
