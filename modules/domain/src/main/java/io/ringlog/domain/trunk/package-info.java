/**
 * What is known of trunks beside the calls that go by them: whether they answer OPTIONS, and whether we are registered
 * at them. One edge of those that live looks after a trunk and keeps it until it is lost; it asks what it is told to
 * ask and reports the answer. How often an answer must be missing, what is answered to a challenge, and when it is
 * tried again are decided here.
 */
@NullMarked
package io.ringlog.domain.trunk;

import org.jspecify.annotations.NullMarked;
