/**
 * The real terminal: entering and leaving it, reading keys from it, painting frames on it, and the loop that owns the
 * screen.
 *
 * <p>Lanterna holds the screen's cells and finds what changed between two frames. Keys are decoded here, not by
 * Lanterna: whether an escape sequence is finished must be known outside of the decoder for it to wait the right time,
 * characters outside of the basic plane must come whole, and a paste must not be taken for typing.
 */
package io.naru.client.terminal;
