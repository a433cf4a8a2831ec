package io.ringlog.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one configuration key where it is declared: its default, its range and what it means. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
@interface Key {
    /** The default as a person would write it. */
    String value();

    /** One sentence for docs/configuration.md. */
    String says();

    /** The unit, for numbers whose type does not say it. */
    String unit() default "";

    /** Whether a file may write a list; with commas in between it is one text. */
    boolean list() default false;

    /** Smallest number allowed; milliseconds for durations. */
    long min() default 0;

    /** Largest number allowed; milliseconds for durations. */
    long max() default Long.MAX_VALUE;
}
