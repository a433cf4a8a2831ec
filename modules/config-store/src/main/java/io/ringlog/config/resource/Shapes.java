package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Variables;
import io.ringlog.domain.number.NumberClass;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shapes that several resources check: numbers, hosts, zones, ranges. */
final class Shapes {

    private static final Pattern E164 = Pattern.compile("[1-9][0-9]{5,14}");
    private static final int DATE_LENGTH = 10;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}");
    private static final Pattern HOST_PORT = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?");
    private static final Pattern SIP_USER = Pattern.compile("[A-Za-z0-9_.+!~*'()-]{1,64}");

    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,31}"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,32}[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final int LONGEST_MAIL = 254;
    private static final int MOST_VARIABLES = 20;

    private static final int LONGEST_URL = 1024;

    private Shapes() {}

    static void name(String value, String field, Problems p) {
        p.require(!value.isBlank() && value.length() <= 255, field, "config.bad-name", "must have 1 to 255 characters");
    }

    static void e164(@Nullable String value, String field, Problems p) {
        p.require(
                value == null || E164.matcher(value).matches(),
                field,
                "config.bad-number",
                "must be an E.164 number: 6 to 15 digits without a plus");
    }

    static void country(@Nullable String value, String field, Problems p) {
        p.require(
                value == null || COUNTRIES.contains(value),
                field,
                "config.unknown-country",
                "must be an ISO 3166 code like DE");
    }

    /** Classes that somebody may be forbidden to dial. */
    static void ordinary(List<NumberClass> classes, String field, Problems p) {
        p.require(
                !classes.contains(NumberClass.EMERGENCY),
                field,
                "config.superfluous",
                "needs no emergency: everybody may always call for help");
    }

    /** The addresses that any server takes: RFC 5321 section 4.1.2 without quotes and literals. */
    static void mail(@Nullable String value, String field, Problems p) {
        p.require(
                value == null
                        || (value.length() <= LONGEST_MAIL
                                && MAIL.matcher(value).matches()),
                field,
                "config.bad-email",
                "must be one address like name@example.org");
    }

    static void host(@Nullable String value, String field, Problems p) {
        p.require(
                value == null || isHost(value),
                field,
                "config.bad-host",
                "must be a host name in lower case or an IP address");
    }

    static void hostPort(@Nullable String value, String field, Problems p) {
        p.require(
                value == null || HOST_PORT.matcher(value).matches(),
                field,
                "config.bad-host",
                "must be a host, optionally with a port");
    }

    static void sipUser(String value, String field, Problems p) {
        p.require(
                SIP_USER.matcher(value).matches(),
                field,
                "config.bad-username",
                "must be 1 to 64 characters that a SIP address allows");
    }

    static void zone(@Nullable String value, String field, Problems p) {
        p.require(value == null || isZone(value), field, "config.unknown-zone", "is not an IANA time zone");
    }

    static void range(@Nullable Integer value, int least, int most, String field, Problems p) {
        p.require(
                value == null || (value >= least && value <= most),
                field,
                "config.out-of-range",
                most == Integer.MAX_VALUE ? "must be " + least + " or more" : "must be " + least + " to " + most);
    }

    /** What a hop sets on a call travels with it through every further hop. */
    static void variables(Map<String, String> set, String field, Problems p) {
        p.require(
                set.size() <= MOST_VARIABLES && set.entrySet().stream().allMatch(Shapes::isBrief),
                field,
                "config.too-large",
                "may have " + MOST_VARIABLES + " variables with names of 64 and values of 255 characters");
        set.keySet().stream()
                .filter(name -> !Variables.maySet(name))
                .forEach(name -> p.require(false, field, "config.read-only", "cannot set " + name));
    }

    private static boolean isBrief(Map.Entry<String, String> variable) {
        return variable.getKey().length() <= 64 && variable.getValue().length() <= 255;
    }

    static void notNegative(@Nullable Integer value, String field, Problems p) {
        range(value, 0, Integer.MAX_VALUE, field, p);
    }

    static boolean isIp(String value) {
        return IPV4.matcher(value).matches()
                || (value.contains(":") && IPV6.matcher(value).matches());
    }

    private static boolean isHost(String value) {
        if (isIp(value)) {
            return true;
        }
        return value.length() <= 253
                && Pattern.compile("\\.")
                        .splitAsStream(value)
                        .allMatch(label -> LABEL.matcher(label).matches());
    }

    private static boolean isZone(String value) {
        try {
            return ZoneId.getAvailableZoneIds().contains(ZoneId.of(value).getId());
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    /** A day as YYYY-MM-DD; null where there is none, or none that can be read. */
    static @Nullable LocalDate date(@Nullable String value, String field, Problems p) {
        if (value == null) {
            return null;
        }
        try {
            if (value.length() == DATE_LENGTH) {
                return LocalDate.parse(value);
            }
        } catch (DateTimeException wrong) {
            // Told below, as one of another length is.
        }
        p.add(field, "config.bad-date", "must be a date as YYYY-MM-DD");
        return null;
    }

    static void url(String value, String field, Problems p) {
        p.require(
                isUrl(value),
                field,
                "config.bad-url",
                "must be http:// or https:// with a host, and a port up to 65535 if any");
    }

    /** Whoever is told reads no user and no fragment in it. */
    private static boolean isUrl(String text) {
        if (text.length() > LONGEST_URL || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return false;
        }
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean port = uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535);
            return http && port && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }
}
