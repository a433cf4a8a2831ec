package io.ringlog.kernel;

/**
 * A refusal: its code is the rule of {@link Because}, its text is one plain sentence for a person.
 *
 * @param text what was refused and why, naming the limit or the field
 */
public record Rejection(Because because, String text) {

    public static Rejection of(String code, String text) {
        return new Rejection(Because.of(code), text);
    }

    public String code() {
        return because.rule();
    }
}
