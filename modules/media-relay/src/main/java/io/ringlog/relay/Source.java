package io.ringlog.relay;

/** What the party of a leg hears. A leg has one at a time: whoever is not it, is not heard. */
sealed interface Source permits Source.Nobody, Wire, Seat, Played, Keys {
    Source NOBODY = new Nobody();

    /** Silence: nothing is sent. */
    record Nobody() implements Source {}
}
