@NullMarked
package io.ringlog.app.mail;

import org.jspecify.annotations.NullMarked;
