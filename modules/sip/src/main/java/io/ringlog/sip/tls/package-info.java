/**
 * Certificates and what is believed of them, without a socket: the certificates this node serves, one per SIP domain
 * and watched for newer ones, the certificates peers show (RFC 5922), and a made one for development. Reads files;
 * knows no SIP message and no Netty.
 */
@NullMarked
package io.ringlog.sip.tls;

import org.jspecify.annotations.NullMarked;
