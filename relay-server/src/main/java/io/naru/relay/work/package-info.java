/** How one thread asks another for work and hears what became of it, without either of them waiting. */
package io.naru.relay.work;
