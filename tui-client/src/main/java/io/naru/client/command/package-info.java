/**
 * What the person can type: one table of commands, from which the parser, the completion and the help come. Used by the
 * screen and by the plain mode; it knows neither.
 */
package io.naru.client.command;
