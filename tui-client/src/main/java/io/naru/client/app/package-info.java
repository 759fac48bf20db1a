/**
 * Puts the parts of the client together: the engine, the screen that shows what it tells, settings and the demo.
 */
package io.naru.client.app;
