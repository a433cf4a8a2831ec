/**
 * Clients that others have written, against a running node: baresip as a telephone with a voice, sipp as a script.
 *
 * <p>One node with one tenant serves every test of the run ({@code Platform}); a test sees it as an operator does, by
 * SIP, by REST and by the events in the log ({@code LogWatch}). Each test has a folder below {@code target/evidence},
 * which stays when the test fails and goes when it passes ({@code OnPlatform}). A client that is not installed skips
 * its tests with a line that begins with LOUD ({@code NeedsClient}).
 */
@NullMarked
package io.ringlog.it.client;

import org.jspecify.annotations.NullMarked;
