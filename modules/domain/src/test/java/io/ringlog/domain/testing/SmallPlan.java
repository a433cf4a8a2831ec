package io.ringlog.domain.testing;

import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.number.Numbering;
import io.ringlog.domain.number.PublicNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A numbering plan of one country, DE: area codes of two digits, 17 is mobile, 900 is premium, 112 is for help. */
public final class SmallPlan implements NumberPlan {

    @Override
    public Optional<PublicNumber> read(String dialled, @Nullable String country, @Nullable String own) {
        String bare = dialled.replaceAll("[ ().-]", "");
        if (!bare.matches("\\+?[0-9]{3,15}")) {
            return Optional.empty();
        }
        String e164 = e164(bare, country);
        return Optional.of(new PublicNumber(e164, numberClass(e164, country, own)));
    }

    @Override
    public Optional<String> received(String written, Numbering how) {
        boolean whole = written.matches("(\\+|00)[0-9]{7,15}");
        boolean home = written.matches(how.bare() ? "[1-9][0-9]{6,12}" : "0[1-9][0-9]{6,12}");
        return whole || home
                ? Optional.of(how.bare() && home ? "49" + written : e164(written, how.country()))
                : Optional.empty();
    }

    private static String e164(String bare, @Nullable String country) {
        if (bare.startsWith("+") || bare.startsWith("00")) {
            return bare.substring(bare.startsWith("+") ? 1 : 2);
        }
        return country != null && bare.startsWith("0") ? "49" + bare.substring(1) : bare;
    }

    private static NumberClass numberClass(String e164, @Nullable String country, @Nullable String own) {
        if (e164.startsWith("49900")) {
            return NumberClass.PREMIUM;
        } else if (country == null || !e164.startsWith("49")) {
            return NumberClass.INTERNATIONAL;
        } else if (e164.startsWith("4917")) {
            return NumberClass.MOBILE;
        }
        return own != null && own.length() > 4 && e164.startsWith(own.substring(0, 4))
                ? NumberClass.LOCAL
                : NumberClass.NATIONAL;
    }

    @Override
    public Optional<String> zone(String e164) {
        return e164.startsWith("49") ? Optional.of("Europe/Berlin") : Optional.empty();
    }

    @Override
    public String written(String e164, @Nullable String country, NumberFormat format) {
        boolean home = format == NumberFormat.NATIONAL && country != null && e164.startsWith("49");
        return home ? "0" + e164.substring(2) : e164.matches("[0-9]{7,15}") ? "+" + e164 : e164;
    }

    @Override
    public boolean isEmergency(String digits, String country) {
        return country.equals("DE") && digits.equals("112");
    }
}
