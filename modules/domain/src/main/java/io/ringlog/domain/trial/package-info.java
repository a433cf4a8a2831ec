/**
 * A call that is tried before it is real: a brain of its own, as production has it, decides a call into a flow, and
 * what the world would do comes from a script. Nothing leaves the trial, and nothing is invented: where the script
 * does not say what happens, the story ends there and says what it lacks. Pure: the same rows and script give the same
 * story.
 */
@NullMarked
package io.ringlog.domain.trial;

import org.jspecify.annotations.NullMarked;
