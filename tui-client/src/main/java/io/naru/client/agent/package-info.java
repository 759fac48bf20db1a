/**
 * What the engine's parts stand on: the one thread that owns their state, and the words for what goes wrong. Knows no
 * protocol beyond file messages.
 */
package io.naru.client.agent;
