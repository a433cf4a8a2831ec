/**
 * Events told by HTTP. {@link io.ringlog.app.webhook.WebhookDesk} has a {@link io.ringlog.app.webhook.Courier} for each
 * active webhook, which reads its account's partition of the log from the place it was left at, and
 * {@link io.ringlog.app.http.HttpOut posts} what is wanted, a piece at a time and the next only when that was taken or
 * given up: the log is the queue, so nothing waits in memory and nothing overtakes.
 */
@NullMarked
package io.ringlog.app.webhook;

import org.jspecify.annotations.NullMarked;
