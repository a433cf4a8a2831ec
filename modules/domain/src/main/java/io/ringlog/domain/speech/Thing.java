package io.ringlog.domain.speech;

/** What can be counted aloud. Each has three prompts: less than one, one of it, and its plural after a number. */
public enum Thing {
    NEW_MESSAGE("new-message"),
    HEARD_MESSAGE("heard-message"),
    MINUTE("minute");

    private final String id;

    Thing(String id) {
        this.id = id;
    }

    String none() {
        return id + "-none";
    }

    String one() {
        return id + "-one";
    }

    String many() {
        return id + "-many";
    }
}
