package io.ringlog.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.number.Numbering;
import io.ringlog.domain.number.PublicNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The plans of libphonenumber. One version of it gives the same answers every time and everywhere. */
public final class WorldPlan implements NumberPlan {

    /** Letters are no digits here: a name must not be dialled as what a keypad would make of it. */
    private static final Pattern DIALLED = Pattern.compile("\\+?[(0-9][0-9 ().-]{0,31}");

    private static final Pattern E164 = Pattern.compile("[0-9]{1,15}");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
    private final Properties zones = zones();

    private final Remembered<Question, Optional<PublicNumber>> read = new Remembered<>(this::read);
    private final Remembered<Brought, Optional<String>> received = new Remembered<>(this::received);
    private final Remembered<String, Optional<String>> zoneOf = new Remembered<>(this::zoneOf);

    private final Remembered<Wish, String> written = new Remembered<>(this::written);

    private record Wish(String e164, @Nullable String country, NumberFormat format) {}

    private record Brought(String written, Numbering how) {}

    private record Question(
            String dialled,
            @Nullable String country,
            @Nullable String own) {}

    /** What is no number is forgotten at once: only short texts are kept. */
    @Override
    public Optional<PublicNumber> read(String dialled, @Nullable String country, @Nullable String own) {
        return DIALLED.matcher(dialled).matches() ? read.answer(new Question(dialled, country, own)) : Optional.empty();
    }

    private Optional<PublicNumber> read(Question it) {
        return parsed(it.dialled(), it.country())
                .filter(numbers::isPossibleNumber)
                .map(number -> new PublicNumber(digits(number), classOf(number, it.country(), it.own())));
    }

    @Override
    public Optional<String> received(String written, Numbering how) {
        return DIALLED.matcher(written).matches() ? received.answer(new Brought(written, how)) : Optional.empty();
    }

    private Optional<String> received(Brought it) {
        try {
            PhoneNumber number =
                    numbers.parseAndKeepRawInput(it.written(), it.how().country());
            // Some plans have longer numbers than E.164 has digits for.
            return Optional.of(number)
                    .filter(some -> isMeant(some, it))
                    .map(this::digits)
                    .filter(digits -> E164.matcher(digits).matches());
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    /** Digits that nothing stands before might be of anywhere: they are of the country only where it has them so. */
    private boolean isMeant(PhoneNumber number, Brought it) {
        return switch (number.getCountryCodeSource()) {
            case FROM_NUMBER_WITH_PLUS_SIGN, FROM_NUMBER_WITH_IDD ->
                numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            case FROM_DEFAULT_COUNTRY, FROM_NUMBER_WITHOUT_PLUS_SIGN, UNSPECIFIED ->
                numbers.isValidNumber(number) && isPrefixed(it);
        };
    }

    /** Where the prefix is the country code itself (NANP), people leave it out. */
    private boolean isPrefixed(Brought it) {
        String country = it.how().country();
        String prefix = it.how().bare() ? null : numbers.getNddPrefixForRegion(country, true);
        return prefix == null
                || prefix.equals(String.valueOf(numbers.getCountryCodeForRegion(country)))
                || PhoneNumberUtil.normalizeDigitsOnly(it.written()).startsWith(prefix);
    }

    /** By country, of those in which all clocks agree. */
    private static Properties zones() {
        try (InputStream file = WorldPlan.class.getResourceAsStream("zones.properties")) {
            Properties zones = new Properties();
            zones.load(Objects.requireNonNull(file, "zones.properties is part of this module"));
            return zones;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String written(String e164, @Nullable String country, NumberFormat format) {
        boolean asIs = format == NumberFormat.AS_RECEIVED || !E164.matcher(e164).matches();
        return asIs ? e164 : written.answer(new Wish(e164, country, format));
    }

    private String written(Wish it) {
        Optional<PhoneNumber> number = parsed("+" + it.e164(), null).filter(numbers::isPossibleNumber);
        String country = it.country();
        if (it.format() == NumberFormat.NATIONAL && country != null) {
            Optional<PhoneNumber> home = number.filter(
                    some -> some.getCountryCode() == numbers.getCountryCodeForRegion(country) && isOf(some, country));
            if (home.isPresent()) {
                return PhoneNumberUtil.normalizeDigitsOnly(numbers.format(home.get(), PhoneNumberFormat.NATIONAL));
            }
        }
        return number.map(some -> numbers.format(some, PhoneNumberFormat.E164)).orElse(it.e164());
    }

    @Override
    public boolean isEmergency(String digits, String country) {
        return shortNumbers.isEmergencyNumber(digits, country);
    }

    @Override
    public Optional<String> zone(String e164) {
        return DIALLED.matcher(e164).matches() ? zoneOf.answer(e164) : Optional.empty();
    }

    private Optional<String> zoneOf(String e164) {
        return parsed("+" + e164, null)
                .map(numbers::getRegionCodeForNumber)
                .flatMap(region -> Optional.ofNullable(zones.getProperty(region)));
    }

    private Optional<PhoneNumber> parsed(String dialled, @Nullable String country) {
        if (!DIALLED.matcher(dialled).matches()) {
            return Optional.empty();
        }
        // Without a country there is no prefix that could lead out of it: 00 is what most of the world dials.
        String whole = country != null || dialled.startsWith("+")
                ? dialled
                : "+" + (dialled.startsWith("00") ? dialled.substring(2) : dialled);
        try {
            return Optional.of(numbers.parse(whole, country));
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    private NumberClass classOf(PhoneNumber number, @Nullable String country, @Nullable String own) {
        PhoneNumberType type = numbers.getNumberType(number);
        if (type == PhoneNumberType.PREMIUM_RATE || type == PhoneNumberType.SHARED_COST) {
            return NumberClass.PREMIUM;
        }
        boolean home = country != null && number.getCountryCode() == numbers.getCountryCodeForRegion(country);
        if (!home || !isOf(number, country)) {
            return NumberClass.INTERNATIONAL;
        }
        if (type == PhoneNumberType.MOBILE) {
            return NumberClass.MOBILE;
        }
        String area = areaOf(number);
        boolean near = !area.isEmpty()
                && own != null
                && parsed("+" + own, null)
                        .map(this::areaOf)
                        .filter(area::equals)
                        .isPresent();
        return near ? NumberClass.LOCAL : NumberClass.NATIONAL;
    }

    /** Several countries share a code: where the number says which of them it is of, it is of no other. */
    private boolean isOf(PhoneNumber number, @Nullable String country) {
        String region = numbers.getRegionCodeForNumber(number);
        return region == null || region.equals(country);
    }

    /** Country and area code; empty for a number that lives nowhere. */
    private String areaOf(PhoneNumber number) {
        int length = numbers.getLengthOfGeographicalAreaCode(number);
        return length == 0
                ? ""
                : number.getCountryCode()
                        + "/"
                        + numbers.getNationalSignificantNumber(number).substring(0, length);
    }

    private String digits(PhoneNumber number) {
        return numbers.format(number, PhoneNumberFormat.E164).substring(1);
    }
}
