package io.ringlog.domain.state;

/**
 * Whose turn it was in a ring group that rings in turn.
 *
 * @param lastUserId the member that the last call began with
 */
public record GroupPointer(String account, String groupId, String lastUserId) implements Granule {

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "ring_group", groupId);
    }
}
