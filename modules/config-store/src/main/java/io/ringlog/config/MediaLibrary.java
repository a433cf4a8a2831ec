package io.ringlog.config;

import java.util.Optional;

/** Knows which sounds an account has; the store refuses rows that name another. */
@FunctionalInterface
public interface MediaLibrary {

    /** Lets every id pass: for whoever writes rows where no sounds are. */
    MediaLibrary UNKNOWN = (account, mediaId) -> Optional.empty();

    /** Why the sound cannot be played for the account; empty when it can. */
    Optional<String> fault(String account, String mediaId);
}
