@org.jspecify.annotations.NullMarked
package io.ringlog.lab.load;
