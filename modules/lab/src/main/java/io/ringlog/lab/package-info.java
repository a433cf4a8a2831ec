/**
 * Everything that is not the product: what shows it ({@code demo}), measures it ({@code bench}) and trains its start-up
 * cache, with simulated phones at work. Nobody knows the lab, and it puts nothing into a running system but calls.
 */
@NullMarked
package io.ringlog.lab;

import org.jspecify.annotations.NullMarked;
