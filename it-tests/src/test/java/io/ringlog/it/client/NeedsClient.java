package io.ringlog.it.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of this class drive programs that must be installed; without them they are skipped, and that loudly. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MissingClient.class)
public @interface NeedsClient {

    /** Names of the programs on the path. */
    String[] value();

    /** Debian packages that bring them, in the same order. */
    String[] from();
}
