/**
 * Business hours: which rule speaks at an instant in a time zone, and when that changes next.
 */
@NullMarked
package io.ringlog.domain.schedule;

import org.jspecify.annotations.NullMarked;
