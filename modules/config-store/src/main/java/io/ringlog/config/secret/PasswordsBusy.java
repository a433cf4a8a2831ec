package io.ringlog.config.secret;

/** More passwords are to be hashed or proved now than may wait for it; a second later there may be room. */
public final class PasswordsBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PasswordsBusy() {
        super("too many passwords are to be hashed");
    }
}
