import type { City } from '../city/city.ts';

export interface DayWatchers {
  /** Called before the city goes on to a day: the place to remember it. */
  readonly beforeDay?: (day: number) => void | Promise<void>;
  /** Called when a day has come. */
  readonly afterDay?: () => void | Promise<void>;
}

/** The one clock of a city and all its offices. */
export class CityDays {
  readonly city: City;
  readonly #watchers: DayWatchers;
  readonly #offices: (() => void)[] = [];
  #days: Promise<void> = Promise.resolve();

  constructor(city: City, watchers: DayWatchers = {}) {
    this.city = city;
    this.#watchers = watchers;
  }

  /** Tells an office of each new day, before anybody else hears of it. */
  watch(newDay: () => void): void {
    this.#offices.push(newDay);
  }

  /** Lets the city live on until a day; a day that has come already is left alone. */
  advanceTo(day: number): Promise<void> {
    // One after another: whoever remembers the days must not see an earlier one after a later.
    this.#days = this.#days.catch(() => {}).then(() => this.#liveTo(day));
    return this.#days;
  }

  async #liveTo(day: number): Promise<void> {
    if (day <= this.city.day) return;
    await this.#watchers.beforeDay?.(day);
    this.city.advanceTo(day);
    for (const newDay of this.#offices) newDay();
    await this.#watchers.afterDay?.();
  }
}
