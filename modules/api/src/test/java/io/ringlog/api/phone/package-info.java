/** Files that phones are set up with. */
@NullMarked
package io.ringlog.api.phone;

import org.jspecify.annotations.NullMarked;
