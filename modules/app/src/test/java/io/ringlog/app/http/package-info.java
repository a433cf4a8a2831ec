@org.jspecify.annotations.NullMarked
package io.ringlog.app.http;
