@org.jspecify.annotations.NullMarked
package io.ringlog.api;
