/**
 * The image of {@code docker/Dockerfile}, seen from outside: every role in a container of its own around a Kafka in
 * another, with real phones calling through them.
 *
 * <p>An engine and a base image come from {@code ./ringlog test}; without them these tests are skipped with a loud
 * line.
 */
@NullMarked
package io.ringlog.it.container;

import org.jspecify.annotations.NullMarked;
