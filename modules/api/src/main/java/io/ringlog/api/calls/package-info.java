/**
 * Calls of the past and the reasons of every call: history by pages or as CSV, one call, its events, and why it went
 * where it went. What just ended is told from the views, what is older from the lake.
 */
@NullMarked
package io.ringlog.api.calls;

import org.jspecify.annotations.NullMarked;
