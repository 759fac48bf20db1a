/** Measures what the program can do on this machine, beside other programs that do the same. */
package io.naru.client.bench;
