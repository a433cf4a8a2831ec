/**
 * The HTTP server around the route table, and the only package that knows it: who asks is found out here, how often and
 * how much, and every refusal becomes a problem document (RFC 9457).
 */
@NullMarked
package io.ringlog.api.http;

import org.jspecify.annotations.NullMarked;
