/** The program {@code naru}: its commands and options. */
package io.naru.client.cli;
