package io.ringlog.domain.state;

/** What a user called last, as they dialled it. */
public record LastDialled(String account, String userId, String dialled) implements Granule {

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "last_dialled", userId);
    }
}
