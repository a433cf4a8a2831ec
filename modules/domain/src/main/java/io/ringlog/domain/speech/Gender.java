package io.ringlog.domain.speech;

/** How a number is said: by itself, or before something of that gender. */
enum Gender {
    ALONE(""),
    MASCULINE("-m"),
    FEMININE("-f");

    private final String suffix;

    Gender(String suffix) {
        this.suffix = suffix;
    }

    /** What the name of a number ends with in languages that tell genders apart. */
    String suffix() {
        return suffix;
    }
}
