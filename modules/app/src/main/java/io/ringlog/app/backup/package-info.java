/**
 * What an operator puts aside and brings back: the configuration, the keys that open it, and the prompts.
 *
 * <p>The log and the lake are not part of it. A log that does not know the configuration is told of it when the role
 * api starts ({@link io.ringlog.app.role.ConfigRole}).
 */
@NullMarked
package io.ringlog.app.backup;

import org.jspecify.annotations.NullMarked;
