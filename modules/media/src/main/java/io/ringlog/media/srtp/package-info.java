/**
 * Secure RTP and RTCP (RFC 3711) in memory: keys derived, packets sealed and opened in place, repeats refused. Knows no
 * socket and no session description; whoever made the keys keeps them.
 *
 * <pre>
 *   SrtpKey ──derived──► session keys ──► SrtpCipher ◄── SrtpSender (seals, no index twice)
 *                                              ▲──────── SrtpReceiver (opens what is authentic and new)
 * </pre>
 */
@NullMarked
package io.ringlog.media.srtp;

import org.jspecify.annotations.NullMarked;
