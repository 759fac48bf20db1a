/**
 * Puts the parts of the client together.
 */
package io.naru.client.app;
