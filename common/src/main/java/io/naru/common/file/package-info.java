/**
 * Files that other people name, and files that must be whole, private, or not overwritten:
 * {@link io.naru.common.file.SafePath} and {@link io.naru.common.file.AtomicFiles}.
 */
package io.naru.common.file;
