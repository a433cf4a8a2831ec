/**
 * Telling people of messages by mail, part of the role workers: the brain asks by {@code ringlog.effects.v1}, one try
 * at a time, and is answered with {@code MailTried}. When to try again is the brain's to say.
 *
 * <p>{@code Letter} writes the mail, {@code MailServer} hands it over by SMTP, {@code MailWorker} reads and answers.
 */
@NullMarked
package io.ringlog.app.mail;

import org.jspecify.annotations.NullMarked;
