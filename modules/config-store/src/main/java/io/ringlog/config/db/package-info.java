/**
 * SQLite as we use it: one file, write-ahead log, foreign keys on, every commit synced.
 * Writers take turns, readers never wait. The only package that speaks JDBC.
 */
@NullMarked
package io.ringlog.config.db;

import org.jspecify.annotations.NullMarked;
