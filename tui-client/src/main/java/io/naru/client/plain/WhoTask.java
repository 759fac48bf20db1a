package io.naru.client.plain;

import io.naru.client.app.Engine;
import io.naru.client.event.EngineEvent;

/**
 * Prints who is online.
 *
 * <p>Threading: one thread.
 */
final class WhoTask implements Task {
    private final FileFormat format;
    private final People people = new People();

    WhoTask(FileFormat format) {
        this.format = format;
    }

    @Override
    public void onUp(Engine engine, EngineEvent.LinkUp up) {
        people.begin();
    }

    @Override
    public boolean onEvent(EngineEvent event) {
        boolean isNews = people.onEvent(event);
        if (people.areAllTold()) {
            people.all().forEach(format::person);
        }
        return isNews;
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    @Override
    public boolean isDone() {
        return people.areAllTold();
    }
}
