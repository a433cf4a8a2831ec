/**
 * {@code ./ringlog demo}: a whole call centre in one process, told as it happens.
 *
 * <p>A {@code Stage} holds the running node, the tenant and its phones; each {@code Scene} plays one thing with
 * real SIP
 * and RTP over loopback and fails with a sentence when it was not true. {@code Demo} plays them all and keeps count.
 */
@NullMarked
package io.ringlog.lab.demo;

import org.jspecify.annotations.NullMarked;
