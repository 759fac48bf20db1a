/**
 * Time as an argument: a {@link io.naru.common.time.Clock} is read once at the edge of a program, and everything that
 * measures or limits is handed the result.
 */
package io.naru.common.time;
