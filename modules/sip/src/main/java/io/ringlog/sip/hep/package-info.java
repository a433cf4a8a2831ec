/**
 * Copies of SIP messages for a collector of traces, in HEP version 3: encoded here, sent beside the threads that carry
 * calls, and dropped rather than waited for. What is sent and received knows nothing of the collector.
 */
@NullMarked
package io.ringlog.sip.hep;

import org.jspecify.annotations.NullMarked;
