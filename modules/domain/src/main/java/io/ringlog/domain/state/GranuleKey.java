package io.ringlog.domain.state;

/**
 * Names one granule of state.
 *
 * @param account the tenant it belongs to; {@code acc_platform} for the partition's own
 * @param store the kind: call, agent, queue, ring_group, mailbox, last_dialled, conference, lease, window, contact,
 *     nonce, trunk, trunk_line, ban, offender, rule, outgo, quota, grantee,
 *     channel_wait, interest, config, dedup, timer, answered, edge, clock
 */
public record GranuleKey(String account, String store, String id) {}
