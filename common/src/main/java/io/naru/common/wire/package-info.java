/**
 * Frames: how octets on a connection are told apart, bounded and put together (PROTOCOL.md, section 2). Knows nothing
 * of what a frame means; that is {@code io.naru.common.message}.
 */
package io.naru.common.wire;
