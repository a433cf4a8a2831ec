package io.ringlog.app.rest;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Troubles;
import io.ringlog.config.db.DatabaseFailure;
import io.ringlog.config.problem.FileReason;
import io.ringlog.config.secret.PasswordsBusy;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * A full disk, a file that is gone or may not be written, too many passwords at once: told in words, without a path of
 * ours, and no fault.
 */
public final class StorageTroubles implements Troubles {

    @Override
    public Optional<Refused> told(Exception broken) {
        if (broken instanceof PasswordsBusy) {
            return Optional.of(Refused.of(Why.AWAY, "too many passwords are proved at this moment"));
        }
        if (broken instanceof DatabaseFailure failure) {
            return failure.reason().map(reason -> refused("the configuration", reason));
        }
        return broken instanceof UncheckedIOException io && io.getCause() instanceof FileSystemException why
                ? Optional.of(refused("a file", FileReason.of(why)))
                : Optional.empty();
    }

    private static Refused refused(String what, String reason) {
        return Refused.of(Why.STORAGE, what + " cannot be read or written now: " + reason);
    }
}
