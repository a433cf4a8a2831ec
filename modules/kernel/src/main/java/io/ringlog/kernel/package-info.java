/**
 * The few words every other module speaks: a decision is accepted or rejected, and either way it says why.
 * Nothing here knows telephony, Kafka or JSON; it depends on the JDK alone.
 */
@NullMarked
package io.ringlog.kernel;

import org.jspecify.annotations.NullMarked;
