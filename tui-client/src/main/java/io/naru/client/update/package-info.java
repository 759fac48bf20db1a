/**
 * What happens: {@link io.naru.client.update.Reducer} takes the state and an event and gives the next state and the
 * effects to carry out. A pure function: the time comes with the event, the effects are values.
 */
package io.naru.client.update;
