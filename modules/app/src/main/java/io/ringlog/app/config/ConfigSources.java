package io.ringlog.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.ringlog.config.problem.FileReason;
import io.ringlog.config.problem.NotYaml;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The places a configuration is read from; each {@code with} wins over those before it. */
public final class ConfigSources {
    private static final String PREFIX = "RINGLOG_";
    // Read by the launcher scripts, not by the application.
    private static final Set<String> LAUNCHER =
            Set.of("RINGLOG_HEAP", "RINGLOG_JAVA_OPTS", "RINGLOG_NO_AOT", "RINGLOG_AOT", "RINGLOG_MAVEN_WRAPPER");

    private final Map<String, String> texts = new TreeMap<>();

    private ConfigSources() {}

    /** The defaults alone. */
    public static ConfigSources defaults() {
        return new ConfigSources();
    }

    /** A {@code .yaml}, {@code .yml} or {@code .properties} file. */
    public ConfigSources withFile(Path file) {
        try {
            if (file.toString().endsWith(".properties")) {
                properties(file);
            } else {
                yaml(file);
            }
            return this;
        } catch (JsonProcessingException e) {
            throw new SettingsRefused(NotYaml.of(e).in(file));
        } catch (IOException e) {
            throw new SettingsRefused("the configuration file " + file + " cannot be read: " + FileReason.of(e));
        }
    }

    /** Variables {@code RINGLOG_...}; one that names no key is refused, because it is a slip. */
    public ConfigSources withEnvironment(Map<String, String> environment) {
        environment.forEach((variable, text) -> {
            if (variable.startsWith(PREFIX) && !LAUNCHER.contains(variable)) {
                texts.put(keyOf(variable), text);
            }
        });
        return this;
    }

    /** A flag {@code key=value}. */
    public ConfigSources with(String flag) {
        int equals = flag.indexOf('=');
        if (equals < 1) {
            throw new SettingsRefused("'" + flag + "' must be key=value, for example sip.port=5070");
        }
        return with(flag.substring(0, equals).strip(), flag.substring(equals + 1));
    }

    public ConfigSources with(String key, String value) {
        texts.put(key, value);
        return this;
    }

    public RinglogConfig read() {
        return ConfigReader.read(texts);
    }

    private static String keyOf(String variable) {
        Optional<KeySpec> exact = KeySpec.all().stream()
                .filter(key -> !key.isOpen() && key.variable().equals(variable))
                .findFirst();
        return exact.map(KeySpec::name).orElseGet(() -> openKeyOf(variable));
    }

    /** {@code RINGLOG_KAFKA_CLIENT_SECURITY_PROTOCOL} is {@code kafka.client.security.protocol}. */
    private static String openKeyOf(String variable) {
        return KeySpec.all().stream()
                .filter(key -> key.isOpen() && variable.startsWith(key.variable() + "_"))
                .map(key -> key.name() + "."
                        + variable.substring(key.variable().length() + 1)
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'))
                .findFirst()
                .orElseThrow(() -> new SettingsRefused(
                        "the variable " + variable + " names no key; docs/configuration.md lists them all"));
    }

    private void properties(Path file) throws IOException {
        var read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        read.stringPropertyNames().forEach(name -> texts.put(name, read.getProperty(name)));
    }

    private void yaml(Path file) throws IOException {
        JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        if (root.isMissingNode() || root.isNull()) {
            return;
        }
        if (!root.isObject()) {
            throw new SettingsRefused(file + " must hold sections such as 'sip:', each with keys");
        }
        flatten("", root);
    }

    private void flatten(String prefix, JsonNode node) {
        for (var field : node.properties()) {
            String name = prefix + field.getKey();
            if (field.getValue().isObject()) {
                flatten(name + ".", field.getValue());
            } else {
                texts.put(name, text(name, field.getValue()));
            }
        }
    }

    private static String text(String name, JsonNode value) {
        if (value.isNull()) {
            throw new SettingsRefused(name + " has no value; leave the key out, or write '' where a text may be empty");
        }
        if (!value.isArray()) {
            return value.asText();
        }
        boolean takesLists = KeySpec.all().stream()
                .filter(it -> it.covers(name))
                .allMatch(it -> it.key().list());
        if (!takesLists || value.valueStream().anyMatch(it -> !it.isValueNode() || it.isNull())) {
            throw SettingsRefused.value(
                    name, value.toString(), takesLists ? "a list of words" : "one value, not a list");
        }
        return String.join(",", value.valueStream().map(JsonNode::asText).toList());
    }
}
