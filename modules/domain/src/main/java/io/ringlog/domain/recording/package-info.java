/**
 * Which talks are recorded, and what becomes of the recordings.
 *
 * <p>{@code RecordingRules} says whether a talk is recorded and who says so; {@code RecordingDesk} begins and ends a
 * recording with each talk and pauses it; {@code Dictation} has a flow record its caller; {@code ArchiveDesk} keeps it
 * as long as the account wants; {@code ErasureDesk} has its sound erased, and that of a message, until an edge says
 * that it is done, and {@code OrphanDesk} those sounds that nobody waits for.
 */
@NullMarked
package io.ringlog.domain.recording;

import org.jspecify.annotations.NullMarked;
