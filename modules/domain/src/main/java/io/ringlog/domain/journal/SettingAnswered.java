package io.ringlog.domain.journal;

/**
 * The configuration has been changed as a call asked, or refused to be.
 *
 * @param code why it was refused; what is so now when it was accepted
 */
public record SettingAnswered(String callId, boolean accepted, String code, String text) implements Input {}
