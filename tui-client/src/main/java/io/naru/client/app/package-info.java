/** Where the program is put together: settings, demo, and what runs the effects that the state asks for. */
package io.naru.client.app;
