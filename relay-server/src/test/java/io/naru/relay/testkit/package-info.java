/** What tests of the relay, and of clients against it, are made of. */
package io.naru.relay.testkit;
