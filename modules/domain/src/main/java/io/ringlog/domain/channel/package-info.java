/**
 * A ceiling over a tree of accounts, kept without a shared counter. Each account decides alone, on the channels it
 * holds; what it holds was lent by the nearest account above that has a ceiling, and comes back when it is spare:
 *
 * <pre>
 *   below  --ChannelsReported(in, back, wish, need)-->  above
 *   below  &lt;--ChannelsGranted(total, scarce)---------  above
 * </pre>
 *
 * Totals only grow on both sides. What is held below, {@code in - back}, is never more than what is out above.
 */
@NullMarked
package io.ringlog.domain.channel;

import org.jspecify.annotations.NullMarked;
