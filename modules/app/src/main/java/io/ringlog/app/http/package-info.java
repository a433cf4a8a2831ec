/**
 * Requests to web services of others. {@link io.ringlog.app.http.HttpOut} sends one, to no address that is not meant to
 * be reached; {@link io.ringlog.app.http.HttpWorker}, part of the role workers, sends those that flows ask for and
 * answers with {@code HttpAnswered}.
 */
@NullMarked
package io.ringlog.app.http;

import org.jspecify.annotations.NullMarked;
