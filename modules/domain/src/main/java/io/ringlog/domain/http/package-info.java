/** What flows ask web services, and what comes of it. Nothing here asks: a worker does. */
@NullMarked
package io.ringlog.domain.http;

import org.jspecify.annotations.NullMarked;
