package io.ringlog.domain.config.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameter {@code xId} of a node holds the id of a row of its account; a file may name the row as {@code x}. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refers {

    /** The kind of row, as the resources are called; empty when another parameter says it. */
    String to() default "";

    /** The parameter that says the kind. */
    String by() default "";
}
