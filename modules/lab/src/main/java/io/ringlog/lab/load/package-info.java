/**
 * Phones at work: {@code CallLoad} and {@code RegisterLoad} speak SIP over plain UDP sockets from one thread each, at a
 * rate that is asked for. They know nothing of the platform but its address.
 */
@NullMarked
package io.ringlog.lab.load;

import org.jspecify.annotations.NullMarked;
