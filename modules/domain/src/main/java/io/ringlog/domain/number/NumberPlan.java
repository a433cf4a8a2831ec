package io.ringlog.domain.number;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbering plans of the world. The host brings them; they must give the same answers every time. */
public interface NumberPlan extends CarrierNumbers {

    /**
     * What a dialled string means: a number of the country as its people write it, or one of any country with its plus
     * or prefix.
     *
     * @param country ISO 3166 code in capitals; null where the account says none, and digits are then E.164
     * @param own the caller's own E.164 number, whose area is local; null when there is none
     * @return empty for what cannot be a number
     */
    Optional<PublicNumber> read(String dialled, @Nullable String country, @Nullable String own);

    /**
     * In which time zone a number lies, as an IANA name.
     *
     * @param e164 digits without the plus
     * @return empty for one that may lie in several, or in none
     */
    Optional<String> zone(String e164);

    /**
     * A number as people may dial it back.
     *
     * @param e164 digits without the plus
     * @param country ISO 3166 code in capitals of who reads it; null where the account says none
     * @return as it was given, for what is no number of any plan
     */
    String written(String e164, @Nullable String country, NumberFormat format);

    /** Whether these digits are an emergency number of a country; none is of a country that is not known. */
    boolean isEmergency(String digits, String country);
}
