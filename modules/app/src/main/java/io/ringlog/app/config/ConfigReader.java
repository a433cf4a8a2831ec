package io.ringlog.app.config;

import io.ringlog.kernel.Because;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the record tree out of flat keys and texts; where the texts come from is not its business. */
final class ConfigReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Set<String> LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
    private static final Pattern STORE = Pattern.compile("https?://[^\\s/?#]{1,253}/?");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Set<String> DIGESTS = Set.of("SHA-256", "MD5");

    private final Map<String, String> texts;

    private ConfigReader(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Refuses what {@link RinglogConfig} does not know and values that cannot work. */
    static RinglogConfig read(Map<String, String> texts) {
        texts.keySet().forEach(ConfigReader::refuseUnknown);
        var config = new ConfigReader(texts).tree();
        if (config.media().portMin() >= config.media().portMax()) {
            throw SettingsRefused.value(
                    "media.port-max",
                    String.valueOf(config.media().portMax()),
                    "greater than media.port-min, which is " + config.media().portMin());
        }
        if (!DIGESTS.containsAll(config.sip().digestList())) {
            throw SettingsRefused.value("sip.digests", config.sip().digests(), "SHA-256, MD5, or both with a comma");
        }
        if (config.sip().sessionMin().compareTo(config.sip().sessionExpires()) > 0) {
            String given = config.sip().sessionMin().toSeconds() + "s";
            throw SettingsRefused.value("sip.session-min", given, "no longer than sip.session-expires");
        }
        refuseNames(config.sip());
        IpV6Keys.refuse(config.sip(), config.media());
        ServiceRouteKey.refuse(config.sip());
        config.hep().at();
        refuseMail(config.mail());
        refuseStorage(config.storage());
        refuseLevels(config.log());
        return config;
    }

    private static void refuseNames(SipConfig sip) {
        if (sip.dnsTtlMax().compareTo(sip.dnsTtlMin()) < 0) {
            throw SettingsRefused.value(
                    "sip.dns-ttl-max", sip.dnsTtlMax().toSeconds() + "s", "no shorter than sip.dns-ttl-min");
        }
        try {
            sip.dns();
        } catch (IllegalArgumentException unusable) {
            throw SettingsRefused.value(
                    "sip.dns-servers",
                    sip.dnsServers(),
                    "up to three addresses such as 192.0.2.53 or [2001:db8::53]:5353");
        }
    }

    private static void refuseMail(MailConfig mail) {
        if (!mail.host().isEmpty() && !ADDRESS.matcher(mail.from()).matches()) {
            throw SettingsRefused.value("mail.from", mail.from(), "an address like voicemail@example.org");
        }
        if (mail.security() == MailConfig.Security.NONE && !mail.user().isEmpty()) {
            throw SettingsRefused.value(
                    "mail.security", "none", "starttls or tls with mail.user: no password in clear");
        }
    }

    private static void refuseStorage(StorageConfig storage) {
        if (!storage.endpoint().isEmpty() && !STORE.matcher(storage.endpoint()).matches()) {
            throw SettingsRefused.value("storage.endpoint", storage.endpoint(), "an address like https://host:9000");
        }
        if (storage.accessKey().isEmpty() != storage.secretKey().isEmpty()) {
            throw SettingsRefused.value("storage.access-key", storage.accessKey(), "given with storage.secret-key");
        }
    }

    private static void refuseLevels(RinglogConfig.Log log) {
        refuseLevel("log.level", log.level());
        log.loggers().forEach((name, level) -> refuseLevel("log.loggers." + name, level));
    }

    private static void refuseLevel(String key, String level) {
        if (!LEVELS.contains(level)) {
            throw SettingsRefused.value(key, level, "ERROR, WARN, INFO, DEBUG or TRACE");
        }
    }

    private static void refuseUnknown(String name) {
        if (KeySpec.all().stream().noneMatch(key -> key.covers(name))) {
            throw new SettingsRefused("there is no key '" + name + "'; docs/configuration.md lists them all");
        }
    }

    private RinglogConfig tree() {
        Object[] sections = Stream.of(RinglogConfig.class.getRecordComponents())
                .map(this::section)
                .toArray();
        return RinglogConfig.class.cast(make(RinglogConfig.class, sections));
    }

    private Object section(RecordComponent section) {
        Object[] values = Stream.of(section.getType().getRecordComponents())
                .map(component -> value(KeySpec.of(section.getName(), component)))
                .toArray();
        return make(section.getType(), values);
    }

    private Object value(KeySpec key) {
        if (key.isOpen()) {
            return under(key.name() + ".");
        }
        String text = texts.getOrDefault(key.name(), key.key().value()).strip();
        Class<?> type = key.component().getType();
        if (type == int.class) {
            return (int) number(key, text);
        }
        if (type == Duration.class) {
            return duration(key, text);
        }
        if (type == boolean.class) {
            return truth(key, text);
        }
        if (type == Path.class) {
            return path(key, text);
        }
        if (type.isEnum()) {
            return choice(key, text);
        }
        return type == String.class ? text : Role.parse(key.name(), text);
    }

    private SortedMap<String, String> under(String prefix) {
        SortedMap<String, String> found = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), text);
            }
        });
        return found;
    }

    private static long number(KeySpec key, String text) {
        long max = Math.min(key.key().max(), Integer.MAX_VALUE);
        long number = text.matches("-?\\d{1,18}") ? Long.parseLong(text) : Long.MIN_VALUE;
        if (number < key.key().min() || number > max) {
            throw SettingsRefused.value(
                    key.name(), text, "a whole number from " + key.key().min() + " to " + max);
        }
        return number;
    }

    private static boolean truth(KeySpec key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw SettingsRefused.value(key.name(), text, "true or false");
        }
        return text.equals("true");
    }

    private static Duration duration(KeySpec key, String text) {
        Matcher parts = DURATION.matcher(text);
        long millis = parts.matches() ? Long.parseLong(parts.group(1)) * unit(parts.group(2)) : -1;
        if (millis < key.key().min() || millis > key.key().max()) {
            String most = key.key().max() == Long.MAX_VALUE
                    ? ""
                    : " and at most " + written(key.key().max());
            throw SettingsRefused.value(
                    key.name(),
                    text,
                    "a duration such as 500ms, 2s, 1m, 6h or 30d, at least "
                            + written(key.key().min()) + most);
        }
        return Duration.ofMillis(millis);
    }

    /** As people write it: in the largest unit that holds it whole. */
    private static String written(long millis) {
        return Stream.of("d", "h", "m", "s")
                .filter(unit -> millis > 0 && millis % unit(unit) == 0)
                .findFirst()
                .map(unit -> millis / unit(unit) + unit)
                .orElse(millis + "ms");
    }

    private static long unit(String word) {
        return switch (word) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    private static Object choice(KeySpec key, String text) {
        List<Enum<?>> all = Stream.of(key.component().getType().getEnumConstants())
                .<Enum<?>>map(it -> (Enum<?>) it)
                .toList();
        return all.stream()
                .filter(it -> Because.word(it).equals(text))
                .findFirst()
                .orElseThrow(() -> SettingsRefused.value(
                        key.name(),
                        text,
                        all.stream()
                                .map(Because::word)
                                .collect(Collectors.joining(", "))
                                .replaceFirst(", (?=[^,]*$)", " or ")));
    }

    private static Path path(KeySpec key, String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw SettingsRefused.value(key.name(), text, "a path (" + e.getReason() + ")");
        }
        throw SettingsRefused.value(key.name(), text, "a path");
    }

    private static Object make(Class<?> type, Object[] values) {
        Constructor<?> canonical = type.getDeclaredConstructors()[0];
        try {
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record " + type + " cannot be made", e);
        }
    }
}
