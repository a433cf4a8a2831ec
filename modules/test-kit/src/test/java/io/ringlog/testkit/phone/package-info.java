@org.jspecify.annotations.NullMarked
package io.ringlog.testkit.phone;
