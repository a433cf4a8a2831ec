package io.ringlog.domain.number;

import java.util.Optional;

/** Reads what trunks write. The same question has the same answer every time. */
@FunctionalInterface
public interface CarrierNumbers {

    /**
     * The number that a trunk means: one of the country as that is written there, or one of any country with its plus
     * or with the prefix that leads out of the country.
     *
     * @return E.164 digits without the plus; empty for what could only be guessed, such as an extension
     */
    Optional<String> received(String written, Numbering how);
}
