/** A mail server for those who send mails: real SMTP over real sockets. */
@NullMarked
package io.ringlog.testkit.mail;

import org.jspecify.annotations.NullMarked;
