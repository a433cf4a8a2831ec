package io.ringlog.topology.views;

import java.time.Instant;

/**
 * A user who is called back as soon as somebody is free.
 *
 * @param dialled by what the other is called
 * @param until when it is given up
 */
public record LiveCallBack(String userId, String calleeId, String dialled, Instant since, Instant until) {}
