package io.ringlog.config.problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Why a file could not be used, in words: several exceptions of the file system say nothing but its name. */
public final class FileReason {

    private FileReason() {}

    public static String of(IOException why) {
        return switch (why) {
            case NoSuchFileException _ -> "there is none";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "something else has this name";
            case NotDirectoryException _ -> "it is no folder";
            case FileSystemException it when it.getReason() != null -> it.getReason();
            case IOException it ->
                Objects.requireNonNullElse(it.getMessage(), it.getClass().getSimpleName());
        };
    }
}
