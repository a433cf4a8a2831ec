package io.ringlog.domain.registration;

/** Opens a sealed secret where a decision needs it. The host brings it; it must give the same answer every time. */
@FunctionalInterface
public interface SecretOpener {

    /** @param context what the secret was sealed for: the id of its row */
    String open(String sealed, String context);
}
