/**
 * The plain mode: the same commands as on the screen, line by line on standard input and output, for pipes, screen
 * readers and dumb terminals.
 */
package io.naru.client.plain;
