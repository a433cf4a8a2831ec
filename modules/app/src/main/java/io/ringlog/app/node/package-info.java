/**
 * A running process: its data folder, its roles in the order they start and stop, and what it says when it is ready.
 *
 * <p>Roles start from the log outwards (kafka, brain, watch, lake, api, edge), so that nobody calls before somebody can
 * decide, and stop in the order edge, api, watch, brain, lake, kafka.
 */
@NullMarked
package io.ringlog.app.node;

import org.jspecify.annotations.NullMarked;
