package io.ringlog.app.config;

/** A configuration that cannot work; the message is one sentence for the person who wrote it. */
public final class ConfigRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ConfigRefused(String message) {
        super(message);
    }

    static ConfigRefused value(String key, String value, String allowed) {
        return new ConfigRefused(key + " is '" + value + "', but it must be " + allowed);
    }
}
