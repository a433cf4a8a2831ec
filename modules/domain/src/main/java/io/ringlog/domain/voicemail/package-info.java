/**
 * Leaving messages and what is done with them: a caller hears a greeting, speaks after the beep, and what is whole and
 * long enough is a message of the mailbox until it is deleted and gone. The sound is the edge's; here are its heads.
 */
@NullMarked
package io.ringlog.domain.voicemail;

import org.jspecify.annotations.NullMarked;
