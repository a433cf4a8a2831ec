/**
 * What parties say, put into files: the loop hands frames to a {@code RecordingTape}, which hands seconds to the one
 * thread that writes, the {@code RecordingWriter}. A file grows among the edge's {@code Drafts}, goes whole into the
 * {@code MediaStore}, and only then is the log told; a draft that an earlier start left is finished by the next.
 *
 * <pre>
 *   beep -> recording -- key, silence, limit, hang-up, order --> being finished -> told
 * </pre>
 */
@NullMarked
package io.ringlog.edge.recording;

import org.jspecify.annotations.NullMarked;
