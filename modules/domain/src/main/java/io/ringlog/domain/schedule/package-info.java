/**
 * Business hours: which rule speaks at an instant in a time zone, and when that changes next.
 * A date beats a range of dates, a range beats the week, and closed beats open among equals. A closed rule without
 * times is
 * a whole closed day; with times it closes those hours alone and leaves the rest of the day to the others. An interval
 * belongs to the day it starts on; what of it runs past midnight speaks only where the new day's rules are silent.
 */
@NullMarked
package io.ringlog.domain.schedule;

import org.jspecify.annotations.NullMarked;
