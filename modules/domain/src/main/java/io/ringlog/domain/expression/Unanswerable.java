package io.ringlog.domain.expression;

/** An expression cannot be read, or has no value here; never leaves the package. */
final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswerable(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
