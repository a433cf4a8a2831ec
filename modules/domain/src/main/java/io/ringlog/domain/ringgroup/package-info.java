/**
 * Ring groups: a call comes to a group, whose members are rung as its strategy says; when nobody takes it, it goes on
 * to the group's own target, back into its flow, or is refused.
 */
@NullMarked
package io.ringlog.domain.ringgroup;

import org.jspecify.annotations.NullMarked;
