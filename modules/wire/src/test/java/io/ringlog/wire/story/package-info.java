@org.jspecify.annotations.NullMarked
package io.ringlog.wire.story;
