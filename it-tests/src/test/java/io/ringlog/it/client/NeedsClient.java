package io.ringlog.it.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of this class drive a program that must be installed; without it they are skipped, and that loudly. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MissingClient.class)
public @interface NeedsClient {

    /** Name of the program on the path. */
    String value();

    /** Debian package that brings it. */
    String from();
}
