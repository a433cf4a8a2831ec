/**
 * The media side of a call: relay ports into session descriptions, prompts to ears, keys to gathers. Joins the pure SDP
 * of the sip module with the relay; knows no Kafka and no account rules.
 */
@NullMarked
package io.ringlog.edge.media;

import org.jspecify.annotations.NullMarked;
