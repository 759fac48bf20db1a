/**
 * The seam between the engine (link, share, transfer) and whoever shows what it does (the screen, the plain mode, the
 * tests): plain records, posted by the engine, without a word about screens or sockets.
 */
package io.naru.client.event;
