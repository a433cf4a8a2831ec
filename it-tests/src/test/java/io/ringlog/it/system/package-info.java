@org.jspecify.annotations.NullMarked
package io.ringlog.it.system;
