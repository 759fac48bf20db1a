/** What whoever runs the relay may ask of it while it runs: the seam between the relay and those who format answers. */
package io.naru.relay.control;
