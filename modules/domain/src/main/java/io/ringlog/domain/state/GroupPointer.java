package io.ringlog.domain.state;

/**
 * Whose turn it was in a ring group that rings in turn.
 *
 * @param lastMemberId the member that the last call began with
 */
public record GroupPointer(String account, String groupId, String lastMemberId) implements Granule {

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "ring_group", groupId);
    }
}
