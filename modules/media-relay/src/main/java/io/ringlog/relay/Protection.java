package io.ringlog.relay;

import io.ringlog.media.srtp.SrtpKey;
import io.ringlog.media.srtp.SrtpSuite;

/**
 * How a leg's media is encrypted on the wire (RFC 3711).
 *
 * @param ours under which it is sent to the leg; another one for each leg
 * @param theirs under which the leg sends
 */
public record Protection(SrtpSuite suite, SrtpKey ours, SrtpKey theirs) {}
