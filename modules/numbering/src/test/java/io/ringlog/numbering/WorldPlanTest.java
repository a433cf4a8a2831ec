package io.ringlog.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.number.Numbering;
import io.ringlog.domain.number.PublicNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldPlanTest {

    private static final String BERLIN = "493012345678";

    private final WorldPlan plan = new WorldPlan();

    @ParameterizedTest
    @CsvSource({
        "DE, 030 1234567, 49301234567, LOCAL",
        "DE, 089 1234567, 49891234567, NATIONAL",
        "DE, 0800 1234567, 498001234567, NATIONAL",
        "DE, 0171 1234567, 491711234567, MOBILE",
        "DE, +49 171 1234567, 491711234567, MOBILE",
        "DE, 0900 1234567, 499001234567, PREMIUM",
        "DE, 0180 5123456, 491805123456, PREMIUM",
        "DE, 0044 20 79460000, 442079460000, INTERNATIONAL",
        "DE, +1-212-555-0100, 12125550100, INTERNATIONAL",
        "US, 011 49 30 1234567, 49301234567, INTERNATIONAL",
        "US, (212) 555-0100, 12125550100, NATIONAL",
        "US, 12125550100, 12125550100, NATIONAL",
        "CA, 2125550100, 12125550100, INTERNATIONAL",
        "IT, 02 12345678, 390212345678, NATIONAL",
    })
    void a_number_is_read_as_people_of_the_country_write_it(
            String country, String dialled, String e164, NumberClass numberClass) {
        assertThat(plan.read(dialled, country, BERLIN)).contains(new PublicNumber(e164, numberClass));
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 49301234567, NATIONAL, 0301234567",
        "DE, 491711234567, NATIONAL, 01711234567",
        "DE, 442079460000, NATIONAL, +442079460000",
        "DE, 49301234567, E164, +49301234567",
        "DE, 49301234567, AS_RECEIVED, 49301234567",
        "US, 12125550100, NATIONAL, 2125550100",
        "CA, 12125550100, NATIONAL, +12125550100",
        "IT, 390212345678, NATIONAL, 0212345678",
        "FR, 33140000001, NATIONAL, 0140000001",
        ", 49301234567, NATIONAL, +49301234567",
        "DE, 110, E164, 110",
        "DE, anonymous, NATIONAL, anonymous",
        "DE, 12345678901234567890, E164, 12345678901234567890",
    })
    void a_number_is_written_as_people_of_the_country_dial_it_back(
            String country, String e164, NumberFormat format, String written) {
        assertThat(plan.written(e164, country, format)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 03012345678, 493012345678",
        "DE, 030 123-456 78, 493012345678",
        "DE, +493012345678, 493012345678",
        "DE, +4903012345678, 493012345678",
        "DE, 00493012345678, 493012345678",
        "DE, 0033142278186, 33142278186",
        "DE, 0049(0)3012345678, 493012345678",
        "DE, +49(0)3012345678, 493012345678",
        "DE, (030)12345678, 493012345678",
        "DE, +80012345678, 80012345678",
        "BR, 015 11 91234-5678, 5511912345678",
        "AU, 001161291234567, 61291234567",
        "SM, 0549886377, 3780549886377",
        "US, 2125550100, 12125550100",
        "US, 12125550100, 12125550100",
        "US, 011493012345678, 493012345678",
        "ES, 912345678, 34912345678",
        "IT, 0212345678, 390212345678",
        "RU, 84951234567, 74951234567",
    })
    void what_a_trunk_writes_as_its_country_does_is_e164(String country, String written, String e164) {
        assertThat(plan.received(written, new Numbering(country, false))).contains(e164);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 3012345678, 493012345678",
        "BR, 1123456789, 551123456789",
        "DE, 493012345678, 493012345678",
        "DE, +33142278186, 33142278186",
        "DE, 0033142278186, 33142278186",
    })
    void a_trunk_may_leave_the_prefix_out(String country, String written, String e164) {
        assertThat(plan.received(written, new Numbering(country, true))).contains(e164);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 33142278186",
        "DE, 3012345678",
        "DE, 493012345678",
        "DE, 1001",
        "DE, 110",
        "DE, 01001",
        "DE, 0012",
        "DE, anonymous",
        "DE, 030;123456",
        "DE, 012345678901234567890",
        "DE, 0301234567890123",
        "DE, 0110",
        "DE, +49110",
        "DE, 0116117",
        "DE, 116117",
        "FR, 3631",
        "US, 911",
        "US, 5551212",
        "DE, 030 1234567 x12",
        "DE, ٠٣٠١٢٣٤٥٦٧٨",
        "DE, (((((((((((",
        "DE, +",
        "US, 33142278186",
        "XX, 03012345678",
    })
    void what_could_only_be_guessed_is_not_read(String country, String written) {
        assertThat(plan.received(written, new Numbering(country, false))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"49301234567", "+49301234567", "0049301234567"})
    void without_a_country_digits_are_e164(String dialled) {
        assertThat(plan.read(dialled, null, null)).contains(new PublicNumber("49301234567", NumberClass.INTERNATIONAL));
    }

    @ParameterizedTest
    @CsvSource({"bob", "1", "+", "0800-FLOWERS", "12345678901234567890", "''", "030;1234567"})
    void what_cannot_be_a_number_is_none(String dialled) {
        assertThat(plan.read(dialled, "DE", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"493012345678, Europe/Berlin", "442079460000, Europe/London", "81312345678, Asia/Tokyo"})
    void a_number_lies_in_the_zone_of_its_country(String e164, String zone) {
        assertThat(plan.zone(e164)).contains(zone);
    }

    @ParameterizedTest
    @CsvSource({"12125550100", "61212345678", "112", "80012345678"})
    void a_number_of_a_country_with_several_zones_or_of_none_lies_in_none(String e164) {
        assertThat(plan.zone(e164)).isEmpty();
    }

    @Test
    void each_country_has_its_emergency_numbers() {
        assertThat(plan.isEmergency("112", "DE")).isTrue();
        assertThat(plan.isEmergency("110", "DE")).isTrue();
        assertThat(plan.isEmergency("911", "US")).isTrue();
        assertThat(plan.isEmergency("911", "DE")).isFalse();
        assertThat(plan.isEmergency("1123", "DE")).isFalse();
        assertThat(plan.isEmergency("112", "XX")).isFalse();
    }

    /** Far more than are remembered, each asked twice, with the same digits read by two countries. */
    @Test
    void an_answer_is_the_same_whatever_was_asked_before() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20_000; i++) {
                String national = "030" + (1_000_000 + i);
                assertThat(plan.read(national, "DE", null).orElseThrow().e164()).isEqualTo("4930" + (1_000_000 + i));
            }
            assertThat(plan.read("0301000000", "DE", null)).isNotEqualTo(plan.read("0301000000", "GB", null));
            assertThat(plan.read("x".repeat(100_000), "DE", null)).isEmpty();
        }
    }
}
