/** What configuration over REST keeps without a server. */
@NullMarked
package io.ringlog.api.config;

import org.jspecify.annotations.NullMarked;
