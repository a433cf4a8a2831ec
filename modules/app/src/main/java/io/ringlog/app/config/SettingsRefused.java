package io.ringlog.app.config;

/** A setting or a flag that cannot work; the message is one sentence for the person who wrote it. */
public final class SettingsRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SettingsRefused(String message) {
        super(message);
    }

    static SettingsRefused value(String key, String value, String allowed) {
        return new SettingsRefused(key + " is '" + value + "', but it must be " + allowed);
    }
}
