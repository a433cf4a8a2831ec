/**
 * People and their sessions: who logs in, what each role opens, and how the first one comes in.
 *
 * <p>A session is a cookie that scripts cannot read. It opens every route that a key with the scopes of the person's
 * role opens; a request that changes something also brings a token that only pages of this very origin can have read.
 */
@NullMarked
package io.ringlog.api.session;

import org.jspecify.annotations.NullMarked;
