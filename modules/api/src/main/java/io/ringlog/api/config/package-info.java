/**
 * Configuration over REST: the same six routes for every resource, flows with their drafts and versions, accounts with
 * their tree, and keys. What a row may hold is said by the store; here it is only asked for.
 */
@NullMarked
package io.ringlog.api.config;

import org.jspecify.annotations.NullMarked;
