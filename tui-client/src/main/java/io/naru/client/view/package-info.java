/**
 * Everything that turns state into cells: where panes lie, how text is measured and clipped, which colours it gets.
 *
 * <p>Drawing is stateless. A pane is handed a {@link io.naru.client.view.Canvas}, draws itself whole, and keeps nothing;
 * finding out which cells changed is the screen's work. Lanterna is imported here and in {@code io.naru.client.terminal}
 * and nowhere else.
 */
package io.naru.client.view;
