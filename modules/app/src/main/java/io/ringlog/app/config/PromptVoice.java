package io.ringlog.app.config;

/** Who speaks the prompts of the platform. */
public enum PromptVoice {
    ESPEAK,
    TONES
}
