package io.ringlog.domain.expression;

/** What came of an expression. */
public sealed interface Answer {

    /** It has a value. */
    record Is(Value value) implements Answer {}

    /** It has none, as a number of a text that is none. */
    record None(String why) implements Answer {}
}
