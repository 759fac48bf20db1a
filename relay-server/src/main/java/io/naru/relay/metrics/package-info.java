/** What the relay counts about itself. */
package io.naru.relay.metrics;
